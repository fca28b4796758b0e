"""One start, stop or change at a time."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from circflow.errors import OutputError, ServerError
from circflow.progress import Progress, silent
from circflow.server.layout import Layout

if sys.platform == "win32":
    import msvcrt

    def _try(file: IO[str]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def held(layout: Layout, progress: Progress = silent, wait_s: float = 300.0) -> Iterator[None]:
    """Hold the lock of a home; the system lets go of it even when we are killed.

    Args:
        layout: The home.
        progress: Told that another circflow is at work.
        wait_s: How long to wait for that one.

    Raises:
        ServerError: the other one does not finish.
        OutputError: the home cannot be written.
    """
    layout.make()
    try:
        file = layout.lock.open("a+", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"the lock file cannot be opened: {error.strerror}", where=str(layout.lock)) from error
    with file:
        until = time.monotonic() + wait_s
        while not _try(file):
            if time.monotonic() > until:
                raise ServerError(
                    f"another circflow has been starting, stopping or changing the server for {wait_s:.0f} s",
                    where=str(layout.lock),
                    hint="Wait for it, or look for it among your processes.",
                )
            progress("waiting for another circflow to finish", 0, 0)
            time.sleep(0.1)
        yield
