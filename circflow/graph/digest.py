"""One digest for all that circflow holds in a database: two graphs with the same digest say the same."""

import hashlib
import json
from typing import Any, Final

from circflow.graph.connection import Connection
from circflow.graph.schema import LABELS

# When and in which attempt something was loaded says nothing about what the graph says.
_CIRCUMSTANCES: Final = frozenset({"balance", "loaded_at", "load_id", "number", "position", "tool"})
_SAID: Final = [label for label in LABELS if label != "Ledger"]

_NODES: Final = """
MATCH (n)
WHERE any(label IN labels(n) WHERE label IN $labels)
RETURN elementId(n) AS node, labels(n) AS labels, properties(n) AS row
"""
_RELATIONSHIPS: Final = """
MATCH (a)-[r]->(b)
WHERE any(label IN labels(a) WHERE label IN $labels)
RETURN type(r) AS type, properties(r) AS row, elementId(a) AS a, elementId(b) AS b
"""
_TIMEOUT_S: Final = 600.0


def digest(connection: Connection) -> str:
    """Return the digest of every node and relationship of circflow, whatever their order and inner ids."""
    nodes = {row["node"]: _hash(row["labels"], row["row"]) for row in _ask(connection, _NODES)}
    relationships = [
        # An end that is not ours counts as somebody's.
        _hash([row["type"], nodes.get(row["a"], ""), nodes.get(row["b"], "")], row["row"])
        for row in _ask(connection, _RELATIONSHIPS)
    ]
    return hashlib.sha256("\n".join(sorted([*nodes.values(), *relationships])).encode()).hexdigest()


def _ask(connection: Connection, statement: str) -> list[dict[str, Any]]:
    return connection.ask(statement, {"labels": _SAID}, timeout_s=_TIMEOUT_S)


def _hash(kind: list[str], row: dict[str, Any]) -> str:
    told = {name: value for name, value in row.items() if name not in _CIRCUMSTANCES}
    return hashlib.sha256(
        json.dumps([kind, told], sort_keys=True, ensure_ascii=False, default=str).encode()
    ).hexdigest()
