"""A small file that says what the columns of a sheet are, where its headers do not."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from circflow.errors import PackageError
from circflow.sheets.loose.parties import sides_of
from circflow.sheets.loose.units import unit_of
from circflow.sheets.loose.words import header_words
from circflow.text.names import name_key

IDS: Final = ("payer_id", "payee_id")
"""Ids that the sheet itself gives the parties, as a bank's code. They name nobody, and speak for one company."""

SAID: Final = ("relationship", "currency", "date_order", "fiscal_year", "encoding")
"""What can stand above the columns: the options about sheets."""

_COLUMNS: Final = "columns"


@dataclass(frozen=True, slots=True)
class Mapped:
    """What one column is.

    Attributes:
        field: One of the fields of `header_words.csv`, or of `IDS`.
        unit: Unit of the amounts in it; None when its cells say it.
    """

    field: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What the columns of a sheet are. Columns that it does not name are not read.

    Attributes:
        path: Its file.
        columns: Key of a header → what the column is.
        headers: Key of a header → the header as it is written.
        said: Options about sheets.
    """

    path: Path
    columns: Mapping[str, Mapped]
    headers: Mapping[str, str]
    said: Mapping[str, str]

    def places(self, cells: Sequence[str]) -> Mapping[int, Mapped] | None:
        """Return what the columns below a line are, by their places; None when the line lacks one of the headers."""
        keys = [name_key(cell) for cell in cells]
        if not self.columns.keys() <= set(keys):
            return None
        return {keys.index(header): mapped for header, mapped in self.columns.items()}

    def missing(self, lines: Sequence[Sequence[str]]) -> str:
        """Say which headers a sheet lacks, by the line that has the most of them."""
        best = max(lines, key=lambda cells: len(self.columns.keys() & set(map(name_key, cells))), default=())
        keys = {name_key(cell): cell for cell in best if cell.strip()}
        lacking = [key for key in self.columns if key not in keys]
        near = [keys[hit] for key in lacking for hit in get_close_matches(key, list(keys), n=1)]
        meant = f"; is it {', '.join(map(repr, near))}?" if near else ""
        return (
            f"it has no column {', '.join(repr(self.headers[key]) for key in lacking)}, which {self.path} names{meant}"
        )


def read_column_map(path: Path) -> ColumnMap:
    """Read a file.

    Raises:
        PackageError: it cannot be read, or names what does not exist.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PackageError(f"it cannot be read: {error.strerror}", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PackageError(f"it is no TOML: {error}", where=str(path)) from error
    listed = found.pop(_COLUMNS, None)
    if not isinstance(listed, dict):
        raise PackageError("it has no [columns]", where=str(path), hint='Such as: [columns] and payer = "From bank".')
    for name, value in found.items():
        if name not in SAID or not isinstance(value, str):
            raise PackageError(
                f"'{name}' is nothing that is said above the columns, in text",
                where=str(path),
                hint=f"There can stand {', '.join(SAID)}.",
            )
    return _column_map(path, listed, found)


def _column_map(path: Path, listed: Mapping[str, Any], said: Mapping[str, str]) -> ColumnMap:
    fields = {*header_words().values(), *IDS} - {"number", "round_total"}
    columns: dict[str, Mapped] = {}
    headers: dict[str, str] = {}
    for field, value in listed.items():
        if field not in fields:
            near = get_close_matches(field, fields, n=1)
            raise PackageError(
                f"'{field}' is no field" + (f"; did you mean {near[0]}?" if near else ""),
                where=str(path),
                hint=f"The fields are {', '.join(sorted(fields))}.",
            )
        for one in value if isinstance(value, list) else [value]:
            header, unit = _header(path, field, one)
            key = name_key(header)
            if key in columns:
                raise PackageError(f"the column '{header}' is named twice", where=str(path))
            columns[key], headers[key] = Mapped(field, unit), header
    if not sides_of({mapped.field for mapped in columns.values()}):
        raise PackageError(
            "it does not say which columns hold who pays and who is paid",
            where=str(path),
            hint="Name payer and payee, investor and investee, or customer and supplier.",
        )
    return ColumnMap(path, columns, headers, said)


def _header(path: Path, field: str, value: object) -> tuple[str, str | None]:
    """Return the header and the unit of a column: "Amount", or {header = "Amount", unit = "$bn"}."""
    if isinstance(value, str) and value.strip():
        return value.strip(), None
    if isinstance(value, dict) and value.keys() <= {"header", "unit"}:
        header, unit = value.get("header"), value.get("unit")
        if isinstance(header, str) and header.strip() and unit is None:
            return header.strip(), None
        if isinstance(header, str) and header.strip() and isinstance(unit, str) and (known := unit_of(unit)):
            return header.strip(), known
    raise PackageError(
        f"'{field}' is not the header of a column",
        where=str(path),
        hint=f'Write {field} = "Header", a list of headers, or {{header = "Header", unit = "$bn"}}.',
    )
