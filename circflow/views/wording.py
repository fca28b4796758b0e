"""Values and column names as people read them."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from circflow.model import RELATIONSHIPS
from circflow.model.deal import OPEN_END, UNKNOWN_BEGIN
from circflow.model.safe_text import safe_text
from circflow.views.layout import clipped

VERBS: Final = dict(zip(RELATIONSHIPS, ("invests in", "buys from", "is a parent of"), strict=True))
"""What the payer does to the payee, by type of relationship."""

_STATUSES: Final = {"loi": "letter of intent"}

NOTHING: Final = "–"
"""Stands for a missing value."""

NAME_WIDTH: Final = 40
"""Columns that a name takes in a table at most."""

_TITLES: Final = {"carries": "Can carry", "of": "Of", "id": "Id"}
_ALL_DIGITS_BELOW: Final = 10_000  # years and counts have no separators


@lru_cache(maxsize=2**16)  # the same names and ids come back in row after row
def one_line(text: str) -> str:
    """Return a text from data as it may stand in a line of a terminal."""
    return safe_text(text, keep_lines=False)


def title(column: str) -> str:
    """Return the heading of a column: `min_quality` becomes `Min quality`, `carries` becomes `Can carry`."""
    plain = one_line(column.replace("_", " "))
    return _TITLES.get(column, plain[:1].upper() + plain[1:])


def verb(relationship: str) -> str:
    """Return what the payer does; a type of a user's own stands as it is."""
    return VERBS.get(relationship) or one_line(relationship)


def status_text(status: str) -> str:
    """Return a status of the ladder in words."""
    return _STATUSES.get(status) or one_line(status.replace("_", " "))


class Names:
    """Company ids as people read them: the name, cut when it is very long.

    Two companies with one name are told apart by their ids; a company without a known name is called by its id.

    Args:
        names: By id.
        width: Columns beyond which a name is cut; None = never.
    """

    def __init__(self, names: Mapping[str, str], width: int | None = NAME_WIDTH) -> None:
        self._names = names
        self._width = width
        self._bearers = Counter(names.values())

    def __getitem__(self, company: str) -> str:
        name = self._names.get(company, company)
        shown = one_line(name) if self._width is None else clipped(one_line(name), self._width)
        if self._bearers[name] > 1:
            return f"{shown} ({one_line(company)})"
        return shown


def value_text(value: object) -> str:
    """Return a value that is no id as people read it."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value) if abs(value) < _ALL_DIGITS_BELOW else f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.6g}"
    if isinstance(value, date):
        return _date_text(value)
    if isinstance(value, list | tuple):
        return ", ".join(value_text(item) for item in value) or NOTHING
    text = one_line(str(value))
    return VERBS.get(text, text)


def parameter_text(value: object) -> str:
    """Return the value of a parameter in short; rows of exchange rates are told by whose they are."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"of {value_text(list(dict.fromkeys(row.get('source') for row in value)))}"
    return value_text(value)


def _date_text(value: date) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return {UNKNOWN_BEGIN: "unknown", OPEN_END: "open"}.get(value) or value.isoformat()
