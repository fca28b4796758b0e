"""The values of workbook cells → text that says the same, with the currency, unit or percent sign that people see."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from circflow.sheets.grids.number_formats import formatted

_DATE_PARTS: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|([dmy]+)', re.IGNORECASE)


def value_text(value: object, number_format: str = "General") -> str:
    """Return the text of a cell's value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return _day(value.date(), number_format) if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return _day(value, number_format)
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, (int, float)):
        return formatted(value, number_format)
    return str(value)


def _day(day: date, number_format: str) -> str:
    """Return a date as exactly as its format shows it: a month stands on its first day, and is no day."""
    parts = "".join(match[1] or "" for match in _DATE_PARTS.finditer(number_format)).lower()
    if day.day != 1 or "y" not in parts or "d" in parts:
        return day.isoformat()
    return f"{day:%Y-%m}" if "m" in parts or day.month != 1 else f"{day:%Y}"
