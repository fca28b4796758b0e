"""Comparisons and verifications for a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from circflow.records.difference import Difference
from circflow.records.told import sections
from circflow.records.wording import remarks, row_counts
from circflow.views.layout import GAP, Cell, Line, Style, painted, side_by_side, unit, words, wrap
from circflow.views.page import Page
from circflow.views.wording import one_line

if TYPE_CHECKING:
    from circflow.records.verification import Verification

_LEAST_WIDTH: Final = 40
_WIDEST: Final = 110
_MARK: Final = 1
_SAME: Final = "same"
_DIFFERS: Final = "changed"
_ABOUT: Final = len("parameters")


def difference(found: Difference, page: Page) -> Iterator[str]:
    """Yield the lines of a comparison."""
    width = _width(page)
    lines = [*wrap(words(one_line(found.new.query.title), Style.STRONG), width), (), *_rows(found, width)]
    lines += [line for text in row_counts(found) for line in wrap(words(f"{text[:1].upper()}{text[1:]}."), width)]
    for label, texts in remarks(found):
        lines += wrap((unit(f"{label}:", Style.FAINT), *words(one_line("; ".join(texts)))), width)
    for line in lines:
        yield painted(line, color=page.color) + "\n"


def verification(found: "Verification", page: Page) -> Iterator[str]:
    """Yield a line or more for each finding, and the rows that differ below them."""
    width = _width(page)
    widths = (len(_DIFFERS), _ABOUT, width - len(_DIFFERS) - _ABOUT - 4)
    for finding in found.findings:
        verdict = (unit(_SAME),) if finding.same else (unit(_DIFFERS, Style.ALERT),)
        cells: tuple[Cell, ...] = (verdict, (unit(finding.about),), words(one_line(finding.text)))
        broken = [wrap(cell, size) for cell, size in zip(cells, widths, strict=True)]
        for line in side_by_side(broken, widths, (False,) * len(widths)):
            yield painted(line, color=page.color) + "\n"
    if found.difference and found.difference.rows_differ:
        yield "\n"
        for line in _rows(found.difference, width):
            yield painted(line, color=page.color) + "\n"


def _rows(found: Difference, width: int) -> Iterator[Line]:
    for heading, rows in sections(found):
        yield from wrap(words(heading, Style.STRONG), width)
        for row in rows:
            inner = width - _MARK - GAP
            mark = wrap((unit(row.mark),), _MARK)
            text = wrap(words(row.text, Style.STRONG), inner)
            details = [line for detail in row.details for line in wrap(words(detail), inner)]
            yield from side_by_side((mark, [*text, *details]), (_MARK, inner), (False, False))
        yield ()


def _width(page: Page) -> int:
    return min(max(page.width, _LEAST_WIDTH), _WIDEST)
