"""Constraints and indexes, made before the first row and checked at every load."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from neo4j import ManagedTransaction, unit_of_work

from circflow.errors import ConnectError
from circflow.graph.connection import Connection
from circflow.graph.faults import translated
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

_AWAIT_S: Final = 1_800
"""An index of millions of deals takes minutes."""

_INDEXES: Final = """
SHOW INDEXES YIELD name, state, type, labelsOrTypes, properties, owningConstraint
WHERE type <> 'LOOKUP'
RETURN name, state, labelsOrTypes[0] AS on, properties, owningConstraint
"""
_DROP: Final = {True: "DROP CONSTRAINT $name IF EXISTS", False: "DROP INDEX $name IF EXISTS"}


class Rule(NamedTuple):
    """A uniqueness constraint or an index: what it is on, its properties in their order, and which of the two it is."""

    on: str
    properties: tuple[str, ...]
    unique: bool


def statements() -> dict[str, str]:
    """Return the statements of `cypher/schema/constraints.cypher` by the name that each gives."""
    text = (folder("cypher") / "schema" / "constraints.cypher").read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    return {part.split()[2]: part.strip() for part in body.split(";") if part.strip()}


def rule(statement: str) -> Rule:
    """Return what one of our statements makes."""
    label = re.search(r":(\w+)", statement)
    properties = tuple(re.findall(r"\b\w\.(\w+)", statement))
    return Rule(label[1] if label else "", properties, statement.startswith("CREATE CONSTRAINT"))


def ensure(connection: Connection) -> None:
    """Make what is missing, replace what stands in its place, and wait until all of it is online.

    Raises:
        ConnectError: a constraint or index does not come online.
    """
    wanted = {name: rule(statement) for name, statement in statements().items()}
    found = _found(connection)
    missing = [name for name, made in wanted.items() if (made, "ONLINE") not in found.values()]
    if not missing:
        return
    for other, (made, _) in found.items():
        if any(_stands_in_place(name, wanted[name], other, made) for name in missing):
            connection.ask(_DROP[made.unique], {"name": other}, write=True)
    # One transaction for all: each commit waits for the disk.
    with translated(connection.address.host_port), connection.session(write=True) as session:
        session.execute_write(_make, missing)
    connection.ask("CALL db.awaitIndexes($seconds)", {"seconds": _AWAIT_S}, timeout_s=_AWAIT_S + 5)
    online = _found(connection).values()
    lacking = [name for name in missing if (wanted[name], "ONLINE") not in online]
    if lacking:
        raise ConnectError(f"the index {', '.join(lacking)} is not online", where=connection.address.host_port)


@unit_of_work(timeout=_AWAIT_S)
def _make(transaction: ManagedTransaction, names: Sequence[str]) -> None:
    for name in names:
        transaction.run(statements()[name]).consume()


def _stands_in_place(name: str, wanted: Rule, other: str, made: Rule) -> bool:
    """Return whether something bears the name of another rule, or is a mere index where a constraint is needed."""
    return made != wanted and (other == name or made[:2] == wanted[:2])


def _found(connection: Connection) -> dict[str, tuple[Rule, str]]:
    return {
        row["name"]: (Rule(row["on"], tuple(row["properties"]), row["owningConstraint"] is not None), row["state"])
        for row in connection.ask(_INDEXES)
    }
