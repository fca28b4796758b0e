"""A record: an answer as `circflow run … --format json` writes it, read back and checked for damage."""

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from circflow.errors import InputError
from circflow.model import Column, DatasetStamp, QueryStamp, Result
from circflow.model.safe_text import safe_text
from circflow.views import kept, render
from circflow.views.json_object import FORMAT_VERSION
from circflow.views.named import names_beside

Row = Mapping[str, Any]

_MARK: Final = "circflow"
_OF_EVERY_QUERY: Final = {"companies": "company", "deals": "deal"}
_HINT: Final = "A record is made with: circflow run ID -o record.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An answer that was kept.

    Attributes:
        where: The file; for an answer that was never in one, what it is.
        query: Which text was run.
        parameters: All values that were used, dates as texts.
        columns: All keys of a row in their order, the names beside ids too.
        rows: As JSON holds them: dates are texts.
        truncated: Whether the limit cut rows off.
        server: Agent text.
        datasets: What was loaded.
    """

    where: str
    query: QueryStamp
    parameters: Mapping[str, Any]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    truncated: bool
    server: str
    datasets: tuple[DatasetStamp, ...]

    def result(self) -> Result:
        """Return it as an answer, for the views: the names beside ids are in `names`, what deals say is lost."""
        beside = {column.name: found for column in self.columns if (found := names_beside(column))}
        keys = {column.name for column in self.columns}
        named = {id_: name for id_, name in beside.items() if name in keys}
        names: dict[str, str] = {}
        for row in self.rows:
            for ids, texts in named.items():
                names |= _pairs(row[ids], row[texts])
        return Result(
            query=self.query,
            parameters=self.parameters,
            columns=tuple(column for column in self.columns if column.name not in named.values()),
            rows=self.rows,
            truncated=self.truncated,
            server=self.server,
            datasets=self.datasets,
            names=names,
        )


def read_record(path: str | os.PathLike[str]) -> Record:
    """Read a record from a file.

    Raises:
        InputError: it cannot be read, is no record, is damaged, or was written by a newer circflow.
    """
    where = safe_text(str(path))
    return parse_record(_content(path, where), where)


def read_records(path: str | os.PathLike[str]) -> tuple[Record, ...]:
    """Read what a file keeps: one record, or those inside a report.

    Raises:
        InputError: as `read_record`.
    """
    where = safe_text(str(path))
    return parse_records(_content(path, where), where)


def record_of(result: Result, where: str = "the answer of now") -> Record:
    """Return what a file would hold of an answer, so that the two are compared alike."""
    return parse_record(render(result, "json").encode(), where)


def parse_record(content: bytes, where: str) -> Record:
    """Read a record.

    Args:
        content: Of its file.
        where: The file, for messages.

    Raises:
        InputError: as `read_record`.
    """
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(f"this is no record, nor whole JSON: {error}", where=where, hint=_HINT) from None
    version = found.get(_MARK) if isinstance(found, dict) else None
    if not isinstance(version, int) or isinstance(version, bool):
        raise InputError("this is JSON, but no record of circflow", where=where, hint=_HINT)
    if version > FORMAT_VERSION:
        raise InputError(
            f"a newer circflow wrote this record: its form is {version}, and this one knows {FORMAT_VERSION}",
            where=where,
            hint="Update circflow.",
        )
    try:
        return _record(found, where)
    except _Damage as damage:
        raise InputError(f"the record is damaged: {damage}", where=where, hint="Make it again.") from None


def parse_records(content: bytes, where: str) -> tuple[Record, ...]:
    """Read the records inside a report, or the one that the content is."""
    inside = kept.found(content.decode(errors="replace"))
    if not inside:
        return (parse_record(content, where),)
    return tuple(parse_record(text.encode(), f"{where}, answer {at}") for at, text in enumerate(inside, start=1))


def _content(path: str | os.PathLike[str], where: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"the record cannot be read: {error.strerror}", where=where) from error


class _Damage(Exception):
    """What is not as it was written."""


def _record(found: Mapping[str, Any], where: str) -> Record:
    query = _get(found, "query", dict)
    columns = _columns(_get(found, "columns", list))
    rows = tuple(_get(found, "rows", list))
    keys = [column.name for column in columns]
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or list(row) != keys:
            raise _Damage(f"row {number} does not have the columns that it says")
    count = _get(found, "row_count", int)
    if count != len(rows):
        raise _Damage(f"it says {count} rows and has {len(rows)}")
    return Record(
        where=where,
        query=QueryStamp(
            _get(query, "id", str),
            _get(query, "title", str),
            _get(query, "version", str),
            _get(query, "sha256", str),
        ),
        parameters=_get(found, "parameters", dict),
        columns=columns,
        rows=rows,
        truncated=_get(found, "truncated", bool),
        server=_get(found, "server", str),
        datasets=tuple(map(_stamp, _get(found, "datasets", list))),
    )


def _get(found: object, key: str, kind: type) -> Any:  # noqa: ANN401 - whatever is asked for
    value = found.get(key) if isinstance(found, dict) else None
    if not isinstance(value, kind):
        raise _Damage(f"there is no `{key}` of the right kind")
    return value


def _columns(found: list[object]) -> tuple[Column, ...]:
    """Return the columns. Those with names beside them hold ids of companies, and so do the two of every query."""
    plain = [Column(_get(column, "name", str), _get(column, "type", str)) for column in found]
    keys = {column.name for column in plain}
    return tuple(replace(column, of=_of(column, keys)) for column in plain)


def _of(column: Column, keys: Collection[str]) -> str | None:
    if names_beside(replace(column, of="company")) in keys:
        return "company"
    return _OF_EVERY_QUERY.get(column.name)


def _stamp(found: object) -> DatasetStamp:
    try:
        loaded_at = datetime.fromisoformat(_get(found, "loaded_at", str))
    except ValueError:
        raise _Damage("a data set was loaded at no time that can be read") from None
    return DatasetStamp(_get(found, "id", str), _get(found, "sha256", str), loaded_at)


def _pairs(ids: object, names: object) -> dict[str, str]:
    """Return names by id, from an id and its name or from lists of them, which may hold lists."""
    if isinstance(ids, list) and isinstance(names, list):
        return {id_: name for pair in zip(ids, names, strict=False) for id_, name in _pairs(*pair).items()}
    return {ids: names} if isinstance(ids, str) and isinstance(names, str) else {}
