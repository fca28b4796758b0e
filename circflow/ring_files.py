"""Rings that are searched in memory → files, without holding them."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from circflow.graph.connection import Connection
from circflow.graph.engines import streams
from circflow.graph.run import bind
from circflow.model import Result
from circflow.queries import StoredQuery
from circflow.views.json_object import run_record

Told = Callable[[int, int, int, int], None]
"""Takes the longest ring searched for, the starts done, all of them, and the rings found."""


@dataclass(frozen=True, slots=True)
class Written:
    """Rows that were written into files.

    Attributes:
        result: The answer without its rows.
        rows: How many there were.
        cut: Whether somebody ended the search before it was done.
        paths: The files.
    """

    result: Result
    rows: int
    cut: bool
    paths: tuple[Path, ...]


def untold(_hops: int, _done: int, _all: int, _rings: int) -> None:
    """Tell nobody."""


def write_rings(
    connection: Connection,
    query: StoredQuery,
    given: Mapping[str, object],
    paths: Sequence[Path],
    *,
    timeout_s: float,
    engine: str,
    as_found: bool,
    told: Told,
) -> Written | None:
    """Search and write; None, and no file, where the rows are not searched in memory. See `Graph.stream`."""
    if not streams(connection, query, engine, bind(connection, query, given)):
        return None
    # Only here, since what works on arrays takes its time to be imported.
    streaming = importlib.import_module("circflow.graph.columns.stream")
    files = importlib.import_module("circflow.views.in_columns.files")
    with files.chain_files(paths, query.returns) as opened:
        found = streaming.stream(
            connection, query, given, opened.put, timeout_s=timeout_s, told=told, as_found=as_found
        )
        stand_at = opened.end(run_record(found.result) | {"row_count": found.rows}, cut=found.cut)
    return Written(found.result, found.rows, found.cut, tuple(stand_at))
