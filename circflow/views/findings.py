"""What checks found, one below the other, for people."""

from collections.abc import Iterator
from typing import Final

from circflow.model.finding import Finding, Verdict
from circflow.views.layout import Line, Style, painted, side_by_side, unit, words, wrap
from circflow.views.page import Page
from circflow.views.wording import one_line

_LEAST_WIDTH: Final = 40
_WIDEST: Final = 110
_VERDICT: Final = 7
_ABOUT: Final = 11
_STYLES: Final = {Verdict.GOOD: Style.FAINT, Verdict.WARNING: Style.ALERT, Verdict.WRONG: Style.STRONG}


def chunks(finding: Finding, page: Page) -> Iterator[str]:
    """Yield the lines of one finding, so that it can be shown while the next check runs."""
    width = min(max(page.width, _LEAST_WIDTH), _WIDEST)
    for line in _lines(finding, width):
        yield painted(line, color=page.color) + "\n"


def _lines(finding: Finding, width: int) -> Iterator[Line]:
    widths = (_VERDICT, _ABOUT, width - _VERDICT - _ABOUT - 4)
    verdict = wrap((unit(finding.verdict.value, _STYLES[finding.verdict]),), _VERDICT)
    about = wrap((unit(finding.about),), _ABOUT)
    told = wrap(words(one_line(finding.text)), widths[2])
    if finding.next_step:
        told += wrap((unit("→", Style.FAINT), *words(one_line(finding.next_step))), widths[2])
    yield from side_by_side((verdict, about, told), widths, (False, False, False))
