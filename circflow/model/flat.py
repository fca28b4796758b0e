"""Records as flat rows: one scalar, or list of text, a column, with the column names of the package files."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, Final

from circflow.model.partial_date import PartialDate

Flat = dict[str, Any]
"""Column → None, text, integer, number, boolean, or list of text; dates as their source's text."""

_AMOUNT: Final[Mapping[str, str]] = {
    "amount_low": "low",
    "amount_high": "high",
    "currency": "currency",
    "amount_code": "code",
}


def flat(record: Any) -> Flat:  # noqa: ANN401 - any of the record classes
    """Return a company, name, deal, source, claim, tranche, status change or metric as a flat row."""
    return dict(zip(columns(record.__class__), cells(record), strict=True))


def columns(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - any of the record classes
    """Return the columns that the records of a class have as flat rows."""
    return _reader(kind)[0]


def cells(record: Any) -> list[Any]:  # noqa: ANN401 - any of the record classes
    """Return what stands in the columns of a flat row, in their order."""
    _, read, others = _reader(record.__class__)
    row = list(read(record))
    for place in others:
        value = row[place]
        if isinstance(value, PartialDate):
            row[place] = value.text
        elif isinstance(value, tuple):
            row[place] = list(value)
    return row


@cache
def _reader(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], list[int]]:
    """Return the columns of a class, what reads them all, and the places of those that are neither text nor number."""
    paths: dict[str, str] = {}
    others = []
    for field in fields(kind):
        if field.name == "amount":
            paths |= {column: f"amount.{part}" for column, part in _AMOUNT.items()}
            continue
        paths[field.name] = field.name
        if any(word in str(field.type) for word in ("PartialDate", "tuple")):
            others.append(len(paths) - 1)
    return tuple(paths), attrgetter(*paths.values()), others
