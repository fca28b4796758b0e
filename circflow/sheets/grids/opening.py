"""The bytes of a sheet → its grids, by what the bytes are, not by the ending of the name."""

from collections.abc import Sequence
from typing import Final

from circflow.errors import PackageError
from circflow.sheets.grids.archives import kind_of
from circflow.sheets.grids.delimited_text import text_grid
from circflow.sheets.grids.grid import Grid
from circflow.sheets.grids.json_rows import LOOKS_LIKE, json_grid
from circflow.sheets.grids.ods import ods_grids
from circflow.sheets.grids.sources import Bytes
from circflow.sheets.grids.xlsx import xlsx_grids

_AS_CSV: Final = "Save the sheet itself as .csv, .xlsx or .ods."
_NO_SHEETS: Final = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a bitmap picture"),
    (b"RIFF", "a picture or a sound"),
    (b"II*\0", "a TIFF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
)
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"


def open_grids(source: Bytes, *, encoding: str | None = None, sheets: Sequence[str] = ()) -> list[Grid]:
    """Read all sheets of a file.

    Args:
        source: Its bytes.
        encoding: Of a sheet of text, when somebody knows it.
        sheets: Names of the sheets of a workbook to read, hidden ones too; empty = all that can be seen.

    Raises:
        PackageError: it is no sheet, or cannot be read as one; the message says what it is.
    """
    data, where = source.data, source.where
    for beginning, what in _NO_SHEETS:
        if data.startswith(beginning) and (len(beginning) > 2 or b"\0" in data[:64]):  # noqa: PLR2004 - two letters can begin a text
            raise PackageError(f"it is {what}, not a sheet", where=where, hint=_AS_CSV)
    if data.startswith(_OLE):
        raise _old_workbook(data, where)
    if data.startswith(_ZIP):
        return (xlsx_grids if kind_of(data, where) == "xlsx" else ods_grids)(data, where, sheets)
    if sheets:
        raise PackageError("it is no workbook and has no sheets of its own", where=where, hint="Leave out --sheet.")
    if LOOKS_LIKE.match(data):
        return [json_grid(data, where, encoding)]
    return [text_grid(data, where, encoding)]


def _old_workbook(data: bytes, where: str) -> PackageError:
    """Say what a file in Microsoft's older container is: an xlsx with a password, or an xls."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return PackageError(
            "the workbook is protected by a password", where=where, hint="Save a copy without the password."
        )
    return PackageError("it is a workbook in the old format (.xls)", where=where, hint="Save it as .xlsx.")
