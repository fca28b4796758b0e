"""Dumps of the stopped database: written, checked, loaded."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from circflow.errors import InputError, OutputError, ServerError
from circflow.progress import Progress
from circflow.server import admin, preflight
from circflow.server.engine import Engine
from circflow.server.layout import Layout
from circflow.server.state import DATABASE

_NAME: Final = f"{DATABASE}.dump"
_CHECK_MEMORY: Final = "256m"
_LEAST_BYTES: Final = 100_000_000
_UNCLEAN: Final = "Active logical log"


class NotCleanlyStopped(ServerError):
    """The server was killed, and must be started and stopped once before its data can be dumped."""


def write(layout: Layout, engine: Engine, to: Path, progress: Progress) -> None:
    """Dump the database to a file: beside it first, checked there, then renamed.

    Raises:
        OutputError: the disk is full or the folder cannot be written; no half file is left.
        NotCleanlyStopped: the data need a recovery first.
        ServerError: the dump fails, or the data are damaged.
    """
    with _folder_beside(to) as folder:
        preflight.disk(folder, max(_LEAST_BYTES, _size(layout.data / "databases" / DATABASE)))
        progress("dumping the database", 0, 0)
        try:
            admin.run(layout, engine, "database", "dump", DATABASE, f"--to-path={folder}")
        except ServerError as error:
            if _UNCLEAN in error.message:
                raise NotCleanlyStopped(error.message) from error
            raise
        check(layout, engine, folder / _NAME, progress)
        try:
            (folder / _NAME).chmod(0o600)
            (folder / _NAME).replace(to)
        except OSError as error:
            raise OutputError(f"cannot be written: {error.strerror}", where=str(to)) from error


def check(layout: Layout, engine: Engine, dump: Path, progress: Progress) -> None:
    """Check that a dump holds a whole and consistent database.

    Raises:
        ServerError: it does not.
        InputError: there is no such file.
    """
    with _as_neo4j_wants(dump) as folder:
        progress("checking the dump", 0, 0)
        try:
            admin.run(
                layout,
                engine,
                "database",
                "check",
                DATABASE,
                f"--from-path={folder}",
                f"--temp-path={folder}",
                f"--report-path={layout.logs}",
                f"--max-off-heap-memory={_CHECK_MEMORY}",
            )
        except ServerError as error:
            raise ServerError(f"this is no sound dump of a Neo4j database: {error.message}", where=str(dump)) from error


def load(layout: Layout, engine: Engine, dump: Path, progress: Progress) -> None:
    """Load a dump into a home without data.

    Raises:
        ServerError: the dump cannot be loaded.
        InputError: there is no such file.
    """
    with _as_neo4j_wants(dump) as folder:
        progress("loading the dump", 0, 0)
        admin.run(layout, engine, "database", "load", DATABASE, f"--from-path={folder}", "--overwrite-destination")


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix=".circflow-dump-", dir=target.parent)
    except OSError as error:
        raise OutputError(f"the folder cannot be written: {error.strerror}", where=str(target.parent)) from error
    with folder as name:
        yield Path(name)


@contextmanager
def _as_neo4j_wants(dump: Path) -> Iterator[Path]:
    """Show a dump, whatever its name, in a folder of its own as `neo4j.dump`."""
    if not dump.is_file():
        raise InputError("there is no such file", where=str(dump))
    with tempfile.TemporaryDirectory(prefix=".circflow-dump-", dir=dump.parent, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            os.link(dump, folder / _NAME)
        except OSError:  # a file system without hard links
            shutil.copyfile(dump, folder / _NAME)
        yield folder


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
