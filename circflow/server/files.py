"""Files that are there whole or not at all."""

import contextlib
import os
from pathlib import Path

from circflow.errors import OutputError


def write(path: Path, content: str | bytes, mode: int = 0o600) -> None:
    """Write a file under another name beside it, then rename.

    Raises:
        OutputError: the disk is full or the folder cannot be written; what stood there before is intact.
    """
    data = content.encode() if isinstance(content, str) else content
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - opened with its mode, so that no one else ever reads it
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise OutputError(f"cannot be written: {error.strerror}", where=str(path)) from error
