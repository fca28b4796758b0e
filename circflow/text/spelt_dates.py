"""Dates with words, or with a year of four digits: 6 October 2025, 2025년 4분기, Q4 2025, Oct-25, early 2019."""

import re
from typing import Final

from circflow.text.fiscal_years import calendar_text, months_text, year_to
from circflow.text.orders import full_year
from circflow.text.refusal import Refusal

_YEAR: Final = r"(?P<y>[0-9]{4}|'[0-9]{2}|[0-9]{2}(?=Y))Y?"
_SHORT_YEAR: Final = r"(?P<y>[0-9]{4}|'?[0-9]{2})Y?"
_MONTH: Final = r"(?P<m>[0-9]{1,2})M"
_DAY: Final = r"(?P<d>[0-9]{1,2})D?"
_GAP: Final = r"[ ,./-]{1,3}"
_AFTER_YEAR: Final = r"(?:(?<=Y)|[ ,./-]{1,3})"
_PART_UNIT: Final = r"N?(?P<n>[1-4])(?:N[ -]{0,2}| ?)(?P<k>[QH])"
_UNIT_PART: Final = r"(?P<k>[QH])(?P<n>[1-4])"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        _YEAR,
        r"(?P<y>[0-9]{4}|'[0-9]{2}) ?[-/.] ?(?P<m>[0-9]{1,2})",
        r"(?P<m>[0-9]{1,2}) ?[-/.] ?(?P<y>[0-9]{4}|'[0-9]{2})",
        rf"{_YEAR}{_AFTER_YEAR} ?{_MONTH}(?:{_GAP}{_DAY}|(?P<d2>[0-9]{{1,2}})D)?",
        # Nobody puts a year of two digits before the name of a month: 6-Oct-25 is of 2025.
        rf"{_DAY}{_GAP}{_MONTH}{_GAP}{_SHORT_YEAR}",
        rf"{_MONTH}{_GAP}{_DAY}{_GAP}(?P<y>[0-9]{{4}}|'[0-9]{{2}})",
        # Oct-25 is a month; Oct 25 can be a day.
        rf"{_MONTH}{_GAP}(?P<y>[0-9]{{4}}|'[0-9]{{2}}|(?<=-)[0-9]{{2}})",
        rf"{_SHORT_YEAR}{_AFTER_YEAR} ?{_PART_UNIT}",
        rf"{_SHORT_YEAR}[ ,./-]{{0,3}}{_UNIT_PART}",
        rf"{_PART_UNIT}[ ,./-]{{0,3}}{_SHORT_YEAR}",
        rf"{_UNIT_PART}(?:{_GAP}|(?='|[0-9]{{4}})){_SHORT_YEAR}",
    )
)
# The months of a quarter or a half: 2025年10〜12月期.
_MONTHS: Final = re.compile(rf"{_YEAR} ?(?P<a>[0-9]{{1,2}})M? ?[-~〜–] ?(?P<b>[0-9]{{1,2}})MK?")
# 2026年3月期 is no month: it is the business year that ends with it.
_YEAR_TO: Final = re.compile(rf"{_YEAR}(?:(?<=Y) ?| ?[/.] ?)(?P<m>[0-9]{{1,2}})M?K")
_WITHOUT_YEAR: Final = re.compile(
    "[0-9]{1,2}M[ ,./-]{0,3}(?:[0-9]{1,2}D?)?|[0-9]{1,2}[ ,./-]{1,3}[0-9]{1,2}M?"
    "|N?[1-4](?:N[ -]{0,2}| ?)[QH]|[QH][1-4]|[0-9]{1,2}M? ?[-~〜] ?[0-9]{1,2}MK?"
)


def spelt_out(symbols: str, fiscal_year: str | None) -> str:
    """Return the canonical text of a date with words; whether there is such a day is not asked.

    Args:
        symbols: What `in_symbols` makes of it, without bounds.
        fiscal_year: First month of fiscal year 2025; None when nobody says.

    Raises:
        Refusal: it is none, or a fiscal year that nobody explains.
    """
    if "P" in symbols:
        symbols = symbols.replace("P", " ").strip(" ,.-")
    if "F" not in symbols:
        return _canonical(_tidy(symbols))
    symbols = _tidy(symbols.replace("F", " "))
    found = _canonical(f"'{symbols}" if re.fullmatch("[0-9]{2}", symbols) else symbols)
    year, _, part = found.partition("-")
    if part[:1].isdigit():
        raise Refusal("fiscal-year", "a month of a fiscal year is not understood")
    return calendar_text(int(year), part, fiscal_year)


def without_bounds(symbols: str, *, ends: bool) -> str:
    """Return a date without "since" and "until".

    Args:
        symbols: What `in_symbols` makes of it.
        ends: Whether it is the date on which something ends.

    Raises:
        Refusal: it says "until" where something begins, or "since" where it ends, or both.
    """
    since, until = "S" in symbols, "U" in symbols
    if since and (until or ends):
        raise Refusal("a-beginning", "it says when something begins, and not when it ends")
    if until and not ends:
        raise Refusal("an-end", "it says when something ends, and not when it begins")
    return " ".join(symbols.replace("S", " ").replace("U", " ").split())


def _tidy(symbols: str) -> str:
    return " ".join(symbols.split()).strip(" ,.")


def _canonical(symbols: str) -> str:
    """Return the canonical text of a date in symbols.

    Raises:
        Refusal: it has no known form.
    """
    if match := _MONTHS.fullmatch(symbols):
        return _months(int(_year(match["y"])), int(match["a"]), int(match["b"]))
    if (match := _YEAR_TO.fullmatch(symbols)) and 1 <= int(match["m"]) <= 12:  # noqa: PLR2004 - months of a year
        return year_to(int(_year(match["y"])), int(match["m"]))
    match = next((match for form in _FORMS if (match := form.fullmatch(symbols))), None)
    if match is None and _WITHOUT_YEAR.fullmatch(symbols):
        raise Refusal("no-year", "it does not say the year, or not clearly")
    if match is None:
        raise Refusal("no-date", "it has no form of a date that is known")
    found = match.groupdict()
    year = _year(found["y"])
    if found.get("k"):
        if found["k"] == "H" and int(found["n"]) > 2:  # noqa: PLR2004 - a year has two halves
            raise Refusal("no-such-day", "a year has two halves")
        return f"{year}-{found['k']}{found['n']}"
    numbers = (found.get("m"), found.get("d") or found.get("d2"))
    return "-".join([year, *(f"{int(number):02}" for number in numbers if number)])


def _months(year: int, first: int, last: int) -> str:
    if not 1 <= first <= last <= 12:  # noqa: PLR2004 - months of a year
        raise Refusal("no-such-day", "there are no such months")
    return months_text(12 * year + first - 1, last - first + 1)


def _year(digits: str) -> str:
    return f"{full_year(digits.removeprefix(chr(39))):04}"
