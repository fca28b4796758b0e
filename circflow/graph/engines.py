"""Whether the stored Cypher answers, or a search, in memory or on Spark."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from neo4j import Transaction

from circflow.errors import ParamError
from circflow.graph import memory
from circflow.graph.connection import Connection
from circflow.queries import StoredQuery
from circflow.queries.engines import AUTO, CYPHER, SPARK, engines_of, is_streamed
from circflow.spark import Cluster
from circflow.spark.finding import chunks

_MANY: Final = 5_000
"""Deals from which a search in memory is sure to be the quicker one."""
_LONG: Final = 1_000_000
"""Walks of the longest ring's length from which it is, too: few companies with many deals have so many."""

_SIZES: Final = """
MATCH ()-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->()
WITH count(deal) AS deals
MATCH (company:Company)
RETURN deals, count(company) AS companies
"""

Search = Callable[[Transaction, Mapping[str, Any], float], Iterator[Mapping[str, Any]]]

_SEARCHES: Final = {
    "round-trips": memory.round_trips,
    "ring-counts": memory.ring_counts,
    "ring-hubs": memory.ring_hubs,
    "rings-in-time": memory.rings_in_time,
}


def search_of(
    connection: Connection, query: StoredQuery, engine: str, bound: Mapping[str, Any], cluster: Cluster | None = None
) -> Search | None:
    """Return what searches; None where the stored Cypher answers.

    Args:
        connection: Where the deals are, which are counted when the engine is `auto`.
        query: The question.
        engine: One of `ENGINES`.
        bound: The parameters.
        cluster: Where Spark runs.

    Raises:
        ParamError: the query cannot be asked of this engine.
    """
    possible = engines_of(query)
    if engine not in (AUTO, *possible):
        raise ParamError(f"{query.id} cannot be asked of the engine {engine!r}, but of {', '.join(possible)}")
    if engine == CYPHER or query.id not in _SEARCHES:
        return None
    if engine == SPARK:
        return _on_spark(query.id, cluster or Cluster())
    if engine == AUTO and not _many(**connection.ask(_SIZES)[0], max_hops=bound["max_hops"]):
        return None
    return _SEARCHES[query.id]


def _on_spark(query_id: str, cluster: Cluster) -> Search:
    """Return a search whose rings are found on Spark."""

    def search(transaction: Transaction, sent: Mapping[str, Any], timeout_s: float) -> Iterator[Mapping[str, Any]]:
        find = partial(chunks, cluster=cluster, timeout_s=timeout_s)
        return _SEARCHES[query_id](transaction, sent, timeout_s, find)

    return search


def _many(deals: int, companies: int, max_hops: int) -> bool:
    """Say whether walks in Neo4j would take long: there are many deals, or many ways to go on from each company."""
    return deals >= _MANY or deals * (deals / max(companies, 1)) ** (max_hops - 1) >= _LONG


def streams(connection: Connection, query: StoredQuery, engine: str, bound: Mapping[str, Any]) -> bool:
    """Say whether the rows of a query can be handed on in columns while they are found.

    Raises:
        ParamError: the query cannot be asked of this engine.
    """
    return engine != SPARK and is_streamed(query, bound) and search_of(connection, query, engine, bound) is not None
