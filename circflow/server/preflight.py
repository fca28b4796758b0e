"""What must be true before a start."""

import shutil
from pathlib import Path
from typing import IO, Final

from circflow.errors import OutputError, ServerError
from circflow.server import jars
from circflow.server import process as processes
from circflow.server.layout import Layout

LEAST_DISK_BYTES: Final = 1_000_000_000
"""Neo4j on a full disk must be stopped before it takes anything again; looking first is cheaper."""


def disk(folder: Path, needed: int = LEAST_DISK_BYTES) -> None:
    """Check that a folder's disk has room.

    Raises:
        OutputError: it has not.
    """
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise OutputError(
            f"{free / 1e9:.1f} GB are free on the disk, and {needed / 1e9:.1f} GB are needed",
            where=str(folder),
            hint="Free some space, or give a folder on another disk in CIRCFLOW_HOME.",
        )


def same_version(layout: Layout) -> None:
    """Check that the data were last opened by the Neo4j that is about to open them.

    Raises:
        ServerError: by another; opening them would change them for good.
    """
    before, now = data_version(layout), jars.neo4j_version()
    if before is not None and before != now and layout.has_data():
        raise ServerError(
            f"the data were last opened by Neo4j {before}, and this circflow brings {now}",
            where=str(layout.data),
            hint="Run: circflow server upgrade. It dumps the data first.",
        )


def data_version(layout: Layout) -> str | None:
    """Return the version of the Neo4j that last opened the data; None when none did."""
    try:
        return layout.version.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def not_open_elsewhere(layout: Layout) -> None:
    """Check that no other process has the data open.

    Raises:
        ServerError: one has; names it.
    """
    try:
        file = layout.store_lock.open("r+b")
    except FileNotFoundError:
        return
    with file:
        if not _free(file):
            raise processes.lock_held(layout)


def _free(file: IO[bytes]) -> bool:
    try:
        import fcntl  # noqa: PLC0415 - not on Windows, where the server itself finds out some seconds later
    except ImportError:
        return True
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    fcntl.lockf(file, fcntl.LOCK_UN)
    return True
