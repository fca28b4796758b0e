"""A csv file of exchange rates, or its rows → rates, or all that is wrong with them."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from circflow.errors import InputError, PackageError
from circflow.model.currencies import CURRENCIES
from circflow.model.rates import Rate
from circflow.sheets.delimited import read_rows
from circflow.sheets.original import Original

COLUMNS: Final = ("from", "to", "date", "low", "high", "source")
_MAY_BE_EMPTY: Final = "high"
_NUMBER: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HEADER: Final = ",".join(COLUMNS)
_LARGEST: Final = 50_000_000
"""Bytes; a century of days and fifty currencies are a tenth of it."""

Row = dict[str, str]
"""One row, by the names of `COLUMNS`; all of them text, as in a file."""


def rate_rows(given: object) -> list[Row]:
    """Return rates as they are kept with an answer, so that it can be had again without the file.

    Args:
        given: Path of a csv file, or its rows: mappings with the keys `from`, `to`, `date`, `low`, `high`, `source`.

    Raises:
        PackageError: the file cannot be read, or rows are wrong; all of them are listed.
    """
    name, rows = _rows_of(given)
    problems: list[str] = []
    kept = []
    stated: dict[tuple[str, str, date], str] = {}
    for place, row in rows:
        try:
            rate = _rate(row)
        except ValueError as error:
            problems.append(f"{place}: {error}")
            continue
        key = (rate.sold, rate.bought, rate.day)
        if key in stated:
            problems.append(f"{place}: {rate.sold} to {rate.bought} of {rate.day} is given a second time")
        stated.setdefault(key, place)
        kept.append({column: row.get(column, "").strip() for column in COLUMNS} | {"high": str(rate.high)})
    if problems:
        raise PackageError(_counted(problems), problems=problems, where=name, hint=f"A row is {_HEADER}.")
    if not kept:
        raise PackageError("there is no rate", where=name, hint=f"Write a line {_HEADER}, and a row a rate below it.")
    return kept


def rates_of(rows: Iterable[Mapping[str, str]]) -> list[Rate]:
    """Return the rates of rows that `rate_rows` has checked."""
    return list(map(_rate, rows))


def _counted(problems: list[str]) -> str:
    return "1 rate is wrong" if len(problems) == 1 else f"{len(problems):,} rates are wrong"


def _rows_of(given: object) -> tuple[str, Iterator[tuple[str, Mapping[str, str]]]]:
    if isinstance(given, (str, os.PathLike)):
        return os.fspath(given), _file_rows(Path(given))
    if isinstance(given, Iterable) and not isinstance(given, (bytes, Mapping)):
        return "rates", _given_rows(given)
    raise InputError("rates are the path of a csv file, or its rows", hint=f"A row is {_HEADER}.")


def _file_rows(path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    try:
        if path.stat().st_size > _LARGEST:
            raise PackageError("the file is too large to be one of rates", where=str(path))
        original = Original(path, path.read_bytes())
    except OSError as error:
        raise PackageError(
            f"the file of rates cannot be read: {error.strerror}", where=str(path), hint="See its path and permissions."
        ) from error
    rows = read_rows(original)
    header = next(rows, None)
    if header is None:
        raise PackageError("the file is empty", where=str(path), hint=f"Its first line is {_HEADER}.")
    columns = [cell.strip() for cell in header.cells]
    _check_header(columns, f"{path}:{header.line}")
    for row in rows:
        cells = dict(zip(columns, row.cells, strict=False))
        if len(row.cells) != len(columns):
            cells = {"": f"the row has {len(row.cells)} cells, and the header {len(columns)}"}
        yield f"{path}:{row.line}", cells


def _check_header(columns: list[str], where: str) -> None:
    for column in columns:
        if column not in COLUMNS:
            near = get_close_matches(column.casefold(), COLUMNS, n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            raise PackageError(f"there is no column '{column}'{meant}", where=where, hint=f"The columns: {_HEADER}.")
    missing = [column for column in COLUMNS if column not in columns and column != _MAY_BE_EMPTY]
    if missing or len(set(columns)) < len(columns):
        told = f"the column {missing[0]} is missing" if missing else "a column stands twice"
        raise PackageError(told, where=where, hint=f"The columns: {_HEADER}.")


def _given_rows(given: Iterable[object]) -> Iterator[tuple[str, Mapping[str, str]]]:
    for number, row in enumerate(given, 1):
        if not isinstance(row, Mapping):
            yield f"rates row {number}", {"": "it is no mapping of column to value"}
            continue
        unknown = [str(key) for key in row if key not in COLUMNS]
        if unknown:
            yield f"rates row {number}", {"": f"there is no column '{unknown[0]}'"}
            continue
        yield f"rates row {number}", {key: "" if cell is None else str(cell) for key, cell in row.items()}


def _rate(row: Mapping[str, str]) -> Rate:
    """Read a row.

    Raises:
        ValueError: it is wrong; the text says how.
    """
    if "" in row:
        raise ValueError(row[""])
    cells = {column: row.get(column, "").strip() for column in COLUMNS}
    for column in COLUMNS:
        if not cells[column] and column != _MAY_BE_EMPTY:
            raise ValueError(f"{column} is empty")
    sold, bought = (_currency(cells[column], column) for column in ("from", "to"))
    if sold == bought:
        raise ValueError(f"from and to are both {sold}")
    low = _worth(cells["low"], "low")
    high = _worth(cells["high"], "high") if cells["high"] else low
    if high < low:
        raise ValueError(f"low {low} is above high {high}")
    return Rate(sold, bought, _day(cells["date"]), low, high, cells["source"])


def _currency(text: str, column: str) -> str:
    if text not in CURRENCIES:
        near = get_close_matches(text.upper(), sorted(CURRENCIES), n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise ValueError(f"{column} '{text}' is no currency code{meant}")
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise ValueError(f"date '{text}' is no day such as 2025-09-30") from None


def _worth(text: str, column: str) -> Decimal:
    worth = Decimal(text) if _NUMBER.fullmatch(text) else Decimal(0)
    if worth <= 0:
        raise ValueError(f"{column} '{text}' is no number above 0 such as 1.0825")
    return worth
