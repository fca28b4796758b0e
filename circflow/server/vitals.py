"""The managed server and the room it has: disk, memory, ports, process, data."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from circflow import home
from circflow.errors import CircflowError, OutputError, ServerError
from circflow.model.finding import Finding
from circflow.server import jars, memory, passwords, ports, preflight, swap
from circflow.server import process as processes
from circflow.server.extra import psutil
from circflow.server.layout import Layout
from circflow.server.state import State

_START: Final = "Start it with: circflow server start"


def findings() -> Iterator[Finding]:
    """Yield what is found of the home in force."""
    layout = Layout.current()
    state = State.read(layout)
    process = state.process() if state else None
    yield _disk(layout)
    if state is not None and process is not None:
        yield Finding("Memory", f"the server uses {process.memory_info().rss // memory.MIB:,} MiB")
        yield Finding("Ports", f"{state.bolt_port} and {state.http_port} are the server's")
    else:
        yield _memory()
        yield _ports()
    yield _readable("Server", lambda: _server(layout, state, process))
    yield _readable("Data folder", lambda: _data(layout))


def _checked(about: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(about, check())
    except CircflowError as error:
        return Finding.wrong(about, error)


def _readable(about: str, look: Callable[[], Finding]) -> Finding:
    """Return what is found, or that the home keeps it from being seen."""
    try:
        return look()
    except OSError as error:
        where = str(error.filename or home.home())
        hint = "Give another folder in CIRCFLOW_HOME."
        return Finding.wrong(about, OutputError(f"cannot be read: {error.strerror}", where=where, hint=hint))


def _disk(layout: Layout) -> Finding:
    folder = next(parent for parent in (layout.root, *layout.root.parents) if parent.exists())

    def check() -> str:
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise OutputError(
                "the folder cannot be written", where=str(folder), hint="Give another one in CIRCFLOW_HOME."
            )
        preflight.disk(folder)
        return f"{_free(folder):.1f} GB are free for {layout.root}"

    return _checked("Disk", check)


def _free(folder: Path) -> float:
    return psutil.disk_usage(str(folder)).free / 1e9


def _memory() -> Finding:
    def check() -> str:
        sizes = memory.sized()
        free = psutil.virtual_memory().available // memory.MIB
        return f"{free:,} MiB are free; the server will take up to {sizes.heap + sizes.page_cache:,}"

    return _checked("Memory", check)


def _ports() -> Finding:
    taken = [port for port in (ports.BOLT, ports.HTTP) if not ports.is_free(port)]
    if not taken:
        return Finding("Ports", f"{ports.BOLT} and {ports.HTTP} are free")
    told = " and ".join(map(str, taken))
    verb = "are" if len(taken) > 1 else "is"
    return Finding.warning("Ports", f"{told} {verb} taken by another program", "The server will choose free ones.")


def _server(layout: Layout, state: State | None, process: psutil.Process | None) -> Finding:
    if layout.root.is_dir() and swap.pending(layout) is not None:
        told = "a backup, a restore or an upgrade was interrupted"
        return Finding.warning("Server", told, "circflow server start puts everything back as it was before.")
    if process is None or state is None:
        return _not_running(layout, state)
    told = f"Neo4j {state.version}, process {state.pid}"
    if not state.ready:
        return Finding.warning("Server", f"{told}, has not finished starting", "circflow server start waits for it.")
    if state.version != jars.neo4j_version():
        return Finding.warning(
            "Server",
            f"{told} is running, and this circflow brings {jars.neo4j_version()}",
            "Run: circflow server upgrade. It dumps the data first.",
        )
    return Finding("Server", f"{told}, is running")


def _not_running(layout: Layout, state: State | None) -> Finding:
    stray = processes.of_home(layout)
    if stray is not None:
        told = f"process {stray.pid} is a server that circflow has no note of"
        error = ServerError(told, hint="Stop it with: circflow server stop")
        return Finding.wrong("Server", error)
    if state is not None:
        return Finding.warning("Server", f"not running; process {state.pid} ended without being asked to", _START)
    return Finding.warning("Server", "not running", _START)


def _data(layout: Layout) -> Finding:
    if not layout.has_data():
        return Finding("Data folder", f"{layout.data} is empty: the first start makes a database")

    def check() -> str:
        passwords.read(layout)
        preflight.same_version(layout)
        version = preflight.data_version(layout)
        return f"{layout.data}, last opened by Neo4j {version or 'of unknown version'}"

    return _checked("Data folder", check)
