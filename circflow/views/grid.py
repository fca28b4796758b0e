"""An answer in columns: what a row says on the left, its deals, arrow by arrow, on the right."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from circflow.views.arrows import TITLES
from circflow.views.fitting import TableRow, fitted
from circflow.views.layout import GAP, Cell, Line, Span, Style, side_by_side, words, wrap
from circflow.views.shown import Shown

_FIRST: Final = 100  # rows that mostly decide, before all are drawn in vain


def grid(table: Shown, width: int) -> Iterator[Line] | None:
    """Return the lines of the grid, or None where the page is too narrow for it."""
    titles = ["#", *(column.title for column in table.columns), *(TITLES if table.arrows else ())]
    headings = [words(title, Style.FAINT) for title in titles]
    drawing = _rows(table)
    rows = list(islice(drawing, _FIRST))
    if fitted(headings, rows, width) is None:
        return None
    rows += drawing
    widths = fitted(headings, rows, width)
    if widths is None:
        return None
    right = [True, *(column.right for column in table.columns), *(False for _ in (TITLES if table.arrows else ()))]
    return _drawn(headings, rows, widths, right)


def _rows(table: Shown) -> Iterator[TableRow]:
    for index, row in enumerate(table.rows):
        said = (words(str(index + 1), Style.FAINT), *(column.draw(row) for column in table.columns))
        yield TableRow(said, tuple(arrow.cells() for arrow in table.arrows(row)) if table.arrows else ())


def _drawn(
    headings: Sequence[Cell], rows: Sequence[TableRow], widths: Sequence[int], right: Sequence[bool]
) -> Iterator[Line]:
    drawn = [wrap(cell, size) for cell, size in zip(headings, widths, strict=True)]
    yield from side_by_side(drawn, widths, right)
    yield (Span("─" * (sum(widths) + GAP * (len(widths) - 1)), Style.FAINT),)
    lines = [list(_row_lines(row, widths, right)) for row in rows]
    apart = any(len(block) > 1 for block in lines)
    for block in lines:
        yield from block
        if apart:
            yield ()
    if not apart:
        yield ()


def _row_lines(row: TableRow, widths: Sequence[int], right: Sequence[bool]) -> Iterator[Line]:
    count = len(row.said)
    drawn = [wrap(cell, size) for cell, size in zip(row.said, widths, strict=False)]
    return side_by_side([*drawn, *stacked(row.arrows, widths[count:])], widths, right)


def stacked(arrows: Sequence[tuple[Cell, ...]], widths: Sequence[int]) -> list[list[Line]]:
    """Return the columns of the arrows of one row, one arrow below the other."""
    columns: list[list[Line]] = [[] for _ in widths]
    for arrow in arrows:
        drawn = [wrap(cell, size) for cell, size in zip(arrow, widths, strict=True)]
        height = max(map(len, drawn))
        for column, lines in zip(columns, drawn, strict=True):
            column.extend([*lines, *[()] * (height - len(lines))])
    return columns
