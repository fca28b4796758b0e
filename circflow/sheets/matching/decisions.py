"""Decisions about companies in a csv file of their own, which people may edit in any spreadsheet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from circflow.errors import PackageError
from circflow.files import replace_bytes
from circflow.model.match import VERDICTS, Match
from circflow.sheets.columns import Table
from circflow.sheets.delimited import Row
from circflow.sheets.fields import Field, FieldError, identifier, integer, one_of, text
from circflow.sheets.grids.delimited_text import text_grid
from circflow.sheets.tabular import Reject, typed_table
from circflow.sheets.writing import table_bytes


def instant(cell: str) -> str:
    """Read when something was decided: a day, or an instant."""
    try:
        return datetime.fromisoformat(cell.strip()).isoformat() if len(cell.strip()) > len("2026-11-21") else _day(cell)
    except ValueError as error:
        raise FieldError("bad-date", f"'{cell}' is no date such as 2026-11-21") from error


def _day(cell: str) -> str:
    return datetime.fromisoformat(cell.strip()).date().isoformat()


MATCHES: Final = Table(
    "matches",
    (
        Field("company_id", identifier, required=True),
        Field("other_id", identifier, required=True),
        Field("decision", one_of(VERDICTS)),
        Field("name", text),
        Field("other_name", text),
        Field("score", integer),
        Field("reason", text),
        Field("by", text),
        Field("at", instant),
    ),
)
APPLIED: Final = "matches.csv"
"""File beside a package's `datapackage.json`: decisions that were applied when the package was written."""

_WRITTEN: Final = ("company_id", "name", "decision", "other_id", "other_name", "score", "reason", "by", "at")
"""Columns in the order in which a row reads as a sentence."""


def read_matches(path: Path) -> list[Match]:
    """Read the rows of a file, decided ones and others.

    Raises:
        PackageError: it cannot be read, or some of its rows; all are named.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PackageError(f"it cannot be read: {error.strerror}", where=str(path)) from error
    return parse_matches(data, path)


def parse_matches(data: bytes, path: Path) -> list[Match]:
    """Read the rows of a file from its bytes, whatever a spreadsheet has put between its cells.

    Raises:
        PackageError: as for `read_matches`.
    """
    lines = [line for line in text_grid(data, str(path)).lines if line.filled]
    if not lines:
        raise PackageError("the file is empty", where=str(path), hint=f"Its columns are {', '.join(_WRITTEN)}.")
    rows = [Row(line.cells, line.number, line.offset) for line in lines]
    table = typed_table(MATCHES, path, rows[0], lambda: rows[1:])
    if rejects := [row for row in table.rows() if isinstance(row, Reject)]:
        first, *others = rejects
        raise PackageError(
            f"{first.column}: {first.reason}" if first.column else first.reason,
            where=f"{path}:{first.line}",
            problems=[str(other) for other in others],
        )
    return [Match(**row.values, line=row.line) for row in table.valid()]


def write_matches(path: Path, matches: Sequence[Match]) -> None:
    """Write a file whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    rows = [{name: getattr(match, name) or None for name in _WRITTEN} for match in matches]
    replace_bytes(path, table_bytes(_WRITTEN, rows))


def signed(matches: Sequence[Match], by: str, at: str) -> list[Match]:
    """Return the rows with a name and a time on each decision that has none, and none on what is not decided."""
    return [
        replace(match, by=match.by or by, at=match.at or at) if match.decision else replace(match, by="", at="")
        for match in matches
    ]
