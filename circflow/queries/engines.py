"""The engines that can answer a stored query. Each gives the same rows; they differ in speed."""

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

_SEARCHED: Final = frozenset({"round-trips", "ring-counts", "ring-hubs", "rings-in-time"})


def engines_of(query: StoredQuery) -> tuple[str, ...]:
    """Return the engines that a query can be asked of; for most it is Cypher alone."""
    return ENGINES if query.id in _SEARCHED else (CYPHER,)
