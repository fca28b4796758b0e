"""Dates as people write them → a year, half, quarter, month or day; never a guess."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from circflow.errors import ParamError
from circflow.model.partial_date import PartialDate
from circflow.text.date_words import Era, eras, in_digits, in_symbols
from circflow.text.orders import check_order, is_triple, plain_date, readings
from circflow.text.refusal import DateError, Refusal
from circflow.text.spelt_dates import spelt_out, without_bounds
from circflow.text.tables import unspecified_words
from circflow.text.weekdays import check_weekday, without_weekday

_LONGEST: Final = 100
_YEARS: Final = range(1600, 2200)
_EPOCHS: Final = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
_SERIALS: Final = range(10_000, 73_051)

_SPAN: Final = re.compile(r"[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}")
_SERIAL: Final = re.compile(r"([0-9]{5})(?:\.[0-9]{1,12})?")
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TIME: Final = re.compile(
    r"(?:t| )[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?: ?(?:z|[ap]m|utc|gmt|kst|jst|[+-][0-9]{2}:?[0-9]{2}))?$"
)
_BRACKET: Final = re.compile(r"([^()]*)\(([^()]*)\)([^()]*)")
# 令和7年, R7年, 令和7.10.6; a letter alone with a number can be a half.
_ERA: Final = re.compile(r"([^\x00-\x7f]{2}|(?<![a-z])[rhstm]) ?(元|[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?年")
_ERA_POINTS: Final = re.compile(
    r"([^\x00-\x7f]{2}|[rhstm]) ?(元|[0-9]{1,2})(?=([-/.])(?P<month>[0-9]{1,2})(?P<day>\3[0-9]{1,2})?\.?$)"
)


@dataclass(frozen=True, slots=True)
class _Options:
    order: str | None
    fiscal_year: str | None
    epoch: date
    ends: bool


def read_date(
    text: str,
    order: str | None = None,
    *,
    fiscal_year: str | None = None,
    epoch: int = 1900,
    ends: bool = False,
) -> PartialDate:
    """Read a date as a person wrote it, in English, Korean or Japanese, as exact as it is written.

    Args:
        text: `2025-10-06`, `25.10.6`, `Oct-25`, `2025년 10월`, `令和7年10月`, `Q4 2025`, `2H25`, `since 2019`, 45936.
        order: `dmy`, `mdy` or `ymd`, for dates that can be several: 03/04/25.
        fiscal_year: First month of fiscal year 2025, such as `2025-04`; without it, FY2025 is refused.
        epoch: 1900 or 1904: the calendar of the workbook that a serial number is from.
        ends: Whether it is the date on which something ends, so that "until 2032" is read and "since 2019" is not.

    Returns:
        The year, half, quarter, month or day, with the text as `written`. "Early 2025" is the year; a time of day is
        left out.

    Raises:
        DateError: it is not one date, or it can be several, which are its `readings`.
        ParamError: an option has a value that means nothing.
    """
    check_order(order)
    if epoch not in _EPOCHS:
        raise ParamError(f"{epoch} is no calendar of workbooks", hint="Write 1900 or 1904.")
    try:
        found = _read(_bare(text), _Options(order, fiscal_year, _EPOCHS[epoch], ends))
    except Refusal as refusal:
        raise DateError(text, refusal) from None
    return replace(found, written=text)


def _bare(text: str) -> str:
    """Return a text in lower case, without the time of day.

    Raises:
        Refusal: nothing is left, or it says that there is no date.
    """
    if len(text) > _LONGEST:
        raise Refusal("too-long", f"it is longer than {_LONGEST} characters")
    line = plain_date(text).lower()
    if not line:
        raise Refusal("empty", "there is nothing in it")
    if line in unspecified_words():
        raise Refusal("unspecified", "it says that the date is not known")
    return _TIME.sub("", line)


def _read(text: str, options: _Options) -> PartialDate:
    text, weekday = without_weekday(text)
    found = _with_bracket(match, options) if (match := _BRACKET.fullmatch(text)) else _of_an_era(text, options)
    if weekday is not None:
        check_weekday(found, weekday)
    return found


def _with_bracket(match: re.Match[str], options: _Options) -> PartialDate:
    """Read a date with the same date in brackets: 令和7年(2025年)10月6日, 2025年7〜9月期(第3四半期).

    Raises:
        Refusal: the bracket says something else.
    """
    date_text, inside = f"{match[1]}{match[3]}".strip(), match[2].strip()
    found = _read(date_text, options)
    try:
        other = _read(inside, options)
    except Refusal as refusal:
        if refusal.code != "no-year":
            raise
        other = _read(f"{found.earliest.year}年{inside}", options)
    if found.latest < other.earliest or other.latest < found.earliest:
        raise Refusal("several-dates", "its brackets hold another date", None, (found.text, other.text))
    return found


def _of_an_era(text: str, options: _Options) -> PartialDate:
    text, era = _without_era(text)
    found = _partial(_canonical(text, options))
    if era is not None and (found.latest < era.begins or found.earliest > era.ends):
        raise Refusal("no-such-day", "it is not in that era")
    return found


def _without_era(text: str) -> tuple[str, Era | None]:
    """Return a date with the year of the common calendar instead of that of an era, and the era.

    Raises:
        Refusal: it can be a part of a year as well: H2-12.
    """
    match = _ERA.search(text) or _ERA_POINTS.match(text)
    era = eras().get(match[1]) if match else None
    if match is None or era is None:
        return text, None
    number = 1 if match[2] == "元" else in_digits(match[2])
    if match.re is _ERA_POINTS and match[1].isascii() and not match["day"] and number <= era.parts:
        if int(match["month"]) > 12:  # noqa: PLR2004 - months of a year
            return text, None
        raise Refusal("ambiguous-date", f"{match[0]} can be a part of a year, or a year of an era")
    year = f"{era.begins.year + number - 1}"
    return f"{text[: match.start()]}{year}{'年' if match.re is _ERA else ''}{text[match.end() :]}", era


def _canonical(text: str, options: _Options) -> str:
    """Return the canonical text of a date."""
    if (match := _SERIAL.fullmatch(text)) and int(match[1]) in _SERIALS:
        return (options.epoch + timedelta(days=int(match[1]))).isoformat()
    symbols = without_bounds(in_symbols(text), ends=options.ends)
    if found := readings(symbols):
        return _ordered(found, options.order)
    if is_triple(symbols):
        raise Refusal("no-such-day", "there is no such day")
    if _SPAN.fullmatch(symbols):
        return symbols
    if match := _COMPACT.fullmatch(symbols):
        return "-".join(match.groups())
    return spelt_out(symbols, options.fiscal_year)


def _ordered(found: Mapping[str, str], order: str | None) -> str:
    """Return the reading that is meant.

    Raises:
        Refusal: there are several, or none in the order that was given.
    """
    dates = tuple(dict.fromkeys(found.values()))
    if len(dates) == 1:
        return dates[0]
    if order is None:
        ways = " or ".join(f"{day} ({way})" for way, day in found.items())
        raise Refusal("ambiguous-date", f"it can be {ways}", "Say the order: order='dmy', 'mdy' or 'ymd'.", dates)
    if order not in found:
        raise Refusal("no-such-day", f"there is no such day in the order {order}", None, dates)
    return found[order]


def _partial(text: str) -> PartialDate:
    try:
        found = PartialDate.parse(text)
    except ValueError:
        raise Refusal("no-such-day", "there is no such day") from None
    if found.earliest.year not in _YEARS:
        raise Refusal("no-such-day", f"{found.earliest.year} is hardly the year of a deal")
    return found
