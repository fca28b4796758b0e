"""What a case expects, and how an answer differs from it."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import yaml

from circflow.cases.nodes import Texts, entries, line, members, texts
from circflow.model import Column
from circflow.queries import StoredQuery
from circflow.queries.problems import Problems
from circflow.queries.values import boolean, day, integer, number

_SETS: Final = ("companies", "deals")
"""Columns whose order says nothing."""

_DIGITS: Final = 5e-4
"""A number is given by four digits."""

_READERS: Final[Mapping[str, Callable[[object], Any]]] = {
    "integer": integer,
    "number": number,
    "boolean": boolean,
    "date": day,
    "string": str,
    "path": str,
}

Expected = tuple[Mapping[str, Any], ...]
"""Rows, each with the columns that it names."""


def read_expected(node: yaml.Node | None, query: StoredQuery, problems: Problems) -> Expected:
    """Read the rows under `expect`, each value as its column's type; mistakes are noted."""
    columns = {column.name: column for column in query.returns}
    rows = []
    for member in members(node, "`expect`", problems):
        row = {}
        for name, value in entries(member, "a row of `expect`", problems).items():
            if name not in columns:
                problems.add(line(value), f"{query.id} has no column `{name}`; it has {', '.join(columns)}")
                continue
            row[name] = _read(columns[name], value, problems)
        if not row:
            problems.add(line(member), "a row of `expect` names no column; name at least one")
        rows.append(row)
    return tuple(rows)


def _read(column: Column, node: yaml.Node, problems: Problems) -> Any:  # noqa: ANN401 - whatever the column holds
    try:
        return _value(column.type, texts(node, f"`{column.name}`", problems))
    except ValueError as error:
        problems.add(line(node), f"`{column.name}` {error}")
        return None


def _value(kind: str, written: Texts) -> Any:  # noqa: ANN401 - as above
    if written is None:
        return None
    inner = kind.removeprefix("list<").removesuffix(">") if kind.startswith("list<") else None
    if isinstance(written, list) != (inner is not None):
        raise ValueError(f"must be {'a list' if inner else 'one value'}, its type is {kind}")
    if inner is not None:
        return [_value(inner, item) for item in written]
    if kind not in _READERS:
        raise ValueError(f"is of the type {kind}, which a case cannot compare; leave it out")
    return _READERS[kind](written)


def differences(expected: Expected, rows: Sequence[Mapping[str, Any]], identity: Iterable[str]) -> list[str]:
    """Say what is missing in an answer, and what is too much. Empty when it is as expected.

    Each expected row needs an answered row of its own that equals it on the columns it names, in whatever order.
    """
    taken: dict[int, int] = {}
    missing = [row for at, row in enumerate(expected) if not _place(at, expected, rows, taken, set())]
    named = list(dict.fromkeys(column for row in expected for column in row)) or list(identity)
    beyond = [{name: row[name] for name in named} for at, row in enumerate(rows) if at not in taken]
    if not (missing or beyond):
        return []
    return [
        f"{len(expected)} {'row' if len(expected) == 1 else 'rows'} expected, {len(rows)} came",
        *(f"missing:      {_told(row)}" for row in missing),
        *(f"not expected: {_told(row)}" for row in beyond),
    ]


def doubled(rows: Sequence[Mapping[str, Any]], identity: Sequence[str]) -> list[str]:
    """Say which rows of an answer share their identity, which would make them one row."""
    seen: set[str] = set()
    told = []
    for row in rows:
        key = _told({name: row[name] for name in identity})
        if key in seen:
            told.append(f"two rows have the same identity: {key}")
        seen.add(key)
    return told


def _place(
    at: int, expected: Expected, rows: Sequence[Mapping[str, Any]], taken: dict[int, int], tried: set[int]
) -> bool:
    """Give an expected row an answered one, moving others to their second choice where that is needed."""
    for index, row in enumerate(rows):
        if index not in tried and _fits(expected[at], row):
            tried.add(index)
            if index not in taken or _place(taken[index], expected, rows, taken, tried):
                taken[index] = at
                return True
    return False


def _fits(expected: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    return all(
        _equal(sorted(value), sorted(row[name])) if name in _SETS and value is not None else _equal(value, row[name])
        for name, value in expected.items()
    )


def _equal(expected: Any, found: Any) -> bool:  # noqa: ANN401 - values of any column
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(_equal, expected, found))
    if isinstance(expected, float) and isinstance(found, (int, float)):
        return math.isclose(expected, found, rel_tol=_DIGITS)
    return bool(expected == found) and isinstance(expected, bool) == isinstance(found, bool)


def _told(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}: {_shown(value)}" for name, value in row.items())


def _shown(value: Any) -> str:  # noqa: ANN401 - as above
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return value.isoformat() if isinstance(value, date) else str(value)
