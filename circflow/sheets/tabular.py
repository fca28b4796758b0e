"""The rows of one package file → typed rows or rejects, column by column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from circflow.errors import PackageError
from circflow.sheets.columns import Table
from circflow.sheets.delimited import Row, read_rows
from circflow.sheets.fields import FieldError


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row whose every cell fits its column.

    Attributes:
        values: Column → value; columns with empty cells are absent.
        raw: Column → text as it stood.
        line: Line on which it begins.
        offset: Byte at which it begins.
    """

    values: Mapping[str, Any]
    raw: Mapping[str, str]
    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that breaks the contract.

    Attributes:
        table: Package file without its ending.
        file: Path of the file, as given.
        line: Line on which the row begins.
        offset: Byte at which it begins.
        column: Column to look at; empty when the row as a whole is wrong.
        code: Short name of the rule.
        reason: What is wrong, in a sentence.
        raw: Column → text as it stood.
        rest: Cells beyond the last column, as they stood.
        sheet: Sheet of a workbook; empty for other files.
    """

    table: str
    file: str
    line: int
    offset: int
    column: str
    code: str
    reason: str
    raw: Mapping[str, str]
    rest: tuple[str, ...] = ()
    sheet: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.sheet}:{self.line}" if self.sheet else f"{self.file}:{self.line}"
        return f"{place}: {self.column}: {self.reason}" if self.column else f"{place}: {self.reason}"


@dataclass(slots=True)
class TypedTable:
    """What was read from one file.

    Attributes:
        table: Its contract.
        path: Where it lies.
        header: Its columns, as they stand.
        rows: Rows that fit.
        rejects: Rows that do not.
        warnings: What was read over, or kept though unknown.
        count: Number of rows read, blank lines and the header apart.
    """

    table: Table
    path: Path
    header: tuple[str, ...] = ()
    rows: list[TypedRow] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    count: int = 0

    def reject(self, row: TypedRow, column: str, code: str, reason: str) -> None:
        """Turn a row that fits by itself into a reject."""
        self.rejects.append(
            Reject(self.table.name, str(self.path), row.line, row.offset, column, code, reason, row.raw)
        )


def read_table(table: Table, data: bytes, path: Path) -> TypedTable:
    """Read one file against its contract.

    Raises:
        PackageError: it cannot be read as a whole: bytes, quotes, or a column that is missing or doubled.
    """
    rows = read_rows(data, path)
    first = next(rows, None)
    if first is None:
        raise PackageError(
            "the file is empty", where=str(path), hint=f"Its first line names the columns: {_required(table)} …"
        )
    return typed_table(table, path, first, rows)


def typed_table(table: Table, path: Path, first: Row, rows: Iterable[Row]) -> TypedTable:
    """Read rows against the contract of their table.

    Args:
        table: The contract.
        path: Where the rows lie, for messages.
        first: The row that names the columns.
        rows: The others.

    Raises:
        PackageError: a column is missing or doubled.
    """
    result = TypedTable(table, path, header=tuple(cell.strip() for cell in first.cells))
    _check_header(result, first.line)
    known_words: set[tuple[str, str]] = set()
    for row in rows:
        result.count += 1
        typed = _typed(result, row)
        if isinstance(typed, Reject):
            result.rejects.append(typed)
        else:
            result.rows.append(typed)
            _warn_unknown_words(result, typed, known_words)
    return result


def _required(table: Table) -> str:
    return ", ".join(field.name for field in table.fields if field.required)


def _check_header(result: TypedTable, line: int) -> None:
    table, header = result.table, result.header
    where = f"{result.path}:{line}"
    doubled = sorted({name for name in header if header.count(name) > 1})
    if doubled:
        raise PackageError(f"the column {_quoted(doubled)} stands twice", where=where)
    missing = [field.name for field in table.fields if field.required and field.name not in header]
    if missing:
        near = [hit for name in missing for hit in get_close_matches(name, header, n=1)]
        meant = f" Is it {_quoted(near)}?" if near else ""
        raise PackageError(
            f"the column {_quoted(missing)} is missing",
            where=where,
            hint=f"{table.file} needs the columns {_required(table)}.{meant}",
        )
    names = [field.name for field in table.fields]
    for name in header:
        if name not in names and not name.startswith(table.extra):
            near = get_close_matches(name, names, n=1)
            meant = f"; did you mean '{near[0]}'?" if near else ""
            result.warnings.append(f"{where}: the column '{name}' is not known and was not read{meant}")


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _typed(result: TypedTable, row: Row) -> TypedRow | Reject:
    header = result.header
    raw = dict(zip(header, row.cells, strict=False))

    def reject(column: str, code: str, reason: str) -> Reject:
        rest = row.cells[len(header) :]
        return Reject(result.table.name, str(result.path), row.line, row.offset, column, code, reason, raw, rest)

    if len(row.cells) != len(header):
        kind = "few" if len(row.cells) < len(header) else "many"
        return reject("", f"too-{kind}-cells", f"the row has {len(row.cells)} cells, the header {len(header)}")
    values: dict[str, Any] = {}
    for field_ in result.table.fields:
        cell = raw.get(field_.name, "")
        if not cell.strip():
            if field_.required:
                return reject(field_.name, "empty", "the cell is empty")
            continue
        try:
            values[field_.name] = field_.read(cell)
        except FieldError as error:
            return reject(field_.name, error.code, str(error))
    return TypedRow(values, raw, row.line, row.offset)


def _warn_unknown_words(result: TypedTable, row: TypedRow, seen: set[tuple[str, str]]) -> None:
    for field_ in result.table.fields:
        if field_.known is None or field_.name not in row.values:
            continue
        for word in row.values[field_.name].split(";"):
            if word and word not in field_.known and (field_.name, word) not in seen:
                seen.add((field_.name, word))
                result.warnings.append(
                    f"{result.path}:{row.line}: {field_.name}: the word '{word}' is new here and was kept as it is"
                )
