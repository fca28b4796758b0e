"""Loading and asking as always, in one transaction that is taken back: the database is left as it was."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Self, TypeVar, cast

import neo4j
from neo4j import ManagedTransaction, Session, Transaction

from circflow.errors import ForeignData
from circflow.graph.connection import Connection
from circflow.graph.faults import translated
from circflow.graph.foreign import refuse_foreign

_TIMEOUT_S: Final = 60.0
_MOST_HIDDEN: Final = 50_000

_SIZE: Final = "RETURN COUNT { (n) } + COUNT { ()-[r]->() } AS size"
_HIDE: Final = "MATCH (n) DETACH DELETE n"

Found = TypeVar("Found")


@contextmanager
def rehearsed(connection: Connection) -> Iterator[Connection]:
    """Give a connection whose sessions and transactions are all one, which is rolled back in the end.

    What the database holds is out of sight in it; others see it as ever, and it is there again afterwards.

    Raises:
        ForeignData: the database holds data that circflow did not load, or too much to put out of sight.
    """
    _require_room(connection)
    with translated(connection.address.host_port), connection.session(write=True) as session:
        transaction = session.begin_transaction(timeout=_TIMEOUT_S)
        try:
            transaction.run(_HIDE).consume()
            yield _Rehearsal(connection, transaction)
        finally:
            # Not committed, so all of it is taken back.
            transaction.close()


def _require_room(connection: Connection) -> None:
    refuse_foreign(connection, into=None)
    size = connection.ask(_SIZE)[0]["size"]
    if size > _MOST_HIDDEN:
        raise ForeignData(
            f"the database holds {size:,} nodes and relationships, too many to be put out of sight for a case",
            where=connection.address.host_port,
            hint="Use a smaller database, such as a managed server of its own: CIRCFLOW_HOME=DIR circflow server start",
        )


class _Rehearsal(Connection):
    """A connection that borrows another's and opens no socket of its own."""

    def __init__(self, connection: Connection, transaction: Transaction) -> None:
        self._connection = connection
        self._shared = _Shared(transaction)
        self.address = connection.address
        self.server = connection.server
        self.driver = connection.driver
        self.reading = connection.reading

    def session(self, **_wishes: object) -> Session:
        return cast("Session", self._shared)

    def renew(self) -> None:
        self._connection.renew()

    def close(self) -> None:
        """Leave the borrowed connection open."""


class _Shared:
    """The one transaction, in the place of every session and every transaction: neither end closes it."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def run(
        self, query: str | neo4j.Query, parameters: Mapping[str, Any] | None = None, **more: object
    ) -> neo4j.Result:
        text = query.text if isinstance(query, neo4j.Query) else query
        return self._transaction.run(text, {**(parameters or {}), **more})

    def execute_read(self, work: Callable[..., Found], *arguments: object) -> Found:
        return work(cast("ManagedTransaction", self), *arguments)

    execute_write = execute_read

    def begin_transaction(self, **_wishes: object) -> Self:
        return self

    def close(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        pass
