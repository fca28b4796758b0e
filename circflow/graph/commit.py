"""Transactions that are settled: committed or not, never in doubt."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from neo4j import ManagedTransaction, unit_of_work
from neo4j.exceptions import IncompleteCommit

from circflow import __version__
from circflow.errors import CircflowError, OutcomeUnknown, Unreachable
from circflow.graph.connection import Connection
from circflow.graph.faults import memory_told, translated
from circflow.graph.patience import patient

_TRIES: Final = 5
TIMEOUT_S: Final = 600.0
"""The server ends a transaction then. Without one its own limit would hold, which is made for questions."""

LOCK: Final = "MERGE (l:Ledger {id: 'circflow'}) SET l.token = $token"
"""Makes a transaction wait for the writers before it, and those after it wait for its end."""

# Writing makes it wait for the lock, which a commit still under way holds until its end.
_LAST: Final = "MERGE (l:Ledger {id: 'circflow'}) SET l.asked_at = $now RETURN l.token AS token"


def commit(connection: Connection, work: Callable[[ManagedTransaction], None], *, what: str) -> bool:
    """Run a writing transaction, one writer at a time, and settle a commit whose reply is lost.

    Args:
        connection: Where to.
        work: What to write; may be run more than once, so it starts from what the database holds.
        what: For messages: what is written, such as "'ai-deals'".

    Returns:
        Whether the reply was lost and the ledger shows that the transaction was committed.

    Raises:
        OutcomeUnknown: the reply was lost, and the server did not come back.
    """
    for _ in range(_TRIES):
        token = uuid.uuid4().hex

        @unit_of_work(timeout=TIMEOUT_S, metadata=metadata(what))
        def locked(transaction: ManagedTransaction, token: str = token) -> None:
            # The driver would try again for half a minute what can only run out of memory again.
            with memory_told(connection.address.host_port):
                transaction.run(LOCK, token=token).consume()
                work(transaction)

        try:
            with patient(connection, TIMEOUT_S, silent(connection)), connection.session(write=True) as session:
                session.execute_write(locked)
        except (IncompleteCommit, Unreachable) as error:
            if not isinstance(error, IncompleteCommit) and not isinstance(error.__cause__, IncompleteCommit):
                raise
            if _is_last(connection, token, what):
                return True
        else:
            return False
    raise OutcomeUnknown(
        f"the connection broke at every commit of {what}", where=connection.address.host_port, hint="Try it once more."
    )


def metadata(what: str) -> dict[str, str]:
    """Return what the server's list of transactions says of one."""
    return {"tool": f"circflow {__version__}", "writes": what}


def silent(connection: Connection) -> Unreachable:
    """Return what is told of a server that does not answer while it writes."""
    return Unreachable(
        f"the server gave no answer within {TIMEOUT_S:g} seconds",
        where=connection.address.host_port,
        hint="See whether it is stopped or overloaded; then do it again: what is already in is left as it is.",
    )


def _is_last(connection: Connection, token: str, what: str) -> bool:
    def ask(transaction: ManagedTransaction) -> bool:
        record = transaction.run(_LAST, now=datetime.now(UTC)).single(strict=True)
        return bool(record["token"] == token)

    try:
        with translated(connection.address.host_port), connection.session(write=True) as session:
            return session.execute_write(ask)
    except CircflowError as error:
        raise unknown(connection, what) from error


def unknown(connection: Connection, what: str) -> OutcomeUnknown:
    """Return what is told of a commit that nobody can ask about."""
    return OutcomeUnknown(
        f"the connection broke during the commit of {what}, and the server does not answer",
        where=connection.address.host_port,
        hint="When it is back, do it again: what is already in is left as it is.",
    )
