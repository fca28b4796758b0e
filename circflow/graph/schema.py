"""Constraints and indexes, made before the first row and checked at every load."""

from typing import Final

from circflow.errors import ConnectError
from circflow.graph.connection import Connection
from circflow.shipped import folder

LABELS: Final = (
    "Company",
    "Group",
    "Name",
    "Deal",
    "Claim",
    "Source",
    "Tranche",
    "StatusChange",
    "Metric",
    "Dataset",
    "Ledger",
)
"""Labels that circflow makes; it touches no others."""

_AWAIT_S: Final = 60


def statements() -> tuple[str, ...]:
    """Return the statements of `cypher/schema/constraints.cypher`."""
    text = (folder("cypher") / "schema" / "constraints.cypher").read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    return tuple(part.strip() for part in body.split(";") if part.strip())


def ensure(connection: Connection) -> None:
    """Make what is missing and wait until all of it is online.

    Raises:
        ConnectError: a constraint or index does not come online.
    """
    wanted = {statement.split()[2]: statement for statement in statements()}
    if not wanted.keys() <= _online(connection):
        for statement in wanted.values():
            connection.ask(statement, write=True)
        connection.ask("CALL db.awaitIndexes($seconds)", {"seconds": _AWAIT_S}, timeout_s=_AWAIT_S + 5)
    missing = wanted.keys() - _online(connection)
    if missing:
        raise ConnectError(f"the index {', '.join(sorted(missing))} is not online", where=connection.address.host_port)


def _online(connection: Connection) -> set[str]:
    rows = connection.ask("SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name")
    return {str(row["name"]) for row in rows}
