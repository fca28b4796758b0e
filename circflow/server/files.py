"""Files of a home: there whole or not at all, in folders that are made when they are missing."""

from pathlib import Path

from circflow.errors import OutputError
from circflow.files import replace_bytes


def write(path: Path, content: str | bytes) -> None:
    """Write a file that only its owner can read.

    Raises:
        OutputError: the disk is full or the folder cannot be written; what stood there before is intact.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=str(path)) from error
    replace_bytes(path, content.encode() if isinstance(content, str) else content)
