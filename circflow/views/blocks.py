"""An answer in blocks, for narrow pages: what a row says, and below it its deals, arrow by arrow."""

from collections.abc import Iterator, Sequence
from typing import Final

from circflow.views.arrows import TITLES
from circflow.views.fitting import TableRow, fitted
from circflow.views.grid import stacked
from circflow.views.layout import BLANK, GAP, Cell, Line, Span, Style, side_by_side, words, wrap
from circflow.views.shown import Row, Shown

_BREAKABLE: Final = 24  # a long name may take two lines before the columns are given up
_LEFT: Final = (False,) * len(TITLES)


def blocks(table: Shown, width: int) -> Iterator[Line]:
    """Yield a block of lines for each row, with its number in the margin."""
    margin = len(str(len(table.rows))) + GAP
    inner = width - margin
    behind = [tuple(arrow.cells() for arrow in table.arrows(row)) if table.arrows else () for row in table.rows]
    widths = _widths(behind, inner) if table.arrows else None
    if widths:
        headings = [wrap(words(title, Style.FAINT), size) for title, size in zip(TITLES, widths, strict=True)]
        for line in side_by_side(headings, widths, _LEFT):
            yield (Span(" " * margin), *line)
        yield ()
    for index, (row, arrows) in enumerate(zip(table.rows, behind, strict=True)):
        number = f"{index + 1:>{margin - GAP}}"
        for line in (*_said(table, row, inner), *_deals(arrows, widths, inner)):
            yield (Span(f"{number:<{margin}}", Style.FAINT), *line)
            number = ""
        yield ()


def _widths(behind: Sequence[tuple[tuple[Cell, ...], ...]], width: int) -> list[int] | None:
    headings = [words(title) for title in TITLES]
    rows = [TableRow((), arrows) for arrows in behind]
    return fitted(headings, rows, width) or fitted(headings, rows, width, breakable=_BREAKABLE)


def _said(table: Shown, row: Row, width: int) -> Iterator[Line]:
    """Yield what a row says: its chain on lines of its own, the rest as phrases."""
    phrases: list[Cell] = []
    for column in table.columns:
        phrase = column.phrase(row)
        if column.chain:
            yield from wrap(phrase, width)
        elif phrase:
            phrases.append(phrase)
    if phrases:
        yield from wrap(_joined(phrases), width)


def _deals(arrows: Sequence[tuple[Cell, ...]], widths: Sequence[int] | None, width: int) -> Iterator[Line]:
    """Yield the deals of a row: in columns, or one after the other where the page is too narrow for columns."""
    if widths:
        yield from side_by_side(stacked(arrows, widths), widths, _LEFT)
        return
    for label, *others in arrows:
        yield from wrap(label, width)
        for line in wrap(_joined([cell for cell in others if cell]), width - GAP):
            yield (Span(" " * GAP), *line)


def _joined(phrases: Sequence[Cell]) -> Cell:
    """Return phrases with dots between them, each of which stays together."""
    last = len(phrases) - 1
    return tuple(
        tuple(span for piece in phrase for span in (*piece, BLANK))[:-1] + (Span(" ·", Style.FAINT),) * (at < last)
        for at, phrase in enumerate(phrases)
    )
