"""Fiscal years, their halves and quarters → the months of the calendar that they are."""

import re
from typing import Final

from circflow.errors import ParamError
from circflow.text.refusal import Refusal

_FIRST: Final = re.compile(r"(2024|2025)-(0[1-9]|1[0-2])")
_YEAR: Final = 2025
"""The fiscal year whose first month says when the others begin."""


def calendar_text(year: int, part: str, fiscal_year: str | None) -> str:
    """Return a fiscal year, or a part of it, as months of the calendar.

    Args:
        year: As it is named.
        part: Empty, `Q1` to `Q4`, `H1` or `H2`.
        fiscal_year: First month of fiscal year 2025, such as `2025-04`.

    Returns:
        `2025`, `2025-Q2`, or `2025-04/2026-03` where the calendar has no name for it.

    Raises:
        Refusal: nobody says when the fiscal year begins.
    """
    if fiscal_year is None:
        raise Refusal(
            "fiscal-year",
            "a fiscal year is not that of the calendar",
            "Say in which month fiscal year 2025 begins, for example: fiscal_year='2025-04'.",
        )
    begin = _first(fiscal_year) + 12 * (year - _YEAR)
    length = {"": 12, "H": 6, "Q": 3}[part[:1]]
    begin += length * (int(part[1:] or 1) - 1)
    return months_text(begin, length)


def year_to(year: int, month: int) -> str:
    """Return the business year that ends with a month, as months of the calendar: 2026年3月期."""
    return months_text(12 * year + month - 12, 12)


def _first(fiscal_year: str) -> int:
    """Return the months from the year 0 to the beginning of fiscal year 2025."""
    match = _FIRST.fullmatch(fiscal_year)
    if match is None:
        raise ParamError(
            f"'{fiscal_year}' is not the first month of fiscal year 2025", hint="Write 2025-04, or 2024-07."
        )
    return 12 * int(match[1]) + int(match[2]) - 1


def months_text(begin: int, length: int) -> str:
    """Return months as the calendar names them, or as a span.

    Args:
        begin: Months from the year 0 to the first.
        length: How many there are.
    """
    year, month = divmod(begin, 12)
    if length in (3, 6, 12) and month % length == 0:
        return f"{year:04}" + {12: "", 6: f"-H{month // 6 + 1}", 3: f"-Q{month // 3 + 1}"}[length]
    last_year, last_month = divmod(begin + length - 1, 12)
    return f"{year:04}-{month + 1:02}/{last_year:04}-{last_month + 1:02}"
