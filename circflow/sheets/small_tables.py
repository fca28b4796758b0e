"""A small csv file that goes with a question, or its rows → rows as text, each with its place."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from circflow.errors import InputError, PackageError
from circflow.sheets.delimited import read_rows
from circflow.sheets.original import Original

_LARGEST: Final = 50_000_000
"""Bytes; a century of days and fifty currencies are a tenth of it."""

Row = dict[str, str]
"""One row by the names of its columns; all of them text, as in a file."""


@dataclass(frozen=True, slots=True)
class SmallTable:
    """What such a file holds.

    Attributes:
        name: Of its rows, in the plural.
        one: The same for one of them.
        columns: All of them.
        may_be_empty: Those that may be left out, or have empty cells.
    """

    name: str
    one: str
    columns: tuple[str, ...]
    may_be_empty: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """Return the first line of a file."""
        return ",".join(self.columns)

    def read(self, given: object, kept: Callable[[Row], Row]) -> list[Row]:
        """Return all rows.

        Args:
            given: Path of a csv file, or its rows as mappings.
            kept: Makes of a row what is kept of it; raises ValueError, with the reason, when it is wrong.

        Raises:
            PackageError: the file cannot be read, has no rows, or rows are wrong; all of them are listed.
            InputError: it is neither a path nor rows.
        """
        where, rows = self._rows_of(given)
        problems: list[str] = []
        found = []
        for place, row in rows:
            try:
                if "" in row:
                    raise ValueError(row[""])  # noqa: TRY301 - told like all that is wrong with a row
                found.append(kept(self._cells(row)))
            except ValueError as error:
                problems.append(f"{place}: {error}")
        if problems:
            told = f"1 {self.one} is wrong" if len(problems) == 1 else f"{len(problems):,} {self.name} are wrong"
            raise PackageError(told, problems=problems, where=where, hint=f"A row is {self.header}.")
        if not found:
            told = f"Write a line {self.header}, and a row a {self.one} below it."
            raise PackageError(f"there is no {self.one}", where=where, hint=told)
        return found

    def _cells(self, row: Mapping[str, str]) -> Row:
        cells = {column: row.get(column, "").strip() for column in self.columns}
        for column in self.columns:
            if not cells[column] and column not in self.may_be_empty:
                raise ValueError(f"{column} is empty")
        return cells

    def _rows_of(self, given: object) -> tuple[str, Iterator[tuple[str, Mapping[str, str]]]]:
        if isinstance(given, (str, os.PathLike)):
            return os.fspath(given), self._file_rows(Path(given))
        if isinstance(given, Iterable) and not isinstance(given, (bytes, Mapping)):
            return self.name, self._given_rows(given)
        raise InputError(f"{self.name} are the path of a csv file, or its rows", hint=f"A row is {self.header}.")

    def _file_rows(self, path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
        try:
            if path.stat().st_size > _LARGEST:
                raise PackageError(f"the file is too large to be one of {self.name}", where=str(path))
            original = Original(path, path.read_bytes())
        except OSError as error:
            raise PackageError(
                f"the file of {self.name} cannot be read: {error.strerror}",
                where=str(path),
                hint="See its path and permissions.",
            ) from error
        rows = read_rows(original)
        header = next(rows, None)
        if header is None:
            raise PackageError("the file is empty", where=str(path), hint=f"Its first line is {self.header}.")
        columns = [cell.strip() for cell in header.cells]
        self._check_header(columns, f"{path}:{header.line}")
        for row in rows:
            cells = dict(zip(columns, row.cells, strict=False))
            if len(row.cells) != len(columns):
                cells = {"": f"the row has {len(row.cells)} cells, and the header {len(columns)}"}
            yield f"{path}:{row.line}", cells

    def _check_header(self, columns: list[str], where: str) -> None:
        for column in columns:
            if column not in self.columns:
                near = get_close_matches(column.casefold(), self.columns, n=1)
                meant = f"; did you mean {near[0]}?" if near else ""
                raise PackageError(
                    f"there is no column '{column}'{meant}", where=where, hint=f"The columns: {self.header}."
                )
        missing = [column for column in self.columns if column not in columns and column not in self.may_be_empty]
        if missing or len(set(columns)) < len(columns):
            told = f"the column {missing[0]} is missing" if missing else "a column stands twice"
            raise PackageError(told, where=where, hint=f"The columns: {self.header}.")

    def _given_rows(self, given: Iterable[object]) -> Iterator[tuple[str, Mapping[str, str]]]:
        for number, row in enumerate(given, 1):
            place = f"{self.name} row {number}"
            if not isinstance(row, Mapping):
                yield place, {"": "it is no mapping of column to value"}
                continue
            unknown = [str(key) for key in row if key not in self.columns]
            if unknown:
                yield place, {"": f"there is no column '{unknown[0]}'"}
                continue
            yield place, {key: "" if cell is None else str(cell) for key, cell in row.items()}
