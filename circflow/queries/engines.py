"""The engines that can answer a stored query. Each gives the same rows; they differ in speed."""

from collections.abc import Mapping
from typing import Final

from circflow.queries.stored_query import StoredQuery

AUTO: Final = "auto"
CYPHER: Final = "cypher"
MEMORY: Final = "memory"
MONEY: Final = "money"
"""What made the answer of a query that names a computation; no choice, since the Cypher only fetches."""
SPARK: Final = "spark"
ENGINES: Final = (AUTO, CYPHER, MEMORY, SPARK)
"""The stored Cypher in Neo4j, a search in memory or on Spark, or whichever of the first two the deals speak for."""

_STREAMED: Final = frozenset({"round-trips"})
_ONE_BY_ONE: Final = ("window_days", "new_since", "top")
"""Parameters for which a search looks at each ring by itself."""
_SEARCHED: Final = frozenset({"round-trips", "ring-counts", "ring-hubs", "rings-in-time"})


def engines_of(query: StoredQuery) -> tuple[str, ...]:
    """Return the engines that a query can be asked of; for most it is Cypher alone."""
    return ENGINES if query.id in _SEARCHED else (CYPHER,)


def has_streams(query: StoredQuery) -> bool:
    """Return whether rows of a query can be written while they are found."""
    return query.id in _STREAMED


def is_streamed(query: StoredQuery, bound: Mapping[str, object]) -> bool:
    """Return whether the rows of a question can be written while they are found.

    Args:
        query: The query.
        bound: Its parameters.
    """
    return has_streams(query) and is_plain(bound)


def is_plain(bound: Mapping[str, object]) -> bool:
    """Return whether no parameter makes a search look at each ring by itself."""
    return all(bound.get(name) is None for name in _ONE_BY_ONE)
