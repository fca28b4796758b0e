"""What a person gives → bytes: a file, a compressed one, or standard input; never more than a sheet can have."""

import gzip
import io
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from circflow.errors import PackageError

STDIN: Final = "-"
MAX_BYTES: Final = 128 * 2**20
"""Bytes of one sheet, unpacked."""

_GZIP: Final = b"\x1f\x8b"
_TOO_LARGE: Final = f"it has more than {MAX_BYTES // 2**20} MB"
_LARGE_HINT: Final = "Save it in parts, or as a package, which has no such limit."


@dataclass(frozen=True, slots=True)
class Bytes:
    """The bytes of a sheet.

    Attributes:
        name: File name without `.gz`, for its ending and its provenance.
        where: As it was given, for messages.
        data: Unpacked.
    """

    name: str
    where: str
    data: bytes


def read_bytes(path: Path) -> Bytes:
    """Read a file, or standard input when the path is `-`.

    Raises:
        PackageError: it is too large, or not what its compression says.
        OSError: it cannot be read.
    """
    if str(path) == STDIN:
        return _unpacked("stdin", "stdin", _limited(sys.stdin.buffer, "stdin"))
    if path.stat().st_size > MAX_BYTES:
        raise PackageError(_TOO_LARGE, where=str(path), hint=_LARGE_HINT)
    with path.open("rb") as file:
        return _unpacked(path.name, str(path), _limited(file, str(path)))


def _unpacked(name: str, where: str, data: bytes) -> Bytes:
    if not data.startswith(_GZIP):
        return Bytes(name, where, data)
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return Bytes(name.removesuffix(".gz"), where, _limited(file, where))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise PackageError(f"it is compressed, and damaged: {error}", where=where) from error


def _limited(file: "BinaryIO | gzip.GzipFile", where: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PackageError(_TOO_LARGE, where=where, hint=_LARGE_HINT)
    return data
