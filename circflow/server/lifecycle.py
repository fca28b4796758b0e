"""Starting and stopping, for those who hold the lock of the home."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from circflow.errors import CircflowError, ServerError
from circflow.progress import Progress
from circflow.server import (
    admin,
    filelock,
    files,
    jars,
    memory,
    passwords,
    ports,
    preflight,
    selftest,
    settings,
    swap,
    web,
)
from circflow.server import engine as engines
from circflow.server import process as processes
from circflow.server.engine import Engine
from circflow.server.extra import psutil
from circflow.server.layout import Layout
from circflow.server.process import PortTaken
from circflow.server.state import RunningServer, State

_PORT_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a user asked for; None where nothing was.

    Attributes:
        bolt_port: Port of the driver.
        http_port: Port of Neo4j Browser.
        heap_mb: Java heap in MiB.
        web_files: Pages for Neo4j Browser, by path below `/browser/circflow/`.
    """

    bolt_port: int | None = None
    http_port: int | None = None
    heap_mb: int | None = None
    web_files: Mapping[str, bytes] | None = None

    def ports(self) -> tuple[int, int]:
        """Choose the Bolt and the HTTP port.

        Raises:
            ServerError: one that was asked for is taken.
        """
        bolt = ports.choose(self.bolt_port, ports.BOLT, "Bolt")
        return bolt, ports.choose(self.http_port, ports.HTTP, "HTTP")


def up(layout: Layout, wishes: Wishes, progress: Progress) -> RunningServer:
    """Start the server, or return the one that runs.

    Raises:
        CircflowError: as listed for `circflow.server.managed.start`.
    """
    found = find(layout)
    if found is not None:
        web.publish(layout, wishes.web_files)
        return _finish(layout, *found, progress)
    # What costs nothing to find out comes before the jars, which cost minutes.
    wishes.ports()
    sizes = memory.sized(wishes.heap_mb)
    preflight.same_version(layout)
    preflight.not_open_elsewhere(layout)
    engine = engines.ready(layout, progress)
    web.unpack(layout)
    web.publish(layout, wishes.web_files)
    for attempt in range(1, _PORT_TRIES + 1):
        chosen = wishes.ports()
        configure(layout, sizes, chosen)
        if not layout.has_data():
            progress("setting the password", 0, 0)
            if not layout.password.exists():
                passwords.keep(layout, passwords.random())
            admin.set_initial_password(layout, engine, passwords.read(layout))
        passwords.read(layout)  # before the start, because without it nobody could log in
        command = admin.server_command(layout, engine, sizes)
        try:
            return _launch(layout, command, chosen, wishes.heap_mb, progress)
        except PortTaken:
            if attempt == _PORT_TRIES:
                raise
    raise AssertionError


def configure(
    layout: Layout, sizes: memory.Memory | None = None, chosen: tuple[int, int] = (ports.BOLT, ports.HTTP)
) -> None:
    """Write neo4j.conf; without sizes and ports for the admin commands, which look at the folders only.

    Raises:
        OutputError: the home cannot be written.
    """
    layout.make()
    lines = settings.managed(sizes or memory.sized(), *chosen)
    files.write(layout.conf / "neo4j.conf", settings.conf(lines))


def _launch(
    layout: Layout, command: list[str], chosen: tuple[int, int], heap_mb: int | None, progress: Progress
) -> RunningServer:
    progress("starting Neo4j", 0, 0)
    process = processes.launch(layout, command)
    try:
        # Noted at once: should we be killed now, the next circflow knows whose child this is.
        state = State(process.pid, process.create_time(), *chosen, jars.neo4j_version(), heap_mb)
        state.write(layout)
        return _finish(layout, state, process, progress)
    except BaseException:
        processes.end(process)
        layout.state.unlink(missing_ok=True)
        raise


def recover(layout: Layout, engine: Engine, progress: Progress) -> None:
    """Start and stop a server that was killed, so that Neo4j brings its data in order. Nobody logs in.

    Raises:
        CircflowError: it does not start.
    """
    preflight.same_version(layout)
    progress("bringing the data in order after a kill", 0, 0)
    sizes = memory.sized()
    configure(layout, sizes, (ports.any_free(), ports.any_free()))
    process = processes.launch(layout, admin.server_command(layout, engine, sizes))
    try:
        processes.wait_until_started(layout, process)
    finally:
        processes.end(process)


def _finish(layout: Layout, state: State, process: psutil.Process, progress: Progress) -> RunningServer:
    """Wait for a server that is starting, prove that it is closed, and note that it is ready."""
    server = RunningServer.of(state, passwords.read(layout))
    if state.ready:
        return server
    progress("starting Neo4j", 0, 0)
    processes.wait_until_started(layout, process)
    progress("checking the server", 0, 0)
    selftest.check(layout, process, server.address(), state.http_port)
    files.write(layout.version, state.version + "\n")
    replace(state, ready=True).write(layout)
    return server


def find(layout: Layout) -> tuple[State, psutil.Process] | None:
    """Return the living server of a home, ready or not; None when there is none. Clears a stale state file away.

    Raises:
        ServerError: a server runs on this home that no state file knows.
    """
    state = State.read(layout)
    process = state.process() if state else None
    if state and process:
        return state, process
    layout.state.unlink(missing_ok=True)
    stray = processes.of_home(layout)
    if stray is not None:
        raise ServerError(
            f"process {stray.pid} is a server on this home that circflow has no note of",
            where=str(layout.root),
            hint="Stop it with: circflow server stop",
        )
    return None


def down(layout: Layout, progress: Progress, *, force: bool = False) -> bool:
    """Stop the server and return whether one was running.

    Raises:
        ServerError: it did not stop within a minute.
    """
    state = State.read(layout)
    process = (state.process() if state else None) or processes.of_home(layout)
    if process is not None:
        progress("stopping Neo4j", 0, 0)
        if not processes.end(process, force=force):
            raise ServerError(
                f"process {process.pid} did not stop within {processes.STOP_S:.0f} s",
                where=str(layout.console),
                hint="Wait and try again, or kill it with: circflow server stop --force. Committed data survive that.",
            )
    layout.state.unlink(missing_ok=True)
    return process is not None


@contextmanager
def exclusive(layout: Layout, progress: Progress) -> Iterator[None]:
    """Hold the lock of the home; a change that was not finished is undone first.

    Raises:
        ServerError: another circflow holds the lock and does not finish.
        OutputError: the home cannot be written.
    """
    with filelock.held(layout, progress):
        if swap.pending(layout):
            down(layout, progress)
            progress("undoing a change that was interrupted", 0, 0)
            swap.undo(layout)
        yield


@contextmanager
def paused(layout: Layout, progress: Progress) -> Iterator[Wishes]:
    """Stop the server for a while; afterwards it is as it was, running on the same ports or not.

    Yields:
        What it was started with.

    Raises:
        CircflowError: it does not stop, or does not start again.
    """
    found = find(layout)
    state = found[0] if found else None
    wishes = Wishes(state.bolt_port, state.http_port, state.heap_mb) if state else Wishes()
    down(layout, progress)
    try:
        yield wishes
    except BaseException as error:
        try:
            _as_before(layout, wishes if state else None, progress)
        except CircflowError as another:
            # The first error is the one to tell; the second is most often its consequence.
            error.add_note(f"and the server does not start again: {another}")
        raise
    _as_before(layout, wishes if state else None, progress)


def _as_before(layout: Layout, wishes: Wishes | None, progress: Progress) -> None:
    if wishes is None:
        down(layout, progress)
    else:
        up(layout, wishes, progress)
