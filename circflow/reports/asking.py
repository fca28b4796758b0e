"""What a report asks the catalogue, and the rows that concern its companies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from circflow.errors import ParamError, QueryError
from circflow.graph.connection import DEFAULT_TIMEOUT_S
from circflow.model import DealFact, Result
from circflow.money.solvers import can_solve
from circflow.queries import StoredQuery
from circflow.reports import LIMIT
from circflow.reports.money import MONEY
from circflow.session import Graph

RINGS: Final = "round-trips"
OWNERS: Final = "shared-owner-customers"
SUPPORT: Final = "contingent-support"
CONDITIONS: Final = "open-conditions"
CONTRADICTIONS: Final = "contradictions"
LETTERS: Final = "old-letters"

THROUGH: Final = "through"
"""The parameter by which a query is asked about one company."""

FINDINGS: Final = (RINGS, OWNERS, SUPPORT, CONDITIONS, CONTRADICTIONS)
"""What is found, in the order in which it is told."""

_DEALS: Final = "deals"
_CLAIMS: Final = "evidence"
_OF_ONE: Final = "company-deals"
_EVERY_LETTER: Final = {"days": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Answers, and for whom they were asked.

    Attributes:
        companies: Names by the ids that were asked for; none = everything that is loaded.
        absent: Ids of those that are in no deal that fits.
        parameters: As they were given, those by default left out.
        answers: By id of the query, rows about these companies only.
        firm: The rings that remain among firm deals; None where nothing else was asked for.
        said: What the deals behind the rings and owners say of themselves, a row each.
        claims: What is said about these deals, and about those on which sources disagree.
        records: The answers as they were given, rows about other companies among them.
        money: What is answered about all money, whoever was asked for, by id of the query; less where the solvers are
            not installed, or find no end.
    """

    companies: Mapping[str, str]
    absent: tuple[str, ...]
    parameters: Mapping[str, Any]
    answers: Mapping[str, Result]
    firm: Result | None
    said: tuple[Mapping[str, Any], ...]
    claims: tuple[Mapping[str, Any], ...]
    records: tuple[Result, ...]
    money: Mapping[str, Result] = field(default_factory=dict)

    @property
    def rings(self) -> Result:
        """Return the chains that lead back."""
        return self.answers[RINGS]

    @property
    def behind(self) -> list[str]:
        """Return the deals behind the rings and the shared owners."""
        return _deals((self.rings, self.answers[OWNERS]))

    @property
    def facts(self) -> dict[str, DealFact]:
        """Return what is known of the deals in all answers, by id."""
        found = {id_: fact for answer in self.answers.values() for id_, fact in answer.facts.items()}
        return {id_: found[id_] for id_ in sorted(found)}

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what must be read beside the rows."""
        return tuple(dict.fromkeys(warning for record in self.records for warning in record.warnings))


def ask(
    graph: Graph,
    companies: Sequence[str],
    parameters: Mapping[str, Any],
    *,
    queries: Sequence[str | Path] = (),
    timeout_s: float = DEFAULT_TIMEOUT_S,
) -> Asked:
    """Ask the catalogue all that a report tells.

    Args:
        graph: Where.
        companies: Ids or any unambiguous names; none = everything that is loaded.
        parameters: Of `round-trips`; each other query gets those that it has.
        queries: Folders of one's own queries.
        timeout_s: Seconds after which the server ends a query.

    Raises:
        ParamError: a company or a parameter means nothing.
        PackageError: the exchange rates cannot be read.
        QueryError: the server refused or ended a query.
    """
    # As in `Graph.run`, a word of Python's own has an underscore behind it.
    given = {name.removesuffix("_"): value for name, value in parameters.items() if value is not None}
    if THROUGH in given:
        raise ParamError("a report has no parameter 'through'", hint="Give the companies themselves.")
    graph.parameters(RINGS, queries=queries, **given)
    order = list(graph.catalogue(queries).find(RINGS).params)
    given = {name: given[name] for name in sorted(given, key=order.index)}
    return _Asking(graph, companies, given, {"queries": queries, "timeout_s": timeout_s}).all()


class _Asking:
    """Asks one query after the other, and keeps every answer."""

    def __init__(
        self, graph: Graph, companies: Sequence[str], given: Mapping[str, Any], how: Mapping[str, Any]
    ) -> None:
        self.graph = graph
        self.given = given
        self.how = how
        self.catalogue = graph.catalogue(how["queries"])
        self.ids = tuple(dict.fromkeys(graph.company(name) for name in companies))
        self.known = {row["id"]: row for row in graph.companies()} if self.ids else {}
        self.groups = {self.known[id_]["group_id"] for id_ in self.ids}
        self.records: list[Result] = []

    def all(self) -> Asked:
        """Ask everything."""
        answers = {id_: self._about(id_) for id_ in FINDINGS}
        answers[LETTERS] = self._about(LETTERS, **_EVERY_LETTER)
        firm = self._about(RINGS, status="firm") if answers[RINGS].parameters["status"] != "firm" else None
        money = dict(self._money())
        behind = _deals(answers[id_] for id_ in (RINGS, OWNERS))
        claimed = _deals(answers[id_] for id_ in (RINGS, OWNERS, CONTRADICTIONS))
        return Asked(
            companies={id_: self.known[id_]["name"] for id_ in self.ids},
            absent=tuple(id_ for id_ in self.ids if not self._run(_OF_ONE, company=id_, limit=1).rows),
            parameters=self.given,
            answers=answers,
            firm=firm,
            said=self._run(_DEALS, deals=behind).rows if behind else (),
            claims=self._run(_CLAIMS, deals=claimed).rows if claimed else (),
            records=tuple(self.records),
            money=money,
        )

    def _money(self) -> Iterator[tuple[str, Result]]:
        if can_solve():
            for query_id in MONEY:
                # A set that is too large for one figure has the others, and the rest of the report.
                with suppress(QueryError):
                    yield query_id, self._kept(query_id)

    def _about(self, query_id: str, **own: object) -> Result:
        """Return the rows about the companies, asked for one by one where a query can be asked so."""
        query = self.catalogue.find(query_id)
        if self.ids and THROUGH in query.params:
            return _together([self._kept(query_id, **own, through=id_) for id_ in self.ids], query.identity)
        answer = self._kept(query_id, **own)
        if not self.ids:
            return answer
        places = self._places(query)
        return replace(answer, rows=tuple(row for row in answer.rows if places.intersection(row["companies"])))

    def _places(self, query: StoredQuery) -> set[str]:
        """Return the ids by which the rows of a query call the companies, at the level at which they are counted."""
        if self.given.get("by", "group") != "group":
            return set(self.ids)
        if "by" in query.params:
            return self.groups
        return {id_ for id_, row in self.known.items() if row["group_id"] in self.groups}

    def _kept(self, query_id: str, **own: object) -> Result:
        answer = self._run(query_id, **own)
        self.records.append(answer)
        return answer

    def _run(self, query_id: str, **own: object) -> Result:
        given: dict[str, Any] = {"limit": LIMIT} | dict(self.given) | own
        params = self.catalogue.find(query_id).params
        return self.graph.run(query_id, **self.how, **{name: value for name, value in given.items() if name in params})


def _deals(answers: Iterable[Result]) -> list[str]:
    return sorted({deal for answer in answers for row in answer.rows for deal in row["deals"]})


def _together(answers: Sequence[Result], identity: Iterable[str]) -> Result:
    """Return one answer with the rows of several to one question, each row once."""
    first = answers[0]
    rows = {_key(row, identity): row for answer in answers for row in answer.rows}
    return replace(
        first,
        rows=tuple(rows.values()),
        truncated=any(answer.truncated for answer in answers),
        names={id_: name for answer in answers for id_, name in answer.names.items()},
        facts={id_: fact for answer in answers for id_, fact in answer.facts.items()},
        warnings=tuple(dict.fromkeys(warning for answer in answers for warning in answer.warnings)),
    )


def _key(row: Mapping[str, Any], identity: Iterable[str]) -> tuple[Any, ...]:
    return tuple(repr(row[name]) for name in identity)
