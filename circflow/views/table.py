"""The table that people read in a terminal.

Wide pages get one grid: what a row says on the left, the deals behind it, arrow by arrow, on the right. Where that
would break names or arrows, each row is a block: first what it says, below it its deals.
"""

from collections.abc import Iterator
from typing import Final

from circflow.model import Result
from circflow.views.blocks import blocks
from circflow.views.footer import remarks
from circflow.views.grid import grid
from circflow.views.layout import Line, Style, painted, unit, words, wrap
from circflow.views.page import Page
from circflow.views.shown import shown
from circflow.views.wording import one_line

MAX_ROWS: Final = 10_000
"""Rows beyond which a table is cut, and says so: nobody reads further, and a file holds them all."""

_LEAST_WIDTH: Final = 40


def chunks(result: Result, page: Page) -> Iterator[str]:
    """Yield the table line by line."""
    for line in _lines(result, max(page.width, _LEAST_WIDTH)):
        yield painted(line, color=page.color) + "\n"


def _lines(result: Result, width: int) -> Iterator[Line]:
    yield from wrap(words(one_line(result.query.title), Style.STRONG), width)
    yield ()
    table = shown(result, result.rows[:MAX_ROWS])
    if table.rows:
        yield from grid(table, width) or blocks(table, width)
    for remark in remarks(result, len(table.rows)):
        label = (unit(f"{remark.label}:", Style.FAINT),) if remark.label else ()
        yield from wrap((*label, *remark.cell), width)
