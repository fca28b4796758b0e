"""Rejected rows → a file that can be corrected and loaded."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from circflow.model.flat import Flat
from circflow.sheets.tabular import Reject
from circflow.sheets.writing import table_bytes

REASONS: Final = (
    "reject_file",
    "reject_line",
    "reject_offset",
    "reject_column",
    "reject_code",
    "reject_reason",
    "reject_rest",
)
"""Columns that tell what is wrong; a load reads over them."""

_DEALS: Final = "deals"


def reject_files(path: Path, rejects: Iterable[Reject], headers: Mapping[str, Sequence[str]]) -> dict[Path, bytes]:
    """Return the files of rejected rows: deals in the path itself, other tables beside it.

    Each has the columns of its file and, behind them, where the row stood and what is wrong with it.

    Args:
        path: Such as `ai-deals.rejects.csv`.
        rejects: All rejects of a data set.
        headers: Table → columns of its file.
    """
    tables: dict[str, list[Reject]] = {}
    for reject in rejects:
        tables.setdefault(reject.table, []).append(reject)
    return {
        path if table == _DEALS else path.with_suffix(f".{table}{path.suffix}"): _bytes(headers[table], found)
        for table, found in tables.items()
    }


def _bytes(header: Sequence[str], rejects: Sequence[Reject]) -> bytes:
    columns = [column for column in header if column not in REASONS]
    return table_bytes([*columns, *REASONS], [_row(reject) for reject in rejects])


def _row(reject: Reject) -> Flat:
    return {
        **reject.raw,
        "reject_file": reject.file,
        "reject_line": reject.line,
        "reject_offset": reject.offset,
        "reject_column": reject.column,
        "reject_code": reject.code,
        "reject_reason": reject.reason,
        "reject_rest": ",".join(reject.rest),
    }
