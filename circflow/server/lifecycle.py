"""Starting and stopping, for those who hold the lock of the home."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import psutil

from circflow.errors import ServerError
from circflow.server import admin, files, jars, memory, passwords, ports, preflight, selftest, settings, web
from circflow.server import engine as engines
from circflow.server import process as processes
from circflow.server.layout import Layout
from circflow.server.process import PortTaken
from circflow.server.progress import Progress
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
        conf = settings.conf(settings.managed(layout, sizes, *chosen))
        files.write(layout.conf / "neo4j.conf", conf)
        if not layout.has_data():
            progress("setting the password", 0, 0)
            passwords.make_initial(layout, engine)
        passwords.read(layout)  # before the start, because without it nobody could log in
        try:
            return _launch(layout, admin.server_command(layout, engine, sizes), chosen, progress)
        except PortTaken:
            if attempt == _PORT_TRIES:
                raise
    raise AssertionError


def _launch(layout: Layout, command: list[str], chosen: tuple[int, int], progress: Progress) -> RunningServer:
    progress("starting Neo4j", 0, 0)
    process = processes.launch(layout, command)
    try:
        # Noted at once: should we be killed now, the next circflow knows whose child this is.
        state = State(process.pid, process.create_time(), *chosen, jars.neo4j_version())
        state.write(layout)
        return _finish(layout, state, process, progress)
    except BaseException:
        processes.end(process)
        layout.state.unlink(missing_ok=True)
        raise


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
