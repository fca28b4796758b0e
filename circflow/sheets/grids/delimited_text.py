"""The text of a csv file, whatever separates its cells → a grid."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from circflow.errors import PackageError
from circflow.sheets.delimited import MAX_FIELD, TOO_LONG, quote_problem
from circflow.sheets.grids.encoding import Decoded, decoded
from circflow.sheets.grids.grid import Grid, Line

MAX_LINE: Final = 1_000_000
"""Characters of one line; a longer one is no line of a sheet that a person keeps."""

_SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}
_SAMPLED: Final = 200
_CERTAIN: Final = 100


def text_grid(data: bytes, where: str, encoding: str | None = None) -> Grid:
    """Read a sheet of text.

    Args:
        data: Its bytes.
        where: Name of the file, for messages.
        encoding: What somebody says that it is encoded in; None = find out.

    Raises:
        PackageError: no encoding fits, a quote is not closed, or a cell or a line is longer than any is.
    """
    found = decoded(data, where, encoding)
    remarks = []
    if found.certainty < _CERTAIN:
        remarks.append(f"read as {found.encoding}, certainty {found.certainty} %; --encoding says another one")
    first, _, _ = found.text[:10].partition("\n")
    said = first.strip().lower()
    separator = said[4:] if said.startswith("sep=") and said[4:] in _SEPARATORS else _separator(found.text)
    if separator != ",":
        remarks.append(f"its cells are separated by {_SEPARATORS[separator]}")
    return Grid("", list(_lines(found, where, separator)), tuple(remarks))


def _separator(text: str) -> str:
    """Return what separates the cells: the sign that gives most lines the same number of cells."""
    sample = "".join(islice(io.StringIO(text, newline=""), _SAMPLED))

    def weight(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator))
        except csv.Error:
            return 0, 0
        width, count = max(
            ((width, count) for width, count in widths.items() if width > 1), key=_lines_times_cells, default=(0, 0)
        )
        return count, width

    # The order of the table decides between equals: a comma.
    return max(_SEPARATORS, key=lambda separator: _lines_times_cells(weight(separator)))


def _lines_times_cells(found: tuple[int, int]) -> int:
    return found[0] * found[1]


def _lines(found: Decoded, where: str, separator: str) -> Iterator[Line]:
    source = _Counted(found, where)
    reader = csv.reader(source, delimiter=separator, strict=True)
    while True:
        number, offset = source.count + 1, source.offset
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise PackageError(
                quote_problem(str(error)),
                where=f"{where}:{number}",
                hint="Look at the quotes from this line on; a quote inside a quoted cell is written twice.",
            ) from error
        if any(len(cell) > MAX_FIELD for cell in cells):
            raise PackageError(TOO_LONG, where=f"{where}:{number}")
        yield Line(number, tuple(cells), offset)


class _Counted:
    """Lines of a text, counted in lines and bytes as the reader takes them."""

    def __init__(self, found: Decoded, where: str) -> None:
        self._lines = io.StringIO(found.text, newline="")
        self._encoding = found.encoding if found.encoding != "utf-16" else "utf-16-le"
        self._where = where
        self.count = 0
        self.offset = found.mark

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.count += 1
        if len(line) > MAX_LINE:
            raise PackageError(
                f"the line has {len(line):,} characters; no sheet has such lines", where=f"{self._where}:{self.count}"
            )
        self.offset += len(line.encode(self._encoding, errors="replace"))
        return line
