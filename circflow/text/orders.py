"""Dates in digits alone, whose order of day, month and year nobody can know from the date: 03/04/25."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from circflow.errors import ParamError
from circflow.text.plain_text import plain

ORDERS: Final = ("dmy", "mdy", "ymd")
"""Orders of day, month and year."""

_TRIPLE: Final = re.compile(r"('?)([0-9]{1,4}) ?([-/. ]) ?([0-9]{1,2}) ?\3 ?('?)([0-9]{1,4})\.?")
# Signs that stand for - and ', and marks of direction that come along when a cell is copied.
_SIGNS: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-") | dict.fromkeys("\u2018\u2019\u02bc", "'")
)
_DIRECTIONS: Final = str.maketrans("", "", "\u202a\u202b\u202c\u202d\u202e")
_PIVOT: Final = 70
"""Two digits from here on are a year of the last century."""


def check_order(order: str | None) -> None:
    """Raise ParamError for an order that is none."""
    if order is not None and order not in ORDERS:
        raise ParamError(f"'{order}' is no order of day, month and year", hint=f"Write one of: {', '.join(ORDERS)}.")


def plain_date(text: str) -> str:
    """Return the text of a date made plain, with one sign each for hyphens and apostrophes."""
    return plain(text.translate(_DIRECTIONS)).translate(_SIGNS)


def full_year(digits: str) -> int:
    """Return the year of four digits, or of two: 69 is 2069 and 70 is 1970."""
    year = int(digits)
    if len(digits) != 2:  # noqa: PLR2004 - two digits
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def readings(text: str) -> Mapping[str, str]:
    """Return all that a date in three numbers can be, by order: `{"dmy": "2025-04-03", "mdy": "2025-03-04", …}`.

    Args:
        text: Made plain before; anything else than three numbers has no readings.
    """
    match = _TRIPLE.fullmatch(text.translate(_SIGNS))
    if match is None:
        return {}
    numbers = (match[2], match[4], match[6])
    found: dict[str, str] = {}
    for order in ORDERS:
        if (match[1] and order[0] != "y") or (match[5] and order[2] != "y"):
            # An apostrophe marks the year.
            continue
        parts = dict(zip(order, numbers, strict=True))
        if len(parts["y"]) in (2, 4) and len(parts["d"]) <= 2 and len(parts["m"]) <= 2:  # noqa: PLR2004 - digits
            try:
                found[order] = date(full_year(parts["y"]), int(parts["m"]), int(parts["d"])).isoformat()
            except ValueError:
                continue
    return found


def is_triple(text: str) -> bool:
    """Say whether a text is three numbers, whatever they mean."""
    return _TRIPLE.fullmatch(text) is not None


def date_order(texts: Iterable[str], orders: Iterable[str] = ORDERS) -> str | None:
    """Return the order of day, month and year in which all dates of a column can be read.

    Args:
        texts: The cells of the column; those that are not three numbers decide nothing.
        orders: Orders that can be meant there. Two digits a year never exclude `ymd`: leave it out for a sheet whose
            language does not write 25/10/06.

    Returns:
        One of `ORDERS`; None when several are left, or none.
    """
    left = list(orders)
    for text in texts:
        if found := readings(plain_date(text)):
            left = [order for order in left if order in found]
    return left[0] if len(left) == 1 else None
