"""Where a stored query names a computation: what its Cypher fetched becomes its answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from circflow.computed import COMPUTED, Asked, Computed
from circflow.graph.connection import Connection
from circflow.progress import Progress
from circflow.queries import StoredQuery

_PLACES: Final = "MATCH (company:Company) WHERE company.id IN $ids RETURN company.id AS id, company.group_id AS place"

Row = Mapping[str, Any]


def computed(
    connection: Connection,
    query: StoredQuery,
    bound: Mapping[str, Any],
    fetched: Sequence[Row],
    progress: Progress,
) -> Computed:
    """Work out the answer of a query.

    Args:
        connection: Where it was asked.
        query: One that names a computation.
        bound: Its parameters, ids in place of names.
        fetched: What its Cypher returned.
        progress: As in `Asked`.

    Raises:
        InputError: the extra `money` is not installed, or what was fetched cannot be counted.
        Unsolved: a solver has no answer.
    """
    asked = Asked(parameters=bound, places=_places(connection, query, bound), progress=progress)
    return COMPUTED[query.compute](fetched, asked)


def _places(connection: Connection, query: StoredQuery, bound: Mapping[str, Any]) -> dict[str, str]:
    named = sorted(set(_named(query, bound)))
    if not named or bound.get("by") != "group":
        return {}
    return {row["id"]: row["place"] for row in connection.ask(_PLACES, {"ids": named})}


def _named(query: StoredQuery, bound: Mapping[str, Any]) -> Iterator[str]:
    """Yield the companies that parameters name."""
    for name, param in query.params.items():
        value = bound[name]
        if not value:
            continue
        if param.type == "shares":
            yield from (text.rpartition("=")[0] for text in value)
        elif param.type == "outside":
            yield from (row["company"] for row in value)
        elif "company" in param.of:
            yield from value if isinstance(value, list) else [value]
