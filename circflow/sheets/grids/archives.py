"""Workbooks are zip archives: which kind one is, and that it does not unpack to more than a sheet can have."""

import io
import zipfile
from typing import Final

from circflow.errors import PackageError

MAX_UNPACKED: Final = 512 * 2**20
"""Bytes of all files of a workbook together, unpacked."""

_MEMBERS: Final = 10_000


def kind_of(data: bytes, where: str) -> str:
    """Return `xlsx` or `ods`.

    Raises:
        PackageError: it is damaged, protected, another archive, or larger than any workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
                raise PackageError(f"it unpacks to more than {MAX_UNPACKED // 2**20} MB", where=where)
            names = {member.filename for member in members}
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "xl/workbook.bin" in names:
                raise PackageError("it is a binary workbook (.xlsb)", where=where, hint="Save it as .xlsx.")
            if "content.xml" in names and b"opendocument.spreadsheet" in archive.read("mimetype"):
                manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
                if b"encryption-data" in manifest:
                    raise PackageError(
                        "the workbook is protected by a password", where=where, hint="Save a copy without the password."
                    )
                return "ods"
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise PackageError(f"the archive is damaged: {error}", where=where) from error
    raise PackageError("it is a zip archive, not a sheet", where=where, hint="Unpack it, and name the sheet in it.")
