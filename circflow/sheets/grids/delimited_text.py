"""The text of a csv file, whatever separates its cells → a grid."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from circflow.sheets.delimited import text_rows
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
    rows = text_rows(
        found.text,
        where,
        separator=separator,
        encoding=found.encoding if found.encoding != "utf-16" else "utf-16-le",
        offset=found.mark,
        longest_line=MAX_LINE,
    )
    return (Line(row.line, row.cells, row.offset) for row in rows)
