r"""Comma-separated rows for spreadsheets and statistics programs.

UTF-8 with LF line ends and a header; lists as in `circflow.views.listed`; an empty cell is a missing value or an empty
text. There is no byte-order mark: statistics programs, databases and other csv tools take it for a part of the first
column's name. For a spreadsheet that guesses the encoding wrongly there is xlsx.

A text that a spreadsheet would take for a formula gets a `'` in front, as does one that begins with `'` and would be
mistaken for such a text; taking one `'` away gives the text back. Numbers are never touched. Control and direction
characters are shown as `\x1b`. json keeps every text exactly as it is.
"""

import csv
import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from circflow.model import Result
from circflow.model.safe_text import safe_text
from circflow.views.listed import list_text, scalar_text
from circflow.views.named import fields, records
from circflow.views.page import Page

_ROWS_A_CHUNK: Final = 500

# Also the wide forms, which Japanese spreadsheets read as the narrow ones, and blanks before a sign.
FORMULA: Final = re.compile(r"'*(?:[=+\-@\t\r\n\0＝＋－＠]|\s+[=+\-@＝＋－＠])")
"""Beginnings of a text that a spreadsheet may take for a formula."""


def chunks(result: Result, page: Page) -> Iterator[str]:
    """Yield the header, then some rows at a time."""
    del page
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([harmless(field.name) for field in fields(result)])
    for index, record in enumerate(records(result)):
        writer.writerow([_cell(value) for value in record.values()])
        if index % _ROWS_A_CHUNK == 0:
            yield _drained(buffer)
    yield _drained(buffer)


@lru_cache(maxsize=2**16)  # the same names and ids come back in row after row
def harmless(text: str) -> str:
    """Return a text that no spreadsheet calculates and no terminal obeys."""
    return f"'{safe_text(text)}" if FORMULA.match(text) else safe_text(text)


def _cell(value: object) -> str:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, list | tuple):
        return list_text(value, harmless)
    return scalar_text(value)


def _drained(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
