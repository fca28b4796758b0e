"""Company ids with the names beside them, as json, jsonl, csv, xlsx and data frames hold them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from circflow.model import Column, Result

_ALL_COMPANIES: Final = "companies"


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the output: one of the query's own, or the names of the companies in one.

    Attributes:
        name: Key in the record.
        type: As in `circflow.model.Column`.
        source: Column of the query that it is read from.
        names: Whether it holds the names of the ids in `source`.
        of: What its strings are ids of; None when they are no ids.
    """

    name: str
    type: str
    source: str
    names: bool = False
    of: str | None = None


def fields(result: Result) -> tuple[Field, ...]:
    """Return the columns of an answer's output, as `fields_of` makes them."""
    return fields_of(result.columns)


def fields_of(columns: Sequence[Column]) -> tuple[Field, ...]:
    """Return the columns of the output: a column of company ids is followed by the companies' names.

    `companies`, which lists all companies of a row once more, is not, and a column that the query has itself is never
    made a second time.
    """
    taken = {column.name for column in columns}
    found = []
    for column in columns:
        found.append(Field(column.name, column.type, column.name, of=column.of))
        beside = names_beside(column)
        if beside and beside not in taken:
            found.append(Field(beside, column.type, column.name, names=True))
    return tuple(found)


def names_beside(column: Column) -> str | None:
    """Return the key under which the names of a column of company ids stand; None for a column without such."""
    if column.of != "company" or column.name == _ALL_COMPANIES:
        return None
    return f"{column.name}_names" if column.type.startswith("list") else f"{column.name}_name"


def records(result: Result) -> Iterator[dict[str, Any]]:
    """Yield each row with the names beside the ids; a company without a known name is called by its id."""
    columns = fields(result)
    for row in result.rows:
        yield {
            field.name: _named(row.get(field.source), result.names) if field.names else row.get(field.source)
            for field in columns
        }


def _named(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list | tuple):
        return [_named(item, names) for item in value]
    return value
