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
    columns, read, others = _reader(record.__class__)
    row = dict(zip(columns, read(record), strict=True))
    for column in others:
        value = row[column]
        if isinstance(value, PartialDate):
            row[column] = value.text
        elif isinstance(value, tuple):
            row[column] = list(value)
    return row


@cache
def _reader(kind: type[Any]) -> tuple[list[str], Callable[[Any], tuple[Any, ...]], list[str]]:
    """Return the columns of a class, what reads them all, and those that are neither text nor number."""
    paths: dict[str, str] = {}
    others = []
    for field in fields(kind):
        if field.name == "amount":
            paths |= {column: f"amount.{part}" for column, part in _AMOUNT.items()}
            continue
        paths[field.name] = field.name
        if any(word in str(field.type) for word in ("PartialDate", "tuple")):
            others.append(field.name)
    return list(paths), attrgetter(*paths.values()), others
