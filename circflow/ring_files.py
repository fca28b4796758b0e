"""Rings that are searched in memory → files, without holding them."""

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from circflow.graph.connection import Connection
from circflow.graph.engines import streams
from circflow.graph.run import bind
from circflow.graph.streamed import Streamed, Told
from circflow.queries import StoredQuery
from circflow.views.json_object import run_record


@dataclass(frozen=True, slots=True)
class Written(Streamed):
    """Rows that were written into files.

    Attributes:
        paths: The files.
    """

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
