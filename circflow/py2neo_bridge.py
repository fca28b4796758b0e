"""A connected `py2neo.Graph` for notebooks that were written for it.

py2neo is at its end of life and speaks an old protocol that today's servers still accept. `docs/py2neo.md` shows how to
move to `circflow.connect` and the driver.
"""

from typing import Any

from circflow.errors import InputError
from circflow.target import address_of


def py2neo_graph(
    uri: str | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    insecure: bool = False,
) -> Any:  # noqa: ANN401 - py2neo has no types
    """Return a `py2neo.Graph` on the server that `connect` with the same arguments would use.

    Raises:
        InputError: py2neo is not installed.
        ConnectError: there is no server or login.
    """
    try:
        import py2neo  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise InputError("py2neo is not installed", hint="Install it with: pip install 'circflow[py2neo]'") from error
    where = address_of(uri, user=user, password=password, database=database, insecure=insecure)
    return py2neo.Graph(where.uri, auth=(where.user, where.password.reveal()), name=where.database or "neo4j")
