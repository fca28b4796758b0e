"""Columns with dates: the order of day, month and year is what another cell, or a person, decides; never a guess."""

import re
from collections.abc import Iterable
from typing import Final

from circflow.model import PartialDate
from circflow.sheets.records import RowError
from circflow.text.dates import read_date
from circflow.text.orders import ORDERS, date_order, readings
from circflow.text.plain_text import plain
from circflow.text.refusal import DateError

_EASTERN: Final = re.compile("[ᄀ-ᇿ぀-ヿ㐀-鿿가-힣]")
_FIRST_YEAR: Final = 1950
_YEAR_FIRST: Final = re.compile(r"[0-9]{4}")
_DOTTED: Final = re.compile(r"[0-9]{2} ?\. ?[0-9]{1,2} ?\. ?[0-9]{1,2}\.?")


def is_eastern(texts: Iterable[str]) -> bool:
    """Say whether any text has Korean, Japanese or Chinese letters."""
    return any(not text.isascii() and _EASTERN.search(text) for text in texts)


def order_of(header: str, cells: Iterable[str], given: str | None, *, eastern: bool = False) -> str | None:
    """Return the order of day, month and year in a column; None when nothing decides it.

    Args:
        header: The column's.
        cells: All its cells.
        given: What a person says, which wins.
        eastern: Whether Korean or Japanese stands elsewhere in the table.
    """
    if given is not None:
        return given
    # 2026-02-27 says nothing of what 06/05/25 beside it means: a program wrote the one, a person the other.
    triples = [text for cell in cells if readings(text := plain(cell)) and not _YEAR_FIRST.match(text)]
    if is_eastern([header]):
        # 25.10.6 is how Korean and Japanese write 2025년 10월 6일; with slashes, other orders are in use there too.
        dotted = [text for text in triples if _DOTTED.fullmatch(text)]
        if dotted and all("ymd" in readings(text) for text in triples) and len(dotted) == len(triples):
            return "ymd"
        return date_order(triples)
    # Two digits with slashes are never a year first where English alone is written; with dots or hyphens they can be.
    western = not eastern and all("/" in text for text in triples)
    return date_order(triples, ("dmy", "mdy") if western else ORDERS)


def doubtful_date(dates: Iterable[PartialDate | None]) -> str:
    """Say what is doubtful in a row's dates: the number 2025 formatted as a date is a day of 1905."""
    early = next((date for date in dates if date is not None and date.latest.year < _FIRST_YEAR), None)
    return f"a date of {early.latest.year}" if early else ""


def read_date_cell(
    text: str, header: str, order: str | None, fiscal_year: str | None, *, ends: bool = False
) -> PartialDate | None:
    """Read a date; None when it says that nobody knows it.

    Raises:
        RowError: it is not one date, or can be several, and nothing decides.
    """
    if not text:
        return None
    try:
        return read_date(text, order, fiscal_year=fiscal_year, ends=ends)
    except DateError as error:
        if error.code == "unspecified":
            return None
        hint = {"ambiguous-date": "; --date-order says which", "fiscal-year": "; --fiscal-year says when"}
        reason = f"'{text[:50]}' is not read: {error.reason}{hint.get(error.code, '')}"
        raise RowError(header, error.code, reason) from error
