"""The server as a process: born, watched until it answers, ended."""

import contextlib
import subprocess
import time
from collections.abc import Iterator, Sequence
from typing import Final

from circflow.errors import CircflowError, OutputError, ServerError
from circflow.server import child as java_child
from circflow.server.extra import psutil
from circflow.server.layout import Layout

_READY: Final = "Started."
_POLL_S: Final = 0.05
START_S: Final = 120.0
STOP_S: Final = 60.0

_children: dict[int, subprocess.Popen[bytes]] = {}
"""Servers that this very process gave birth to: they must be waited for, or they stay behind as zombies."""


class PortTaken(ServerError):
    """Another program took one of the ports between our look and the server's."""


def launch(layout: Layout, command: Sequence[str]) -> psutil.Process:
    """Start the server in a session of its own, so that Ctrl-C in this terminal leaves it alive.

    Raises:
        OutputError: the log cannot be written.
        ServerError: Java does not start.
    """
    try:
        with layout.console.open("wb") as log:
            child = subprocess.Popen(  # noqa: S603 - our own Java with our own arguments
                command,
                cwd=layout.installation,
                env=java_child.environment(layout),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
    except PermissionError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=str(layout.console)) from error
    except OSError as error:
        raise ServerError(f"Java does not start: {error.strerror}", where=command[0]) from error
    _children[child.pid] = child
    return psutil.Process(child.pid)


def wait_until_started(layout: Layout, process: psutil.Process) -> None:
    """Wait until the server says that it has started.

    Its own word is taken, because on a port something else may answer.

    Raises:
        PortTaken: a port was taken meanwhile.
        CircflowError: it ended, or did not start in time; names the cause and the log.
    """
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        ended = not _lives(process)
        printed = console(layout)
        if any(line.endswith(_READY) for line in printed.splitlines()):
            return
        if ended:
            raise _why(layout, printed)
        time.sleep(_POLL_S)
    raise ServerError(f"the server did not start within {START_S:.0f} s", where=str(layout.console))


def _why(layout: Layout, printed: str) -> CircflowError:
    if "Address already in use" in printed or "is already in use" in printed:
        return PortTaken("another program took the server's port", where=str(layout.console))
    if "store_lock" in printed:
        return lock_held(layout)
    error = java_child.failure("the server's start", printed)
    error.where = str(layout.console)
    return error


def console(layout: Layout) -> str:
    """Return what the server printed since its last start."""
    try:
        return layout.console.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def end(process: psutil.Process, *, force: bool = False) -> bool:
    """Ask a server to stop and wait for it.

    Args:
        process: The server.
        force: Whether to kill it when it does not stop in a few seconds. What was committed survives that.

    Returns:
        Whether it ended.
    """
    with contextlib.suppress(psutil.NoSuchProcess):
        process.terminate()
    if _gone(process, 10.0 if force else STOP_S):
        return True
    if not force:
        return False
    with contextlib.suppress(psutil.NoSuchProcess):
        process.kill()
    return _gone(process, 10.0)


def _gone(process: psutil.Process, wait_s: float) -> bool:
    until = time.monotonic() + wait_s
    while _lives(process):
        if time.monotonic() > until:
            return False
        time.sleep(_POLL_S)
    return True


def _lives(process: psutil.Process) -> bool:
    try:
        lives = bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        lives = False
    if not lives and (child := _children.pop(process.pid, None)):
        child.wait()
    return lives


def of_home(layout: Layout) -> psutil.Process | None:
    """Look for a server on this home that the state file does not know, as after a kill between birth and note."""
    mine = java_child.home_argument(layout)
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if mine in process.cmdline() and _lives(process):
                return process
    return None


def lock_held(layout: Layout) -> ServerError:
    """Return the error for data that another process has open; names that process if it can be seen."""
    holder = next(_holders(layout), None)
    who = f"process {holder.pid} ({holder.name()})" if holder else "another process"
    return ServerError(
        f"{who} has the database open",
        where=str(layout.store_lock),
        hint="Stop it first. The lock file itself is harmless and must stay: the system frees it with the process.",
    )


def _holders(layout: Layout) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if any(file.path == str(layout.store_lock) for file in process.open_files()):
                yield process
