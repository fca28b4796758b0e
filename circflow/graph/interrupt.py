"""Ctrl-C that ends a query on both sides at once."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from circflow.graph.connection import Connection

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def interruptible(connection: Connection) -> Iterator[None]:
    """Make one Ctrl-C, or a polite kill, end what the server is doing for us.

    Left to itself the driver would wait for the server's answer before it lets go: the first Ctrl-C looks ignored
    and the query runs on. Closing the sockets first ends the query there within a moment; the connection opens new ones
    when it is used again. Outside the main thread, where no signal arrives, nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    caught: list[int] = []

    def let_go(number: int, _frame: FrameType | None) -> None:
        caught.append(number)
        connection.renew()
        # Whatever the signal: this is the one exception that the driver lets pass, leaving nothing half open.
        raise KeyboardInterrupt

    for number in _SIGNALS:
        signal.signal(number, let_go)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if caught:
            # Its own handler decides how to end, even if the broken connection was told as an error meanwhile.
            signal.raise_signal(caught[0])


@contextmanager
def asked_to_stop() -> Iterator[threading.Event]:
    """Take the first Ctrl-C as a wish to end with what there is; the second one does as ever.

    Yields:
        What the first Ctrl-C sets. Outside the main thread, where no signal arrives, nothing does.
    """
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before = signal.getsignal(signal.SIGINT)

    def stop(_number: int, _frame: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, stop)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)
