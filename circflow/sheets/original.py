"""A file that is read more than once, and must be the same each time."""

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

from circflow.errors import PackageError

_PIECE: Final = 2**20


class Original:
    """The bytes of a file that need not fit into memory, or bytes that are there already.

    Attributes:
        path: Its name, for messages and provenance.
        size: Its bytes.
    """

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        self.path = path
        self._data = data
        self._state = None if data is not None else _state(path)
        self.size = len(data) if data is not None else path.stat().st_size

    def open(self) -> BinaryIO:
        """Open it from its beginning.

        Raises:
            PackageError: it is no longer what it was.
            OSError: it cannot be read.
        """
        self.require_same()
        return io.BytesIO(self._data) if self._data is not None else self.path.open("rb")

    def require_same(self) -> None:
        """Check that nobody has written to the file.

        Raises:
            PackageError: somebody has.
        """
        if self._state is not None and _state(self.path) != self._state:
            raise PackageError(
                "the file was changed while it was read",
                where=str(self.path),
                hint="Load it again when it is finished.",
            )


def _state(path: Path) -> tuple[int, ...]:
    found = path.stat()
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def digest(files: Mapping[str, Original]) -> str:
    """Return the digest of files and their names."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\0{files[name].size}\0".encode())
        with files[name].open() as file:
            while piece := file.read(_PIECE):
                whole.update(piece)
        files[name].require_same()
    return whole.hexdigest()
