"""Rows that go into files while they are found: progress, Ctrl-C, and what is said at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from circflow.cli.messages import note, warn
from circflow.cli.most_memory import most_memory_mb
from circflow.cli.progress import searching
from circflow.errors import EXIT_INTERRUPTED, EXIT_OK, EXIT_ROWS, InputError
from circflow.model.safe_text import safe_text
from circflow.queries import StoredQuery
from circflow.queries.engines import AUTO

if TYPE_CHECKING:  # the driver takes its time to be imported
    from circflow.ring_files import Written
    from circflow.session import Graph

SUFFIXES: Final = (".csv", ".jsonl", ".parquet")
"""Of files that take rows while they are found."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a search was asked for.

    Attributes:
        queries: Folders of people's own queries.
        timeout_s: Seconds after which it ends.
        engine: As typed.
        as_found: Whether rows are written as they are found.
    """

    queries: Sequence[Path]
    timeout_s: float
    engine: str
    as_found: bool


def can_stream(outputs: Sequence[Path]) -> bool:
    """Say whether all of some files, of which there are some, take rows while they are found."""
    return bool(outputs) and all(path.suffix.lower() in SUFFIXES for path in outputs)


def write_streamed(
    graph: "Graph", query: StoredQuery, outputs: Sequence[Path], parameters: Mapping[str, Any], asked: Asked
) -> "Written | None":
    """Search and write; None where the rows are not searched in memory.

    Raises:
        InputError: rows are wanted as they are found, and cannot be had so.
    """
    if asked.as_found and not can_stream(outputs):
        raise InputError(f"--as-found writes files: -o FILE with one of the suffixes {', '.join(SUFFIXES)}")
    with searching() as told:
        written = graph.stream(
            query.id,
            *outputs,
            queries=asked.queries,
            timeout_s=asked.timeout_s,
            engine=asked.engine,
            as_found=asked.as_found,
            told=told,
            **parameters,
        )
    if asked.as_found and written is None:
        raise InputError(
            "only a search in memory has rows as they are found, and not one by window, news or size",
            hint="Add --engine memory, and leave out --window-days, --new-since and --top.",
        )
    if written and asked.engine == AUTO:
        note(f"Engine: {written.result.engine}")
    return written


def ended(written: "Written", *, fail_on_rows: bool) -> int:
    """Say what was written; return the exit code."""
    rows = "1 row" if written.rows == 1 else f"{written.rows:,} rows"
    for path in written.paths:
        note(f"Wrote {path}: {rows} in {written.result.elapsed_ms / 1000:.1f} s{_memory()}.")
    if written.cut:
        warn("Interrupted: the files hold what was found until then, and their names say so.")
    elif written.result.truncated:
        warn(f"Cut at {written.rows:,} rows; there are more. Raise --limit or narrow the question.")
    for warning in written.result.warnings:
        warn(safe_text(warning))
    if written.cut:
        return EXIT_INTERRUPTED
    return EXIT_ROWS if fail_on_rows and written.rows else EXIT_OK


def _memory() -> str:
    """Say how much memory the program had at most, where the system tells."""
    most = most_memory_mb()
    return "" if most is None else f", with at most {most:,} MB of memory"
