"""An answer as a graph: the companies of its rows, and an arrow for each deal behind them, the way the money goes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from circflow.model import DealFact, PartialDate, Result

_GROUP: Final = "group"


@dataclass(frozen=True, slots=True)
class Node:
    """A company, or at the level of groups a group.

    Attributes:
        id: Its id.
        name: As in the data; the id where no name is known.
        rows: Numbers of the rows that it is in, from 1.
    """

    id: str
    name: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A deal.

    Attributes:
        source: Node that pays.
        target: Node that is paid.
        deal: What is known of it.
        rows: Numbers of the rows that it stands behind, from 1.
    """

    source: str
    target: str
    deal: DealFact
    rows: tuple[int, ...] = ()

    @property
    def begins(self) -> date | None:
        """Return the earliest reading of the announcement; None when it is unknown."""
        read = _read(self.deal.announced)
        return read.earliest if read else None

    @property
    def known_by(self) -> date | None:
        """Return the latest reading of the announcement; None when it is unknown."""
        read = _read(self.deal.announced)
        return read.latest if read else None

    @property
    def ends(self) -> date | None:
        """Return the latest reading of the end; None while the deal is open."""
        read = _read(self.deal.ended)
        return read.latest if read else None


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, each in the order in which the rows name them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(result: Result) -> Network:
    """Return the graph of an answer.

    At `by = group` an arrow leads from group to group, so that a ring closes in the picture as it does in its row.
    A deal that nothing is known of has no ends, and is left out.
    """
    companies = _occurrences(result, "company")
    deals = _occurrences(result, "deal")
    by_group = result.parameters.get("by") == _GROUP
    edges = tuple(
        _edge(result.facts[deal], tuple(rows), by_group=by_group)
        for deal, rows in deals.items()
        if deal in result.facts
    )
    for edge in edges:
        for end in (edge.source, edge.target):
            companies.setdefault(end, {})
    nodes = tuple(Node(id_, result.names.get(id_, id_), tuple(rows)) for id_, rows in companies.items())
    return Network(nodes, edges)


def _edge(deal: DealFact, rows: tuple[int, ...], *, by_group: bool) -> Edge:
    if by_group:
        return Edge(deal.payer_group or deal.payer, deal.payee_group or deal.payee, deal, rows)
    return Edge(deal.payer, deal.payee, deal, rows)


def _occurrences(result: Result, of: str) -> dict[str, dict[int, None]]:
    """Return the ids of one kind with the numbers of the rows that name them, as ordered sets."""
    columns = [column.name for column in result.columns if column.of == of]
    found: dict[str, dict[int, None]] = {}
    for number, row in enumerate(result.rows, start=1):
        for column in columns:
            for id_ in _flat(row.get(column)):
                found.setdefault(id_, {})[number] = None
    return found


def _flat(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for item in value:
            yield from _flat(item)


def _read(text: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return None
