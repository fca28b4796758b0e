"""Records as flat rows: one scalar, or list of text, a column, with the column names of the package files."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
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
    row: Flat = {}
    for name, read in _readers(record.__class__):
        row[name] = read(record)
    return row


@cache
def _readers(kind: type[Any]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    readers: list[tuple[str, Callable[[Any], Any]]] = []
    for field in fields(kind):
        if field.name == "amount":
            readers += [(column, _amount_part(part)) for column, part in _AMOUNT.items()]
        else:
            readers.append((field.name, _plain(field.name)))
    return tuple(readers)


def _amount_part(part: str) -> Callable[[Any], Any]:
    return lambda record: getattr(record.amount, part)


def _plain(name: str) -> Callable[[Any], Any]:
    def read(record: object) -> object:
        value = getattr(record, name)
        if isinstance(value, PartialDate):
            return value.text
        return list(value) if isinstance(value, tuple) else value

    return read
