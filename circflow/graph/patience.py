"""An end to waiting for a server that has gone silent."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

from circflow.errors import CircflowError, TimedOut

GRACE_S: Final = 5.0
"""How long after its own time limit a server may still answer."""


class Renewable(Protocol):
    """A connection whose sockets can be dropped from another thread."""

    def renew(self) -> None:
        """Drop all sockets."""


@contextmanager
def patient(connection: Renewable, limit_s: float, error: CircflowError) -> Iterator[None]:
    """Give up waiting some seconds after a time limit that the server itself should have kept.

    A server that is stopped, or behind a network that drops packets, says neither yes nor no: without this the driver
    would wait for as long as the operating system keeps the connection, which can be hours.

    Raises:
        CircflowError: the one given, when the limit passed.
    """
    gave_up = threading.Event()

    def give_up() -> None:
        gave_up.set()
        connection.renew()

    timer = threading.Timer(limit_s + GRACE_S, give_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception as broken:
        if gave_up.is_set():
            raise error from broken
        raise
    finally:
        timer.cancel()


def no_answer(where: str, limit_s: float) -> TimedOut:
    """Return what is told of a server that has not answered a question when its time is up."""
    return TimedOut(
        f"the server gave no answer within the time limit of {limit_s:g} seconds",
        where=where,
        hint="See whether it is stopped or overloaded.",
    )
