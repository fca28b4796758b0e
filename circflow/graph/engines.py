"""Whether the stored Cypher answers, or a search in memory."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from neo4j import Transaction

from circflow.errors import ParamError
from circflow.graph.connection import Connection
from circflow.graph.memory import round_trips
from circflow.queries import StoredQuery
from circflow.queries.engines import AUTO, CYPHER, MEMORY, engines_of

_MANY: Final = 5_000
"""Deals from which a search in memory is sure to be the quicker one."""

_DEALS: Final = "MATCH ()-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->() RETURN count(deal) AS deals"

Search = Callable[[Transaction, Mapping[str, Any], float], Iterator[Mapping[str, Any]]]

_SEARCHES: Final[Mapping[str, Search]] = {"round-trips": round_trips}


def search_of(connection: Connection, query: StoredQuery, engine: str) -> Search | None:
    """Return what searches in memory; None where the stored Cypher answers.

    Args:
        connection: Where the deals are, which are counted when the engine is `auto`.
        query: The question.
        engine: One of `ENGINES`.

    Raises:
        ParamError: the query cannot be asked of this engine.
    """
    possible = engines_of(query)
    if engine not in (AUTO, *possible):
        raise ParamError(f"{query.id} cannot be asked of the engine {engine!r}, but of {', '.join(possible)}")
    if engine == CYPHER or MEMORY not in possible:
        return None
    if engine == AUTO and connection.ask(_DEALS)[0]["deals"] < _MANY:
        return None
    return _SEARCHES[query.id]
