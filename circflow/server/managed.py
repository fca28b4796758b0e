"""The managed server of the home in force: is it running, start it, stop it."""

from collections.abc import Mapping
from pathlib import Path

from circflow.graph.address import Secret
from circflow.progress import Progress, silent
from circflow.server import passwords
from circflow.server.layout import Layout
from circflow.server.state import RunningServer, State

__all__ = ["RunningServer", "log", "password", "running", "start", "stop"]


def running() -> RunningServer | None:
    """Return the server; None when none is running, whatever the state file says.

    Raises:
        ServerError: one is running, but its password is not on file.
    """
    layout = Layout.current()
    state = State.read(layout)
    if state is None or not state.ready or state.process() is None:
        return None
    return RunningServer.of(state, passwords.read(layout))


def start(
    *,
    bolt_port: int | None = None,
    http_port: int | None = None,
    heap_mb: int | None = None,
    web_files: Mapping[str, bytes] | None = None,
    progress: Progress = silent,
) -> RunningServer:
    """Start the server, or return it if it is running.

    Args:
        bolt_port: Port of the driver; default: 7687, or any free one.
        http_port: Port of Neo4j Browser; default: 7474, or any free one.
        heap_mb: Java heap in MiB; default: a quarter of the machine's memory, 512 to 4,096.
        web_files: Pages for Neo4j Browser, by path below `/browser/circflow/`. A running server shows them too.
        progress: Told what is being done.

    Raises:
        ServerError: no Java, no jars, a port asked for is taken, the data are open elsewhere, the self-test failed …
        OutputError: the disk is full or the home cannot be written.
        NotEnoughMemory: too little is free.
        AuthFailed: the password on file is not the server's.
    """
    from circflow.server import lifecycle  # noqa: PLC0415 - the extra is needed from here on

    layout = Layout.current()
    with lifecycle.exclusive(layout, progress):
        return lifecycle.up(layout, lifecycle.Wishes(bolt_port, http_port, heap_mb, web_files), progress)


def stop(*, force: bool = False, progress: Progress = silent) -> bool:
    """Stop the server.

    Args:
        force: Whether to kill it when it does not stop in ten seconds. What was committed survives that.
        progress: Told what is being done.

    Returns:
        Whether one was running.

    Raises:
        ServerError: it did not stop within a minute.
    """
    layout = Layout.current()
    if not layout.root.is_dir():
        return False
    from circflow.server import lifecycle  # noqa: PLC0415 - as above

    with lifecycle.exclusive(layout, progress):
        return lifecycle.down(layout, progress, force=force)


def password() -> Secret:
    """Return the password on file.

    Raises:
        ServerError: there is none.
    """
    return passwords.read(Layout.current())


def log(*, debug: bool = False) -> Path | None:
    """Return the file of what the server prints, or of its detailed log; None when there is none yet."""
    layout = Layout.current()
    path = layout.logs / "debug.log" if debug else layout.console
    return path if path.is_file() else None
