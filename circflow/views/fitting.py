"""How wide the columns of a table are: so that it has few lines, and no name, arrow or amount is broken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from circflow.views.layout import GAP, Cell, least_width, natural_width, width_of

_SAMPLE: Final = 40  # rows that are looked at to choose; the others break more often at worst

Sizes = tuple[int, ...]
"""Columns that each unit of a cell takes."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row.

    Attributes:
        said: Those that stand once, on the left.
        arrows: Those of the deals behind it, a tuple for each arrow, one below the other.
    """

    said: tuple[Cell, ...] = ()
    arrows: tuple[tuple[Cell, ...], ...] = ()

    def columns(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the cells of each column."""
        for cell in self.said:
            yield (cell,)
        yield from zip(*self.arrows, strict=True)


def fitted(
    headings: Sequence[Cell], rows: Sequence[TableRow], width: int, *, breakable: int | None = None
) -> list[int] | None:
    """Choose the widths of columns that stand side by side.

    Starting from columns as wide as their longest cell, one after the other is narrowed to where one of its cells needs
    another line, always the one that costs the fewest lines for the room it gives.

    Args:
        headings: They may break at blanks, and widen no column.
        rows: All rows that will be drawn.
        width: Columns of the page.
        breakable: A unit that is longer may be broken at a blank; None = none may.

    Returns:
        A width for each column; None when the page is too narrow.
    """
    least = [least_width(heading) for heading in headings]
    natural = list(least)
    for row in rows:
        for at, cells in enumerate(row.columns()):
            least[at] = max(least[at], *map(least_width, cells))
            natural[at] = max(natural[at], *map(natural_width, cells))
    if breakable is not None:
        least = [min(size, breakable) for size in least]
    room = width - GAP * (len(headings) - 1)
    if sum(least) > room:
        return None
    return _narrowed(natural, least, [_sizes(row) for row in rows[:_SAMPLE]], room)


@dataclass(frozen=True, slots=True)
class _Sizes:
    said: tuple[Sizes, ...]
    arrows: tuple[tuple[Sizes, ...], ...]

    def height(self, widths: Sequence[int]) -> int:
        said = max((_lines(cell, width)[0] for cell, width in zip(self.said, widths, strict=False)), default=0)
        right = widths[len(self.said) :]
        arrows = (
            max(_lines(cell, width)[0] for cell, width in zip(arrow, right, strict=True)) for arrow in self.arrows
        )
        return max(said, sum(arrows))

    def longest_line(self, at: int, width: int) -> int:
        """Return how much of `width` the cells of a column use."""
        if at < len(self.said):
            return _lines(self.said[at], width)[1]
        return max((_lines(arrow[at - len(self.said)], width)[1] for arrow in self.arrows), default=0)


def _sizes(row: TableRow) -> _Sizes:
    return _Sizes(
        tuple(tuple(map(width_of, cell)) for cell in row.said),
        tuple(tuple(tuple(map(width_of, cell)) for cell in arrow) for arrow in row.arrows),
    )


def _narrowed(natural: list[int], least: list[int], rows: Sequence[_Sizes], room: int) -> list[int]:
    widths = natural
    height = sum(row.height(widths) for row in rows)
    while sum(widths) > room:
        best: tuple[float, int, list[int], int] | None = None
        for at, width in enumerate(widths):
            if width == least[at]:
                continue
            used = max((row.longest_line(at, width - 1) for row in rows), default=0)
            narrower = [*widths[:at], max(least[at], min(used, width - 1)), *widths[at + 1 :]]
            total = sum(row.height(narrower) for row in rows)
            choice = ((total - height) / (width - narrower[at]), -width, narrower, total)
            best = min(best, choice) if best else choice
        if best is None:  # unreachable while the least widths fit
            break
        _, _, widths, height = best
    return widths


@lru_cache(maxsize=2**14)
def _lines(sizes: Sizes, width: int) -> tuple[int, int]:
    """Return how many lines a cell takes, and how long the longest is."""
    lines = longest = used = 0
    for size in sizes:
        if lines and used + 1 + size <= width:
            used += 1 + size
        else:
            lines += max(1, -(-size // max(1, width)))
            used = min(size, width)
        longest = max(longest, used)
    return lines, longest
