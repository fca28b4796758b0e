"""A loaded data set → the package that it came from."""

from collections.abc import Mapping
from typing import Any, Final

from circflow.errors import InputError
from circflow.graph.connection import Connection
from circflow.graph.deal_by_id import DEAL_BY_ID
from circflow.model.flat import Flat

_DESCRIPTOR: Final = "MATCH (d:Dataset {id: $dataset}) RETURN d.descriptor AS descriptor, d.state AS state"
_COMPANIES: Final = "MATCH (:Dataset {id: $dataset})-[l:LISTS]->(c:Company) RETURN properties(l) AS row ORDER BY c.id"
_DEALS: Final = f"""
MATCH (d:Deal {{dataset: $dataset}})
WITH d.id AS id
{DEAL_BY_ID}
RETURN deal {{.*, source: payer.id, relationship: type(deal), target: payee.id}} AS row
ORDER BY id
"""
_EVIDENCE: Final[Mapping[str, str]] = {
    "names": """
MATCH (n:Name {dataset: $dataset})
RETURN n {.*, name: n.text} AS row ORDER BY n.company_id, n.text
""",
    "sources": "MATCH (n:Source {dataset: $dataset}) RETURN properties(n) AS row ORDER BY n.source_id",
    "claims": "MATCH (n:Claim {dataset: $dataset}) RETURN properties(n) AS row ORDER BY n.claim_id",
    "tranches": "MATCH (n:Tranche {dataset: $dataset}) RETURN properties(n) AS row ORDER BY n.deal_id, n.tranche_no",
    "statuses": "MATCH (n:StatusChange {dataset: $dataset}) RETURN properties(n) AS row ORDER BY n.deal_id, n.date",
    "metrics": "MATCH (n:Metric {dataset: $dataset}) RETURN properties(n) AS row ORDER BY n.metric_id",
}
_TIMEOUT_S: Final = 600.0


def export(connection: Connection, dataset: str) -> tuple[str, dict[str, list[Flat]]]:
    """Read a data set back.

    Returns:
        The text of its descriptor, and table → flat rows sorted by their ids. Helper properties are among the columns.

    Raises:
        InputError: no such data set, or it is not completely loaded.
    """
    found = connection.ask(_DESCRIPTOR, {"dataset": dataset})
    if not found:
        raise InputError(f"no data set '{dataset}' is loaded", hint="circflow datasets lists them.")
    if found[0]["state"] != "complete":
        raise InputError(f"the data set '{dataset}' is not completely loaded", hint="Load it again first.")
    statements = {"companies": _COMPANIES, "deals": _DEALS, **_EVIDENCE}
    return found[0]["descriptor"], {table: _read(connection, text, dataset) for table, text in statements.items()}


def _read(connection: Connection, statement: str, dataset: str) -> list[Flat]:
    rows: list[dict[str, Any]] = connection.ask(statement, {"dataset": dataset}, timeout_s=_TIMEOUT_S)
    return [row["row"] for row in rows]
