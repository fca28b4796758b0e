"""Whether a database holds anything that circflow did not load."""

from circflow.errors import ForeignData
from circflow.graph.connection import Connection
from circflow.graph.schema import LABELS

# Neo4j knows these numbers without looking at a node.
_NUMBERS = f"RETURN COUNT {{ () }} AS nodes, {' + '.join(f'COUNT {{ (:{label}) }}' for label in LABELS)} AS ours"
_COUNT = "MATCH (n) WHERE NOT any(label IN labels(n) WHERE label IN $labels) RETURN count(n) AS strangers"
_UNLISTED = """
MATCH (c:Company)
WHERE NOT EXISTS { (:Dataset)-[:LISTS]->(c) }
RETURN count(c) AS strangers
"""


def refuse_foreign(connection: Connection, *, into: str | None) -> None:
    """Stop before touching somebody else's data.

    Args:
        connection: Where a load would go.
        into: Name of the database, when the user accepted by name that it holds other data too.

    Raises:
        ForeignData: there is other data, and the database was not named.
    """
    if into is not None:
        _check_named(connection, into)
        return
    numbers = connection.ask(_NUMBERS)[0]
    strangers = 0
    if numbers["nodes"] != numbers["ours"]:
        strangers = connection.ask(_COUNT, {"labels": list(LABELS)})[0]["strangers"]
    strangers += connection.ask(_UNLISTED)[0]["strangers"]
    if strangers:
        raise ForeignData(
            f"the database '{_database(connection)}' holds {strangers:,} nodes that circflow did not load",
            where=connection.address.host_port,
            hint=f"Load into an empty database, or say --into {_database(connection)} if this is the right one.",
        )


def _check_named(connection: Connection, into: str) -> None:
    actual = _database(connection)
    if into != actual:
        raise ForeignData(
            f"--into names '{into}', but the connection leads to the database '{actual}'",
            where=connection.address.host_port,
        )


def _database(connection: Connection) -> str:
    return str(connection.ask("CALL db.info() YIELD name RETURN name")[0]["name"])
