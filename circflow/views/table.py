"""The table that people read in a terminal.

Wide pages get one grid: what a row says on the left, the deals behind it, arrow by arrow, on the right. Where that
would break names or arrows, each row is a block: first what it says, below it its deals.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

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
    width = _width(page)
    rows = result.rows[:MAX_ROWS]
    for line in chain(_head(result, width), _body(result, rows, width), _foot(result, len(rows), width)):
        yield painted(line, color=page.color) + "\n"


def excerpt(result: Result, rows: Sequence[Mapping[str, Any]], page: Page) -> Iterator[str]:
    """Yield the title and some of the rows, for a page that says itself which they are and how to read them.

    Args:
        result: The whole answer.
        rows: Those of its rows to show, in this order.
        page: Width and colours.
    """
    width = _width(page)
    for line in chain(_head(result, width), _body(result, rows, width)):
        yield painted(line, color=page.color) + "\n"


def _width(page: Page) -> int:
    return max(page.width, _LEAST_WIDTH)


def _head(result: Result, width: int) -> Iterator[Line]:
    yield from wrap(words(one_line(result.query.title), Style.STRONG), width)
    yield ()


def _body(result: Result, rows: Sequence[Mapping[str, Any]], width: int) -> Iterator[Line]:
    table = shown(result, rows)
    if rows:
        yield from grid(table, width) or blocks(table, width)


def _foot(result: Result, drawn: int, width: int) -> Iterator[Line]:
    for remark in remarks(result, drawn):
        label = (unit(f"{remark.label}:", Style.FAINT),) if remark.label else ()
        yield from wrap((*label, *remark.cell), width)
