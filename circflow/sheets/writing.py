"""Flat rows → the files of a package."""

import json
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from circflow.errors import OutputError
from circflow.files import replace_bytes
from circflow.model.flat import Flat
from circflow.sheets.columns import TABLES, Table
from circflow.sheets.descriptor import FILE

_QUOTED: Final = frozenset(',"\r\n')


def write_package(
    folder: Path,
    name: str,
    descriptor: str,
    tables: Mapping[str, Sequence[Flat]],
    *,
    always: Collection[str] = (),
) -> list[Path]:
    """Write a package, each file whole or not at all.

    Args:
        folder: Where; made when missing.
        name: Id of the data set.
        descriptor: As for `package_files`.
        tables: As for `package_files`.
        always: As for `package_files`.

    Returns:
        The files written.

    Raises:
        OutputError: the folder holds a package of another name, or cannot be written.
    """
    _require_own(folder, name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"the folder cannot be made: {error.strerror}", where=str(folder)) from error
    written = []
    for file_name, content in package_files(name, descriptor, tables, always=always).items():
        replace_bytes(folder / file_name, content)
        written.append(folder / file_name)
    return written


def package_files(
    name: str, descriptor: str, tables: Mapping[str, Sequence[Flat]], *, always: Collection[str] = ()
) -> dict[str, bytes]:
    """Return the files of a package by name.

    Args:
        name: Id of the data set.
        descriptor: Text of the `datapackage.json` that it was loaded with; its other entries are kept.
        tables: Table → flat rows in the order in which they are to stand; empty ones have no file, unless required.
        always: Tables that have a file even when they are empty.
    """
    content = json.loads(descriptor)
    chosen = [table for table in TABLES.values() if table.required or table.name in always or tables.get(table.name)]
    described = {
        resource.get("name"): resource for resource in content.get("resources", ()) if isinstance(resource, dict)
    }
    content["name"] = name
    content["resources"] = [
        {**described.get(table.name, {"name": table.name}), "path": table.file, **_dialect(described, table)}
        for table in chosen
    ]
    files = {FILE: (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()}
    for table in chosen:
        files[table.file] = table_bytes([field.name for field in table.fields], tables.get(table.name, ()))
    return files


def _require_own(folder: Path, dataset: str) -> None:
    """Refuse to write over somebody else's package."""
    descriptor = folder / FILE
    if descriptor.exists():
        try:
            name = json.loads(descriptor.read_bytes()).get("name")
        except (OSError, ValueError, AttributeError):
            name = None
        if name != dataset:
            raise OutputError(
                f"the folder holds another package ({name or 'unreadable'})",
                where=str(folder),
                hint="Choose an empty folder.",
            )


def _dialect(described: Mapping[Any, Mapping[str, Any]], table: Table) -> dict[str, Any]:
    """Describe all columns that are written, in the place of those that an older file had."""
    schema = described.get(table.name, {}).get("schema")
    if not isinstance(schema, dict):
        return {}
    known = {field.get("name"): field for field in schema.get("fields", ()) if isinstance(field, dict)}
    fields = [known.get(field.name, {"name": field.name, "type": "string"}) for field in table.fields]
    return {"schema": {**schema, "fields": fields}}


def table_bytes(columns: Sequence[str], rows: Sequence[Flat]) -> bytes:
    """Return rows as a comma-separated UTF-8 file with a header."""
    lines = [columns, *([cell_text(row.get(column)) for column in columns] for row in rows)]
    return "".join(",".join(map(_quoted, line)) + "\n" for line in lines).encode()


def _quoted(cell: str) -> str:
    # The csv module of older Pythons leaves a lone carriage return bare, which then reads as the end of the row.
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.intersection(cell) else cell


def cell_text(value: object) -> str:
    """Return a value as it stands in a package file; it reads back as the same value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ";".join(map(str, value))
    if isinstance(value, float):
        # Plain digits: 1e-07 would not be read back.
        return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"
    return str(value)
