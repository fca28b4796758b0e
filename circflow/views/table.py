"""The table that people read in a terminal.

Wide pages get one grid: what the row says on the left, the deals behind it, arrow by arrow, on the right. Where that
would break names or arrows, each row is a block: first what it says, below it its deals.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from circflow.model import Result
from circflow.model.safe_text import safe_text
from circflow.views.evidence import TITLES
from circflow.views.footer import remarks
from circflow.views.layout import (
    BLANK,
    GAP,
    Cell,
    Line,
    Span,
    Style,
    fitted,
    least_width,
    natural_width,
    painted,
    side_by_side,
    unit,
    words,
    wrap,
)
from circflow.views.page import Page
from circflow.views.shown import Row, Shown, shown

MAX_ROWS: Final = 10_000
"""Rows beyond which a table is cut, and says so: nobody reads further, and a file holds them all."""

Arrows = Sequence[tuple[Cell, ...]]
"""The cells of the evidence of one row, a tuple an arrow."""

_LEAST_WIDTH: Final = 40


def chunks(result: Result, page: Page) -> Iterator[str]:
    """Yield the table line by line."""
    width = max(page.width, _LEAST_WIDTH)
    rows = result.rows[:MAX_ROWS]
    for line in _lines(result, shown(result, rows), width):
        yield painted(line, color=page.color) + "\n"


def _lines(result: Result, table: Shown, width: int) -> Iterator[Line]:
    yield from wrap(words(safe_text(result.query.title, keep_lines=False), Style.STRONG), width)
    yield ()
    if table.rows:
        yield from _grid(table, width) or _blocks(table, width)
    yield from _footer(result, len(table.rows), width)


def _grid(table: Shown, width: int) -> list[Line] | None:
    """Return the lines of the grid, or None where the page is too narrow for it."""
    said = [[_number(index), *(column.draw(row) for column in table.columns)] for index, row in enumerate(table.rows)]
    behind = _behind(table)
    texts = ["#", *(column.title for column in table.columns), *(TITLES if behind else ())]
    headings = [words(text, Style.FAINT) for text in texts]
    columns = [*zip(*said, strict=True), *(zip(*chain(*behind), strict=True) if behind else ())]
    widths = _widths([(heading, *cells) for heading, cells in zip(headings, columns, strict=True)], width)
    if widths is None:
        return None
    right = [True, *(column.right for column in table.columns), *((False,) * len(TITLES) if behind else ())]
    titles = [wrap(cell, size) for cell, size in zip(headings, widths, strict=True)]
    lines = [*side_by_side(titles, widths, right), (Span("─" * (sum(widths) + GAP * (len(widths) - 1)), Style.FAINT),)]
    blocks = [list(_grid_row(cells, behind[at] if behind else None, widths, right)) for at, cells in enumerate(said)]
    between: list[Line] = [()] if any(len(block) > 1 for block in blocks) else []
    for block in blocks:
        lines += [*block, *between]
    return lines if between else [*lines, ()]


def _grid_row(
    cells: Sequence[Cell], arrows: Arrows | None, widths: Sequence[int], right: Sequence[bool]
) -> Iterator[Line]:
    drawn = [wrap(cell, size) for cell, size in zip(cells, widths, strict=False)]
    if arrows is not None:
        drawn += _stacked(arrows, widths[len(cells) :])
    return side_by_side(drawn, widths, right)


def _stacked(arrows: Arrows, widths: Sequence[int]) -> list[list[Line]]:
    """Return the columns of the arrows of one row, one arrow below the other."""
    columns: list[list[Line]] = [[] for _ in widths]
    for arrow in arrows:
        drawn = [wrap(cell, size) for cell, size in zip(arrow, widths, strict=True)]
        height = max(map(len, drawn))
        for column, lines in zip(columns, drawn, strict=True):
            column.extend([*lines, *[()] * (height - len(lines))])
    return columns


def _blocks(table: Shown, width: int) -> Iterator[Line]:
    """Yield a block of lines for each row."""
    behind = _behind(table)
    margin = len(str(len(table.rows))) + GAP
    inner = width - margin
    widths = _widths([(words(title), *cells) for title, cells in _by_title(behind)], inner) if behind else None
    if widths:
        headings = [wrap(words(title, Style.FAINT), size) for title, size in zip(TITLES, widths, strict=True)]
        for line in side_by_side(headings, widths, (False,) * len(widths)):
            yield (Span(" " * margin), *line)
        yield ()
    for index, row in enumerate(table.rows):
        block = [*_said(table, row, inner)]
        if behind and widths:
            stacked = _stacked(behind[index], widths)
            block += side_by_side(stacked, widths, (False,) * len(widths))
        elif behind:
            for arrow in behind[index]:
                block += wrap(tuple(chain(*arrow)), inner)
        for at, line in enumerate(block):
            number = f"{index + 1:>{margin - GAP}}" if at == 0 else ""
            yield (Span(f"{number:<{margin}}", Style.FAINT), *line)
        yield ()


def _said(table: Shown, row: Row, width: int) -> Iterator[Line]:
    """Yield what a row says: its chain on lines of its own, the rest as phrases."""
    phrases: list[Cell] = []
    for column in table.columns:
        phrase = column.phrase(row)
        if column.chain:
            yield from wrap(phrase, width)
        elif phrase:
            phrases.append(phrase)
    last = len(phrases) - 1
    joined = (
        tuple(span for piece in phrase for span in (*piece, BLANK))[:-1] + ((Span(" ·", Style.FAINT),) * (at < last))
        for at, phrase in enumerate(phrases)
    )
    if phrases:
        yield from wrap(tuple(joined), width)


def _behind(table: Shown) -> list[Arrows]:
    if table.evidence is None:
        return []
    return [[line.cells() for line in table.evidence(row)] for row in table.rows]


def _by_title(behind: Sequence[Arrows]) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    return zip(TITLES, zip(*chain(*behind), strict=True), strict=True)


def _number(index: int) -> Cell:
    return words(str(index + 1), Style.FAINT)


def _widths(columns: Sequence[Sequence[Cell]], width: int) -> list[int] | None:
    """Share the page among columns, whose first cells are their headings: these may break, and widen nothing."""
    least = [max(map(least_width, cells)) for cells in columns]
    natural = [max(size, *map(natural_width, cells[1:])) for size, cells in zip(least, columns, strict=True)]
    return fitted(natural, least, width)


def _footer(result: Result, drawn: int, width: int) -> Iterator[Line]:
    for remark in remarks(result, drawn):
        label = unit(f"{remark.label}:", Style.FAINT) if remark.label else None
        text = words(remark.text, remark.style)
        yield from wrap((label, *text) if label else text, width)
