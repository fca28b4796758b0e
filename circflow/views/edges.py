"""Edges → a Parquet file, as Spark and its like read them."""

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, Final

from circflow import __version__
from circflow.errors import InputError
from circflow.files import replace_file

SUFFIX: Final = ".parquet"
_GROUP: Final = 250_000
"""Edges that are written together."""
_UNDATED: Final = -719_162
"""Days from 1970 to the first of all days."""


def write_edges(
    path: Path,
    parts: Iterable[Mapping[str, Any]],
    about: Mapping[str, Any],
    progress: Callable[[int], None] = lambda _edges: None,
) -> int:
    """Write edges as they come; the file is there when all of it is.

    Args:
        path: Where.
        parts: Deals by payer, in columns.
        about: What is kept with them.
        progress: Told how many edges are written.

    Returns:
        How many edges there are.

    Raises:
        InputError: pyarrow is not installed.
        OutputError: the file cannot be written; what stood there is intact.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, and slow to import
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            "Parquet needs the package pyarrow", hint="Install it with: pip install 'circflow[spark]'"
        ) from error
    schema = pa.schema(
        [
            pa.field("payer", pa.string(), nullable=False),
            pa.field("payee", pa.string(), nullable=False),
            pa.field("payer_number", pa.int64(), nullable=False),
            pa.field("payee_number", pa.int64(), nullable=False),
            pa.field("deal_id", pa.string(), nullable=False),
            pa.field("relationship", pa.string(), nullable=False),
            pa.field("amount_low", pa.int64()),
            pa.field("amount_high", pa.int64()),
            pa.field("currency", pa.string()),
            pa.field("announced", pa.date32()),
        ],
        {"circflow": json.dumps({"circflow": __version__, **about}, default=str)},
    )
    written = 0

    def fill(file: BinaryIO) -> None:
        nonlocal written
        numbers = _Numbers()
        with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
            for columns in _groups(parts):
                arrays = {
                    "payer": columns["payer"],
                    "payee": columns["payee"],
                    "payer_number": [numbers[id_] for id_ in columns["payer"]],
                    "payee_number": [numbers[id_] for id_ in columns["payee"]],
                    "deal_id": columns["deal_id"],
                    "relationship": columns["relationship"],
                    "amount_low": _known(columns["amount_low"], -1),
                    "amount_high": _known(columns["amount_high"], -1),
                    "currency": _known(columns["currency"], ""),
                    "announced": _known(columns["announced"], _UNDATED),
                }
                writer.write_table(
                    pa.table([pa.array(arrays[field.name], field.type) for field in schema], schema=schema)
                )
                written += len(columns["payer"])
                progress(written)

    replace_file(path, fill)
    return written


class _Numbers(dict[str, int]):
    """A number for each company, from 0 and without gaps, in the order in which they come."""

    def __init__(self) -> None:
        super().__init__()
        self._next = count()

    def __missing__(self, id_: str) -> int:
        self[id_] = number = next(self._next)
        return number


def _groups(parts: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, list[Any]]]:
    gathered: dict[str, list[Any]] = {}
    for part in parts:
        for name, values in part.items():
            gathered.setdefault(name, []).extend([values] * len(part["payee"]) if name == "payer" else values)
        if len(gathered["payee"]) >= _GROUP:
            yield gathered
            gathered = {}
    if gathered:
        yield gathered


def _known(values: list[Any], unknown: object) -> list[Any]:
    return [None if value == unknown else value for value in values]
