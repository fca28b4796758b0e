"""Which Neo4j is meant: the one given, else the one that the environment names, else the managed server."""

import os

from circflow.errors import AuthFailed, Unreachable
from circflow.graph.address import Address, Secret
from circflow.server import managed


def address_of(
    uri: str | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    insecure: bool = False,
) -> Address:
    """Return where `connect` would connect to, without connecting.

    Raises:
        Unreachable: no address is given and no managed server is running.
        AuthFailed: an address is given without a password.
    """
    database = database or os.environ.get("NEO4J_DATABASE") or None
    chosen = uri or os.environ.get("NEO4J_URI")
    if not chosen:
        running = managed.running()
        if running is None:
            raise Unreachable("no managed server is running", hint="Start it with: circflow server start")
        return running.address()
    known = password if password is not None else os.environ.get("NEO4J_PASSWORD")
    if known is None:
        raise AuthFailed(
            f"there is no password for {Address(chosen, '', Secret(''), insecure=insecure).host_port}",
            hint="Set NEO4J_PASSWORD.",
        )
    return Address(chosen, user or os.environ.get("NEO4J_USERNAME") or "neo4j", Secret(known), database, insecure)
