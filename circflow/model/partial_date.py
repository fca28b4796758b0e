"""Dates as sources give them: a year, a half, a quarter, a month or a day."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Self

_FORM: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])))?",
    re.ASCII,
)
_SPAN: Final = re.compile(r"\d{4}-\d{2}/\d{4}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the precision of its source.

    Attributes:
        text: `2025`, `2025-H2`, `2025-Q4`, `2025-10` or `2025-10-06`; `2025-04/2026-03` for what is none of them,
            such as a fiscal year.
        earliest: First day that it can mean.
        latest: Last day that it can mean.
        written: What it was read from; empty when it was not read from words. Dates that differ only there are equal.
    """

    text: str
    earliest: date
    latest: date
    written: str = field(default="", compare=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one of these forms.

        Raises:
            ValueError: the text has another form, or there is no such day.
        """
        if _SPAN.fullmatch(text):
            begin, end = (cls.parse(month) for month in text.split("/"))
            if begin.earliest > end.latest:
                raise ValueError(f"'{text}' ends before it begins")
            return cls(text, begin.earliest, end.latest)
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"'{text}' is not a date of the form 2025, 2025-H2, 2025-Q4, 2025-10 or 2025-10-06")
        year = int(match["year"])
        if match["day"]:
            try:
                day = date(year, int(match["month"]), int(match["day"]))
            except ValueError:
                raise ValueError(f"'{text}' does not exist") from None
            return cls(text, day, day)
        first, last = _months(match)
        if not (1 <= first <= last <= 12 and year >= 1):  # noqa: PLR2004 - months of a year
            raise ValueError(f"'{text}' does not exist")
        return cls(text, date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))

    def __str__(self) -> str:
        return self.text


def _months(match: re.Match[str]) -> tuple[int, int]:
    if match["month"]:
        return int(match["month"]), int(match["month"])
    if match["quarter"]:
        last = 3 * int(match["quarter"])
        return last - 2, last
    if match["half"]:
        last = 6 * int(match["half"])
        return last - 5, last
    return 1, 12
