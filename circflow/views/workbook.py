r"""A workbook for Excel, LibreOffice and Numbers, in four sheets.

- `Rows`: a line a row, names beside ids, lists as in `circflow.views.listed`.
- `Deals`: what is known of the deals behind the rows.
- `Sources`: the documents that the deals rest on.
- `Run`: which question was asked with which values, of which data, and how to read the answer.

Texts stay texts: nothing is calculated, linked or turned into a number, also after somebody edits the cell. Dates are
dates from 1 March 1900 on, before which Excel has no calendar, and ISO texts before. Integers with more than 15 digits
are texts with a note, since a spreadsheet would round them. Control and direction characters are shown as `\x1b`, and a
text longer than a cell can be is cut and ends with `…`.
"""

import io
import math
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, BinaryIO, Final

from circflow.errors import InputError
from circflow.model import Result
from circflow.views import behind
from circflow.views.csv_rows import FORMULA
from circflow.views.json_text import json_text
from circflow.views.listed import list_text
from circflow.views.named import fields, records
from circflow.views.xml_text import xml_characters

MAX_ROWS: Final = 1_048_575
"""Rows of a sheet, below its heading."""

MAX_INTEGER: Final = 10**15 - 1
"""Largest integer whose digits a spreadsheet keeps."""

_MAX_TEXT: Final = 32_767  # UTF-16 units in a cell
_FIRST_DATE: Final = date(1900, 3, 1)
_WIDTH_SAMPLE: Final = 200
_WIDTHS: Final = (6, 60)


def fill(result: Result, file: BinaryIO) -> None:
    """Write the workbook.

    Raises:
        InputError: XlsxWriter is not installed, or a sheet cannot hold so many rows.
        OSError: the file or the temporary folder cannot take it.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra that only this format needs
        from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415
    except ImportError as err:
        raise InputError(
            "xlsx needs the package XlsxWriter", hint="Install it with: pip install 'circflow[xlsx]'"
        ) from err
    if result.row_count > MAX_ROWS:
        raise InputError(
            f"a sheet holds {MAX_ROWS:,} rows, not {result.row_count:,}", hint="Write it as csv or jsonl instead."
        )
    # The rows wait on disk, the packed file in memory: a zip file that meets a full disk would complain a second time
    # when it is garbage-collected.
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="circflow-") as folder:
        book = xlsxwriter.Workbook(
            packed,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        try:
            _fill_book(book, result)
            book.close()
        except FileCreateError as err:
            raise err.args[0] from None
        finally:
            for sheet in book.worksheets():
                sheet._opt_close()  # noqa: SLF001 - its file of waiting rows stays open after a fault
    file.write(packed.getbuffer())


def _fill_book(book: Any, result: Result) -> None:  # noqa: ANN401 - XlsxWriter has no types
    # Same rows, same bytes: the date of the book is that of its data, not of the clock.
    loaded = [stamp.loaded_at.astimezone(UTC).replace(tzinfo=None) for stamp in result.datasets]
    book.set_properties(
        {"title": _text(result.query.title), "created": max(loaded, default=datetime(1980, 1, 1))}  # noqa: DTZ001
    )
    sheets = _Sheets(book)
    sheets.add("Rows", [field.name for field in fields(result)], (list(row.values()) for row in records(result)))
    sheets.add("Deals", behind.DEAL_COLUMNS, behind.deals(result))
    sheets.add("Sources", behind.SOURCE_COLUMNS, behind.sources(result))
    sheets.add("Run", behind.RUN_COLUMNS, _run(result, noted=sheets.noted))


def _run(result: Result, *, noted: bool) -> Iterator[list[object]]:
    yield from behind.run(result)
    if noted:
        yield ["note", f"Integers above {MAX_INTEGER:,} are texts, so that no digit is lost."]


class _Sheets:
    """Adds sheets to a book, all with a frozen heading, filters and fitting widths."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401
        self._book = book
        self._heading = book.add_format({"bold": True, "bottom": 1})
        self._date = book.add_format({"num_format": "yyyy-mm-dd"})
        self._integer = book.add_format({"num_format": "#,##0"})
        # Marks a text that looks like a formula, so that it stays one when somebody edits the cell.
        self._quoted = book.add_format({"quote_prefix": True})
        self.noted = False

    def add(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        sheet = self._book.add_worksheet(name)
        rows = iter(rows)
        sample = list(islice(rows, _WIDTH_SAMPLE))
        for at, column in enumerate(columns):
            longest = max((len(_shown(row[at])) for row in sample), default=0)
            sheet.set_column(at, at, min(max(longest, len(column) + 3, _WIDTHS[0]), _WIDTHS[1]))
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, _text(column), self._heading)
        count = 0
        for chunk in (sample, rows):
            for row in chunk:
                count += 1
                for at, value in enumerate(row):
                    self._put(sheet, count, at, value)
        sheet.autofilter(0, 0, count, len(columns) - 1)

    def _put(self, sheet: Any, row: int, column: int, value: object) -> None:  # noqa: ANN401
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int) and abs(value) <= MAX_INTEGER:
            sheet.write_number(row, column, value, self._integer)
        elif isinstance(value, float) and math.isfinite(value):
            sheet.write_number(row, column, value)
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DATE:
            sheet.write_datetime(row, column, value, self._date)
        elif text := _shown(value):
            self.noted |= isinstance(value, int)
            sheet.write_string(row, column, text, self._quoted if FORMULA.match(text) else None)


def _shown(value: object) -> str:
    """Return any value as the text of a cell; empty for a missing one."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, list | tuple):
        return _text(list_text(value))
    if isinstance(value, dict):
        return _text(json_text(value))
    return _text(value.isoformat() if isinstance(value, date) else str(value))


@lru_cache(maxsize=2**16)  # the same names and ids come back in row after row
def _text(text: str) -> str:
    """Return a text that a cell can hold and that XlsxWriter does not take for markup."""
    text = xml_characters(text)
    if len(text.encode("utf-16-le")) > 2 * _MAX_TEXT:
        text = text.encode("utf-16-le")[: 2 * (_MAX_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
    # XlsxWriter would write such a text into the file as it is, for the sake of its own formatted texts.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
