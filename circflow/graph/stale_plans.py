"""Plans of queries that were made while the database was nearly empty: forgotten once a load has filled it.

The server looks at a plan again after ten seconds at the earliest. Until then a walk over millions of deals would go
the way that was best for three.
"""

from contextlib import suppress
from typing import Final

from circflow.errors import CircflowError
from circflow.graph.connection import Connection

_MANY: Final = 1_000
"""New deals below which no plan does harm; planning all questions anew costs seconds."""

_SHARE: Final = 0.9
"""Part of all deals that must be new, for a larger database has good plans already."""

_PATIENCE_S: Final = 10.0


def forget(connection: Connection, added: int) -> None:
    """Have the server plan anew if the deals that were added are nearly all that it holds; some do not let us."""
    if added < _MANY:
        return
    with suppress(CircflowError):
        held = connection.ask("MATCH (:Deal) RETURN count(*) AS deals", timeout_s=_PATIENCE_S)[0]["deals"]
        if added >= _SHARE * held:
            connection.ask("CALL db.clearQueryCaches()", timeout_s=_PATIENCE_S)
