"""The rows of one package file → typed rows or rejects, column by column."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from circflow.errors import PackageError
from circflow.sheets.columns import Table
from circflow.sheets.delimited import Row, read_rows
from circflow.sheets.fields import FieldError, Reader
from circflow.sheets.original import Original


class TypedRow(NamedTuple):
    """A row whose every cell fits its column.

    Attributes:
        values: Column → value; columns with empty cells are absent.
        cells: As they stood.
        line: Line on which it begins.
        offset: Byte at which it begins.
    """

    values: dict[str, Any]
    cells: tuple[str, ...]
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


Change = Callable[[TypedRow], TypedRow | Reject | None]
"""Makes of a row another one, a reject, or nothing at all."""


@dataclass(slots=True)
class TypedTable:
    """One file, held to its contract.

    Attributes:
        table: The contract.
        path: Where it lies.
        header: Its columns, as they stand.
        below: Gives the rows below the header, all of them each time.
        warnings: What of the header is read over.
        size: Bytes of the file; 0 when unknown.
        changes: Gives, for each time that the rows are gone through, what changes them; None = they stay as they are.
    """

    table: Table
    path: Path
    header: tuple[str, ...]
    below: Callable[[], Iterable[Row]]
    warnings: list[str] = field(default_factory=list)
    size: int = 0
    changes: Callable[[], Change] | None = None

    def rows(self) -> Iterator[TypedRow | Reject]:
        """Yield each row, typed or rejected."""
        places = {name: place for place, name in enumerate(self.header)}
        columns = [
            (places[column.name], column.name, column.read, column.required)
            for column in self.table.fields
            if column.name in places
        ]
        change = self.changes() if self.changes else None
        for row in self.below():
            typed = self._typed(row, columns)
            if change is None or isinstance(typed, Reject):
                yield typed
            elif changed := change(typed):
                yield changed

    def valid(self) -> Iterator[TypedRow]:
        """Yield the rows that fit."""
        return (row for row in self.rows() if isinstance(row, TypedRow))

    def reject(self, row: TypedRow | Row, column: str, code: str, reason: str) -> Reject:
        """Return the reject of a row."""
        raw = dict(zip(self.header, row.cells, strict=False))
        rest = row.cells[len(self.header) :]
        return Reject(self.table.name, str(self.path), row.line, row.offset, column, code, reason, raw, rest)

    def _typed(self, row: Row, columns: Iterable[tuple[int, str, Reader, bool]]) -> TypedRow | Reject:
        cells, width = row.cells, len(self.header)
        if len(cells) != width:
            kind = "few" if len(cells) < width else "many"
            return self.reject(row, "", f"too-{kind}-cells", f"the row has {len(cells)} cells, the header {width}")
        values: dict[str, Any] = {}
        for place, name, read, required in columns:
            cell = cells[place]
            if not cell or cell.isspace():
                if required:
                    return self.reject(row, name, "empty", "the cell is empty")
                continue
            try:
                values[name] = read(cell)
            except FieldError as error:
                return self.reject(row, name, error.code, str(error))
        return TypedRow(values, cells, row.line, row.offset)


def read_table(table: Table, original: Original) -> TypedTable:
    """Hold one file to its contract.

    Raises:
        PackageError: it cannot be read as a whole: bytes, quotes, or a column that is missing or doubled.
    """
    first = next(read_rows(original), None)
    if first is None:
        raise PackageError(
            "the file is empty",
            where=str(original.path),
            hint=f"Its first line names the columns: {_required(table)} …",
        )
    found = typed_table(table, original.path, first, lambda: islice(read_rows(original), 1, None))
    found.size = original.size
    return found


def typed_table(table: Table, path: Path, first: Row, below: Callable[[], Iterable[Row]]) -> TypedTable:
    """Hold rows to the contract of their table.

    Args:
        table: The contract.
        path: Where the rows lie, for messages.
        first: The row that names the columns.
        below: Gives the others, all of them each time.

    Raises:
        PackageError: a column is missing or doubled.
    """
    result = TypedTable(table, path, tuple(cell.strip() for cell in first.cells), below)
    _check_header(result, first.line)
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


class NewWords:
    """Words of open lists that circflow does not know; each is told once."""

    def __init__(self, table: TypedTable) -> None:
        self._path = table.path
        self._fields = [
            (column.name, column.known)
            for column in table.table.fields
            if column.known is not None and column.name in table.header
        ]
        self._seen: set[tuple[str, str]] = set()

    def of(self, row: TypedRow) -> Iterator[str]:
        """Yield a warning for each that a row is the first to have."""
        for name, known in self._fields:
            for word in row.values.get(name, "").split(";"):
                if word and word not in known and (name, word) not in self._seen:
                    self._seen.add((name, word))
                    yield f"{self._path}:{row.line}: {name}: the word '{word}' is new here and was kept as it is"
