"""Where the web server of a Neo4j is, which Neo4j Browser is part of."""

from typing import Final
from urllib.parse import urlsplit

from circflow.errors import AuthFailed, QueryError
from circflow.graph.address import LOOPBACK
from circflow.graph.connection import Connection

_SETTINGS: Final = """
SHOW SETTINGS YIELD name, value
WHERE name IN ['server.https.enabled', 'server.https.advertised_address',
               'server.http.enabled', 'server.http.advertised_address']
RETURN name, value
"""


def web_address(connection: Connection) -> str | None:
    """Return the address that the server's settings name; None where it shows none, as on Aura.

    A server that calls itself `localhost` is looked for where the connection leads.
    """
    try:
        settings = {row["name"]: row["value"] for row in connection.ask(_SETTINGS)}
    except (QueryError, AuthFailed):
        # Reading settings is a privilege, and some clouds have none to read.
        return None
    for scheme in ("https", "http"):
        if settings.get(f"server.{scheme}.enabled") == "true":
            advertised = urlsplit(f"//{settings.get(f'server.{scheme}.advertised_address', '')}")
            host = urlsplit(connection.address.uri).hostname if advertised.hostname in LOOPBACK else advertised.hostname
            return f"{scheme}://{f'[{host}]' if ':' in (host or '') else host}:{advertised.port}"
    return None
