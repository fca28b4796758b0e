"""The bytes of a csv file → its header and rows, each with its line and place."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from circflow.errors import PackageError
from circflow.sheets.original import Original

LINE_END: Final = b"\n"
MAX_FIELD: Final = 131_072
"""Characters of one cell; a longer one is nearly always an unclosed quote."""

_LONGEST: Final = 32 * MAX_FIELD
"""Characters of one line: more than a row of full cells."""

_PIECE: Final = 2**20
_TOO_LONG: Final = f"a cell has more than {MAX_FIELD} characters; a quote may not be closed"


class Row(NamedTuple):
    """One record of a file.

    Attributes:
        cells: Its cells, as they stand.
        line: Line on which it begins, from 1.
        offset: Byte at which it begins, from 0.
    """

    cells: tuple[str, ...]
    line: int
    offset: int


def read_rows(original: Original) -> Iterator[Row]:
    """Yield the rows of a comma-separated UTF-8 file, the header first; blank lines do not count.

    Raises:
        PackageError: not UTF-8, an unclosed or misplaced quote, a cell over `MAX_FIELD`, or the file was changed.
    """
    with original.open() as file:
        offset = len(codecs.BOM_UTF8) if file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8 else 0
        file.seek(offset)
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        lines = _Lines(text.readline, str(original.path), "utf-8", offset, _LONGEST)
        try:
            yield from (row for row in _rows(lines, ",") if row.cells)
        except UnicodeDecodeError as error:
            raise _undecoded(original) from error
    original.require_same()


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
    source = io.StringIO(text, newline="")
    yield from _rows(_Lines(source.readline, where, encoding, offset, longest_line), separator)


def _rows(lines: "_Lines", separator: str) -> Iterator[Row]:
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
                where=f"{lines.where}:{line}",
                hint="Look at the quotes from this line on; a quote inside a quoted cell is written twice.",
            ) from error
        # The csv module's own limit is shared by everything in the process, which may have raised it.
        if lines.offset - offset > MAX_FIELD and any(len(cell) > MAX_FIELD for cell in cells):
            raise PackageError(_TOO_LONG, where=f"{lines.where}:{line}")
        yield Row(tuple(cells), line, offset)


class _Lines:
    """Lines of a text, counted in lines and bytes as the reader takes them."""

    def __init__(
        self, readline: Callable[[int], str], where: str, encoding: str, offset: int, longest: int | None
    ) -> None:
        self._readline = readline
        self._encoding = encoding
        self._longest = longest
        self.where = where
        self.count = 0
        self.offset = offset

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        # One character beyond the limit is enough to know.
        line = self._readline(-1 if self._longest is None else self._longest + 1)
        if not line:
            raise StopIteration
        self.count += 1
        if self._longest is not None and len(line) > self._longest:
            raise PackageError(
                f"the line has more than {self._longest:,} characters; no sheet has such lines",
                where=f"{self.where}:{self.count}",
            )
        plain = self._encoding == "utf-8" and line.isascii()
        self.offset += len(line) if plain else len(line.encode(self._encoding, errors="replace"))
        return line


def _undecoded(original: Original) -> PackageError:
    """Find the first byte that is not UTF-8, and say where it stands."""
    place, line = 0, 1
    decoder = codecs.getincrementaldecoder("utf-8")()
    with original.open() as file:
        while True:
            piece = file.read(_PIECE)
            whole = decoder.getstate()[0] + piece
            try:
                decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                whole = whole[: error.start]
                piece = b""
            else:
                whole = whole[: len(whole) - len(decoder.getstate()[0])]
            place += len(whole)
            line += whole.count(LINE_END)
            if not piece:
                break
    return PackageError(
        f"byte {place} is not UTF-8",
        where=f"{original.path}:{line}",
        hint="Save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8').",
    )


def _quote_problem(reason: str) -> str:
    """Say what is wrong with a quote, from what the csv module says."""
    if "field larger" in reason:
        return _TOO_LONG
    if "unexpected end" in reason:
        return "a quote that opens here is never closed"
    return f"a quote stands in the wrong place ({reason})"
