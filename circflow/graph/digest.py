"""One digest for all that circflow holds in a database: two graphs with the same digest say the same."""

import hashlib
import json
from typing import Any, Final

from circflow.graph.connection import Connection
from circflow.graph.schema import LABELS

# When and in which attempt something was loaded says nothing about what the graph says.
_CIRCUMSTANCES: Final = frozenset({"loaded_at", "load_id", "position", "tool"})
_SAID: Final = [label for label in LABELS if label != "Ledger"]

_NODES: Final = """
MATCH (n)
WHERE any(label IN labels(n) WHERE label IN $labels)
RETURN labels(n) AS labels, properties(n) AS row
"""
_RELATIONSHIPS: Final = """
MATCH (a)-[r]->(b)
WHERE any(label IN labels(a) WHERE label IN $labels)
RETURN type(r) AS type, properties(r) AS row, labels(a) AS of_a, properties(a) AS a, labels(b) AS of_b,
       properties(b) AS b
"""
_TIMEOUT_S: Final = 600.0


def digest(connection: Connection) -> str:
    """Return the digest of every node and relationship of circflow, whatever their order and inner ids."""
    lines = [_line(row) for statement in (_NODES, _RELATIONSHIPS) for row in _ask(connection, statement)]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _ask(connection: Connection, statement: str) -> list[dict[str, Any]]:
    return connection.ask(statement, {"labels": _SAID}, timeout_s=_TIMEOUT_S)


def _line(row: dict[str, Any]) -> str:
    told = {
        name: {key: item for key, item in value.items() if key not in _CIRCUMSTANCES}
        if isinstance(value, dict)
        else value
        for name, value in row.items()
    }
    return json.dumps(told, sort_keys=True, ensure_ascii=False, default=str)
