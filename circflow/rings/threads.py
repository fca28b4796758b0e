"""The same walk in several threads, each of which takes the next block when it is done with one.

Compiled, a walk lets go of the interpreter's lock, so that two threads are nearly twice as fast as one.
"""

import os
import queue
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from circflow.rings.engine import Engine
from circflow.rings.graph import RingGraph
from circflow.rings.pieces import Block, Piece, walked

MOST = 2
"""Threads that search at the same time."""

_WAITING: Final = 2  # pieces a thread that nobody has taken yet
_PATIENCE_S: Final = 0.1


def walked_in_threads(
    graph: RingGraph, max_hops: int, size: int, run: Engine, given: Iterator[Block]
) -> Iterator[Piece]:
    """Yield the rings of blocks of starts, in the order in which the threads find them."""
    threads = min(MOST, os.cpu_count() or 1)
    crew = _Crew(given, threads)

    def work() -> None:
        try:
            for piece in walked(graph, max_hops, size, run, crew):
                if not crew.hand(piece):
                    return
            crew.hand(None)
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            crew.hand(error)

    for _ in range(threads):
        threading.Thread(target=work, name="ring search", daemon=True).start()
    try:
        while threads:
            piece = crew.handed.get()
            if isinstance(piece, BaseException):
                raise piece
            if piece is None:
                threads -= 1
            else:
                yield piece
    finally:
        # Somebody who has seen enough does not wait for the others: they end with the piece that they are at.
        crew.stopped.set()


class _Crew:
    """What the threads share: the blocks that are left, and the pieces that they hand over."""

    def __init__(self, left: Iterator[Block], threads: int) -> None:
        self._left = left
        self._lock = threading.Lock()
        self.handed: queue.Queue[Piece | BaseException | None] = queue.Queue(maxsize=_WAITING * threads)
        self.stopped = threading.Event()

    def __iter__(self) -> Iterator[Block]:
        return self

    def __next__(self) -> Block:
        with self._lock:
            if self.stopped.is_set():
                raise StopIteration
            return next(self._left)

    def hand(self, found: Piece | BaseException | None) -> bool:
        """Wait for room, but not for somebody who has gone; return whether it was taken."""
        while not self.stopped.is_set():
            with suppress(queue.Full):
                self.handed.put(found, timeout=_PATIENCE_S)
                return True
        return False
