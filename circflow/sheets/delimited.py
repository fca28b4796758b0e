"""The bytes of a csv file → its header and rows, each with its line and place."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from circflow.errors import PackageError

LINE_END: Final = b"\n"
MAX_FIELD: Final = 131_072
"""Characters of one cell; a longer one is nearly always an unclosed quote."""

_TOO_LONG: Final = f"a cell has more than {MAX_FIELD} characters; a quote may not be closed"


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file.

    Attributes:
        cells: Its cells, as they stand.
        line: Line on which it begins, from 1.
        offset: Byte at which it begins, from 0.
    """

    cells: tuple[str, ...]
    line: int
    offset: int


def read_rows(data: bytes, path: Path) -> Iterator[Row]:
    """Yield the rows of a comma-separated UTF-8 file, the header first; blank lines do not count.

    Args:
        data: The whole file.
        path: Its name, for messages.

    Raises:
        PackageError: not UTF-8, an unclosed or misplaced quote, or a cell over `MAX_FIELD`.
    """
    offset = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    for row in text_rows(_decoded(data, path), str(path), offset=offset):
        if row.cells:
            yield row


def text_rows(
    text: str,
    where: str,
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    offset: int = 0,
    longest_line: int | None = None,
) -> Iterator[Row]:
    """Yield the rows of a separated text; a blank line is a row without cells.

    Args:
        text: The whole of it.
        where: Name of its file, for messages.
        separator: What stands between cells.
        encoding: Of the file, in which places are counted.
        offset: Byte at which the text begins.
        longest_line: Characters of a line that are refused when exceeded; None = a line has no limit of its own.

    Raises:
        PackageError: an unclosed or misplaced quote, a cell over `MAX_FIELD`, or a line over its limit.
    """
    lines = _Lines(text, where, encoding, offset, longest_line)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line, offset = lines.count + 1, lines.offset
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise PackageError(
                _quote_problem(str(error)),
                where=f"{where}:{line}",
                hint="Look at the quotes from this line on; a quote inside a quoted cell is written twice.",
            ) from error
        # The csv module's own limit is shared by everything in the process, which may have raised it.
        if any(len(cell) > MAX_FIELD for cell in cells):
            raise PackageError(_TOO_LONG, where=f"{where}:{line}")
        yield Row(tuple(cells), line, offset)


class _Lines:
    """Lines of a text, counted in lines and bytes as the reader takes them."""

    def __init__(self, text: str, where: str, encoding: str, offset: int, longest: int | None) -> None:
        self._lines = io.StringIO(text, newline="")
        self._where = where
        self._encoding = encoding
        self._longest = longest
        self.count = 0
        self.offset = offset

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.count += 1
        if self._longest is not None and len(line) > self._longest:
            raise PackageError(
                f"the line has {len(line):,} characters; no sheet has such lines", where=f"{self._where}:{self.count}"
            )
        self.offset += len(line.encode(self._encoding, errors="replace"))
        return line


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        raise PackageError(
            f"byte {error.start} is not UTF-8",
            where=f"{path}:{before.count(LINE_END) + 1}",
            hint="Save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8').",
        ) from error


def _quote_problem(reason: str) -> str:
    """Say what is wrong with a quote, from what the csv module says."""
    if "field larger" in reason:
        return _TOO_LONG
    if "unexpected end" in reason:
        return "a quote that opens here is never closed"
    return f"a quote stands in the wrong place ({reason})"
