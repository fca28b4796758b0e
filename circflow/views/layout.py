"""Text in columns of a terminal, where a wide character takes two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from rich.cells import cell_len


class Style(Enum):
    """What a text is, with the terminal's codes for it. Never needed to understand the text."""

    PLAIN = ""
    STRONG = "1"
    FAINT = "2"
    ALERT = "33"


@dataclass(frozen=True, slots=True)
class Span:
    """A text in one style, already safe for the terminal."""

    text: str
    style: Style = Style.PLAIN


Unit = tuple[Span, ...]
"""Spans that follow each other without a blank and stay on one line where they fit."""

Cell = tuple[Unit, ...]
"""Units with a blank between them, where a line may break."""

Line = tuple[Span, ...]
"""What stands on one line."""

BLANK: Final = Span(" ")
GAP: Final = 2
"""Blanks between two columns."""


def words(text: str, style: Style = Style.PLAIN) -> Cell:
    """Return running text, which may break at each blank."""
    return tuple((Span(word, style),) for word in text.split())


def unit(text: str, style: Style = Style.PLAIN) -> Unit:
    """Return a text that stays together."""
    return (Span(text, style),)


def width_of(spans: Iterable[Span]) -> int:
    """Return the columns that the spans take."""
    return sum(cell_len(span.text) for span in spans)


def natural_width(cell: Cell) -> int:
    """Return the columns that the cell takes on one line."""
    return sum(map(width_of, cell)) + max(0, len(cell) - 1)


def least_width(cell: Cell) -> int:
    """Return the columns below which a unit would have to be broken."""
    return max(map(width_of, cell), default=0)


def wrap(cell: Cell, width: int) -> list[Line]:
    """Break a cell into lines: between units; inside a unit only if it is too long for a line, and then at a blank.

    A word that is longer than a line is cut where the line ends.
    """
    lines: list[Line] = []
    current: list[Span] = []
    used = 0
    for piece in _fitting(cell, width):
        size = width_of(piece)
        if current and used + 1 + size > width:
            lines.append(tuple(current))
            current, used = [], 0
        if current:
            current.append(BLANK)
            used += 1
        current.extend(piece)
        used += size
    if current or not lines:
        lines.append(tuple(current))
    return lines


def _fitting(cell: Cell, width: int) -> Iterator[Unit]:
    for piece in cell:
        if width_of(piece) <= width:
            yield piece
            continue
        for span in piece:
            for word in span.text.split():
                for part in _cut(word, width):
                    yield (Span(part, span.style),)


def _cut(word: str, width: int) -> Iterator[str]:
    """Cut a word into parts of at most `width` columns; one wide character is the least part."""
    start, used = 0, 0
    for index, char in enumerate(word):
        size = cell_len(char)
        if used + size > width and index > start:
            yield word[start:index]
            start, used = index, 0
        used += size
    yield word[start:]


def clipped(text: str, width: int) -> str:
    """Return the text, or its beginning and `…` when it takes more than `width` columns."""
    if cell_len(text) <= width:
        return text
    return next(_cut(text, width - 1)) + "…"


def side_by_side(columns: Sequence[Sequence[Line]], widths: Sequence[int], right: Sequence[bool]) -> Iterator[Line]:
    """Yield the lines of cells that stand beside each other.

    Args:
        columns: The lines of each cell.
        widths: Columns that each cell takes.
        right: Whether each is aligned to the right.
    """
    for row in range(max(map(len, columns), default=0)):
        line: list[Span] = []
        used = start = 0
        for lines, width, to_right in zip(columns, widths, right, strict=True):
            spans = lines[row] if row < len(lines) else ()
            size = width_of(spans)
            if size:
                begin = start + (width - size if to_right else 0)
                line.append(Span(" " * (begin - used)))
                line.extend(spans)
                used = begin + size
            start += width + GAP
        yield tuple(line)


def painted(line: Line, *, color: bool) -> str:
    """Return a line as text, with the terminal's codes if colours may be used."""
    text = "".join(
        f"\x1b[{span.style.value}m{span.text}\x1b[0m" if color and span.style.value and span.text else span.text
        for span in line
    )
    return text.rstrip()
