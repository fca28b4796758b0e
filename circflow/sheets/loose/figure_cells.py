"""Cells with figures that are no money: stakes in percent, terms in years."""

import re
from collections.abc import Sequence
from typing import Final

from circflow.sheets.loose.lengths import parts_of_a_year
from circflow.sheets.loose.table import Column
from circflow.sheets.records import RowError

_ALL: Final = 100
_BETWEEN: Final = re.compile(r"\s*[:/;]\s*")
_PERCENT: Final = re.compile(
    r"(?:약|約|about|~|ca\.?)?\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*(?:[%％]|percent|퍼센트|パーセント)?", re.IGNORECASE
)
_FRACTION: Final = re.compile(r"0\.[0-9]+")
_WHOLE: Final = re.compile(r"1(?:\.0+)?")
_YEARS: Final = (1900, 2200)
_TERM: Final = re.compile(r"(?:약|約|about|~)?\s*([0-9]{1,4}(?:\.[0-9]+)?)\s*-?\s*(.*)", re.IGNORECASE)


def stakes(text: str, header: str, count: int) -> list[float | None]:
    """Return the stakes of as many parents, in their order: 50:50, or 50 alone when that is all of it.

    Raises:
        RowError: it is no percentage, or does not say which parent has what.
    """
    if not text:
        return [None] * count
    pieces = _BETWEEN.split(text) if count > 1 else [text]
    found: list[float | None] = [_percent(piece.strip(), header) for piece in pieces]
    if len(found) == count:
        return found
    if len(found) == 1 and found[0] is not None and round(found[0] * count) == _ALL:
        return found * count
    raise RowError(header, "bad-stake", f"'{text[:50]}' does not give each of {count} parents its stake")


def is_fraction(text: str) -> bool:
    """Say whether a cell is a share between 0 and 1 rather than a percentage, as it seems."""
    return _FRACTION.fullmatch(text) is not None


def doubtful_stake(text: str, *, among_fractions: bool) -> str:
    """Say what is doubtful in a stake that is read as a percentage; empty when nothing is.

    Args:
        text: The cell.
        among_fractions: Whether other cells of its column are fractions, so that 1 may mean all of it.
    """
    if is_fraction(text):
        return f"a stake of {text} is less than one percent"
    return f"a stake of {text} stands among fractions" if among_fractions and _WHOLE.fullmatch(text) else ""


def term(text: str, columns: Sequence[Column]) -> float | None:
    """Return a number of years; None when there is none.

    Args:
        text: The cell.
        columns: The one it stands in, whose header may say that it counts months.

    Raises:
        RowError: it is no length of time.
    """
    if not text:
        return None
    match = _TERM.fullmatch(text)
    length = (match[2] or columns[0].unit or "years") if match else ""
    parts = parts_of_a_year(length)
    if match is None or parts is None:
        below = f" below '{columns[0].header}'" if match else ""
        raise RowError(columns[0].header, "bad-term", f"'{text[:50]}'{below} is no number of years")
    number = float(match[1])
    if _YEARS[0] <= number <= _YEARS[1] and (parts == 1 or not match[2]):
        raise RowError(
            columns[0].header, "bad-term", f"'{text[:50]}' is a year and no number of years; it may be the end date"
        )
    return round(number / parts, 2)


def _percent(text: str, header: str) -> float:
    match = _PERCENT.fullmatch(text)
    if match is None or float(match[1]) > _ALL:
        raise RowError(header, "bad-stake", f"'{text[:50]}' is no percentage from 0 to 100")
    return float(match[1])
