"""What became of the rows of one answer in another: added, gone, changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from circflow.errors import InputError
from circflow.queries import read_catalogue
from circflow.records.record import Record, Row


@dataclass(frozen=True, slots=True)
class Change:
    """A row that both answers have, with another content.

    Attributes:
        before: The row of the old answer.
        after: The row of the new one.
        columns: Those that differ, of those that both answers have.
    """

    before: Row
    after: Row
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two answers, compared row by row.

    Attributes:
        old: The one.
        new: The other.
        identity: The columns by which a row of the one is found in the other; empty when only equal rows are.
        added: Rows that only the new one has, in its order.
        gone: Rows that only the old one has, in its order.
        changed: Rows that both have and that differ, in the order of the new one.
        same: How many rows are equal.
        reordered: Whether rows that both have stand in another order.
        columns_added: Columns that only the new one has.
        columns_gone: Columns that only the old one has.
        parameters: Those that differ, with the value then and now; None also where there was no such parameter.
    """

    old: Record
    new: Record
    identity: tuple[str, ...]
    added: tuple[Row, ...]
    gone: tuple[Row, ...]
    changed: tuple[Change, ...]
    same: int
    reordered: bool
    columns_added: tuple[str, ...]
    columns_gone: tuple[str, ...]
    parameters: Mapping[str, tuple[Any, Any]]

    @property
    def same_rows(self) -> bool:
        """Whether all rows are equal, in the same order, with the same columns, and cut or not alike."""
        return not (
            self.rows_differ
            or self.reordered
            or self.columns_added
            or self.columns_gone
            or self.old.truncated != self.new.truncated
        )

    @property
    def rows_differ(self) -> bool:
        """Whether any row was added, went or changed."""
        return bool(self.added or self.gone or self.changed)


def diff(old: Record, new: Record, *, queries: Sequence[str | Path] = ()) -> Difference:
    """Compare two answers of one question.

    Where the query is no longer known, only equal rows are the same: a changed row is one gone and one added.

    Args:
        old: The one.
        new: The other.
        queries: Folders of one's own queries, which say by which columns rows differ.

    Raises:
        InputError: they answer two questions, or rows cannot be told apart.
        QueryFileError: a file in these folders is wrong.
    """
    query = read_catalogue(queries).get(new.query.id)
    return compared(old, new, query.identity if query else ())


def compared(old: Record, new: Record, identity: tuple[str, ...]) -> Difference:
    """Compare two answers of one question.

    Args:
        old: The one.
        new: The other.
        identity: The columns by which rows of this query differ; without them a changed row is one gone and one added.

    Raises:
        InputError: they answer two questions, or rows cannot be told apart.
    """
    if old.query.id != new.query.id:
        raise InputError(
            f"{old.where} answers {old.query.id}, and {new.where} answers {new.query.id}: there is nothing to compare"
        )
    before, after = [column.name for column in old.columns], [column.name for column in new.columns]
    shared = [name for name in after if name in before]
    by = identity or tuple(shared)
    then, now = _by_identity(old, by), _by_identity(new, by)
    changes = [(then[key], row, _differing(then[key], row, shared)) for key, row in now.items() if key in then]
    return Difference(
        old=old,
        new=new,
        identity=identity,
        added=tuple(row for key, row in now.items() if key not in then),
        gone=tuple(row for key, row in then.items() if key not in now),
        changed=tuple(Change(*change) for change in changes if change[2]),
        same=sum(not change[2] for change in changes),
        reordered=[key for key in then if key in now] != [key for key in now if key in then],
        columns_added=tuple(name for name in after if name not in before),
        columns_gone=tuple(name for name in before if name not in after),
        parameters=_parameters(old.parameters, new.parameters),
    )


def _by_identity(record: Record, identity: tuple[str, ...]) -> dict[str, Row]:
    """Return rows by what tells them apart.

    Raises:
        InputError: nothing does.
    """
    told = ", ".join(identity)
    if not set(identity) <= {column.name for column in record.columns}:
        trouble = f"rows are told apart by {told}, and it does not have these columns"
    else:
        rows = {json.dumps([row[name] for name in identity]): row for row in record.rows}
        if len(rows) == len(record.rows):
            return rows
        trouble = f"it has two rows with the same {told}, so that they cannot be told apart"
    raise InputError(trouble, where=record.where, hint="Make the record again with this circflow.")


def _differing(before: Row, after: Row, columns: list[str]) -> tuple[str, ...]:
    return tuple(name for name in columns if not _equal(before[name], after[name]))


def _equal(one: object, other: object) -> bool:
    """Compare as JSON does, where `true` is not 1."""
    return one == other and json.dumps(one) == json.dumps(other)


def _parameters(then: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    names = dict.fromkeys([*then, *now])
    return {name: (then.get(name), now.get(name)) for name in names if not _equal(then.get(name), now.get(name))}
