"""A transaction that is written, and whose commit can be waited for later.

A commit takes the server nearly as long as the writing, and waiting for it at once would leave a processor idle.
Nothing is tried twice here: whoever sends a transaction does again what went wrong.
"""

import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar, cast

from neo4j import ManagedTransaction

from circflow.errors import CircflowError
from circflow.graph.commit import LOCK, TIMEOUT_S, metadata, silent
from circflow.graph.connection import Connection
from circflow.graph.faults import translated
from circflow.graph.patience import patient

Result = TypeVar("Result")


class Sent(Generic[Result]):
    """A transaction that is written and holds the lock of writers, but is not committed.

    Args:
        connection: Where to.
        work: What to write. It does not wait for the writer before, so that it must not need what that one writes.
        turn: What to do when that writer is done.
        what: For messages: the id of a data set.

    Attributes:
        result: What the work returned.

    Raises:
        CircflowError: it went wrong; nothing was written.
    """

    def __init__(
        self,
        connection: Connection,
        work: Callable[[ManagedTransaction], Result],
        turn: Callable[[ManagedTransaction], None],
        *,
        what: str,
    ) -> None:
        self._connection = connection
        self._committed: Future[None] | None = None
        self._session = connection.session(write=True)
        try:
            with translated(connection.address.host_port), patient(connection, TIMEOUT_S, silent(connection)):
                self._transaction = self._session.begin_transaction(metadata(what), TIMEOUT_S)
                # Its turn comes when the writer before is done; should each wait for the other, the server ends one.
                managed = cast("ManagedTransaction", self._transaction)
                self.result = work(managed)
                managed.run(LOCK, token=uuid.uuid4().hex).consume()
                turn(managed)
        except BaseException:
            self._session.close()
            raise

    def commit(self, thread: ThreadPoolExecutor) -> None:
        """Have it committed by a thread."""
        self._committed = thread.submit(self._commit)

    def is_committed(self) -> bool:
        """Wait for the end of the commit; return whether it is known to have succeeded."""
        try:
            if self._committed is not None:
                self._committed.result()
        except CircflowError:
            return False
        return self._committed is not None

    def drop(self) -> None:
        """Take it back; a commit under way is waited for."""
        if self._committed is None:
            self._session.close()
        else:
            self.is_committed()

    def _commit(self) -> None:
        connection = self._connection
        with translated(connection.address.host_port), patient(connection, TIMEOUT_S, silent(connection)):
            try:
                self._transaction.commit()
            finally:
                self._session.close()
