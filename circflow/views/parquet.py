"""Parquet, for tables that are larger than memory elsewhere: typed columns, lists as lists, dates as dates.

The metadata of the file hold the record of the run under the key `circflow`.
"""

import importlib
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any, BinaryIO, Final

from circflow.errors import InputError
from circflow.model import Result
from circflow.views.json_object import run_record
from circflow.views.json_text import json_text
from circflow.views.named import Field, fields, records

RECORD: Final = "circflow"
"""Key of the metadata."""

_ROWS_A_CHUNK: Final = 20_000


def fill(result: Result, file: BinaryIO) -> None:
    """Write an answer.

    Raises:
        InputError: pyarrow is not installed.
    """
    arrow = pyarrow()
    columns = fields(result)
    with arrow.parquet.ParquetWriter(file, schema(columns)) as writer:
        rows = list(records(result))
        for first in range(0, len(rows), _ROWS_A_CHUNK):
            part = rows[first : first + _ROWS_A_CHUNK]
            writer.write_table(arrow.Table.from_pylist(part, writer.schema))
        describe(writer, run_record(result))


def describe(writer: Any, record: Mapping[str, Any]) -> None:  # noqa: ANN401 - pyarrow has no types
    """Put the record of a run into a file that is being written."""
    writer.add_key_value_metadata({RECORD: json_text(dict(record))})


def schema(columns: Sequence[Field]) -> Any:  # noqa: ANN401
    """Return the types of columns as Arrow has them."""
    arrow = pyarrow()
    return arrow.schema([(column.name, _type(column.type, arrow)) for column in columns])


def pyarrow() -> ModuleType:
    """Return the package, which is an extra.

    Raises:
        InputError: it is not installed.
    """
    try:
        importlib.import_module("pyarrow.parquet")  # only this format needs it
    except ImportError as err:
        raise InputError(
            "parquet needs the package pyarrow", hint="Install it with: pip install 'circflow[parquet]'"
        ) from err
    return importlib.import_module("pyarrow")


def _type(name: str, arrow: ModuleType) -> Any:  # noqa: ANN401
    if name.startswith("list<"):
        return arrow.list_(_type(name[len("list<") : -1], arrow))
    simple = {"integer": arrow.int64, "number": arrow.float64, "boolean": arrow.bool_, "date": arrow.date32}
    return simple.get(name, arrow.string)()
