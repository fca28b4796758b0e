"""The companies of a loaded data set beside all others, as they are compared."""

from typing import Final

from circflow.errors import InputError
from circflow.graph.connection import Connection
from circflow.sheets.matching.parties import Party
from circflow.text.names import name_key

_KNOWN: Final = "MATCH (d:Dataset {id: $dataset}) RETURN d.id AS id"
_PARTIES: Final = """
MATCH (c:Company)-[:PART_OF]->(g:Group)
OPTIONAL MATCH (n:Name)-[:NAMES]->(c) WHERE n.kind <> 'person' AND NOT coalesce(n.ambiguous, false)
WITH c, g, n ORDER BY n.text
RETURN c.id AS id, c.name AS name, c.ticker AS ticker, g.id AS group_id,
       collect(DISTINCT CASE WHEN n.kind <> 'short' THEN n.text END) AS names,
       COLLECT { MATCH (code:Name {kind: 'short'})-[:NAMES]->(c) RETURN code.text } AS codes,
       COUNT { (c)-[:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]-() } AS deals,
       NOT EXISTS { (:Dataset {id: $dataset})-[:LISTS]->(c) } AS known
ORDER BY id
"""


def parties(connection: Connection, dataset: str) -> list[Party]:
    """Return all companies; those of other data sets are taken as known.

    Raises:
        InputError: no such data set.
    """
    if not connection.ask(_KNOWN, {"dataset": dataset}):
        raise InputError(
            f"no data set '{dataset}' is loaded, and there is no such file", hint="circflow datasets lists them."
        )
    return [
        Party(
            row["id"],
            row["name"],
            tuple(row["names"]),
            frozenset(name_key(code) for code in (row["ticker"], *row["codes"]) if code),
            row["deals"],
            row["known"],
            row["group_id"],
        )
        for row in connection.ask(_PARTIES, {"dataset": dataset})
    ]
