"""What is said about figures of companies on one page: where claims differ, and every claim by date."""

from collections.abc import Iterator

from circflow.model import Result
from circflow.views.claims import beside_each_other, by_date, counted
from circflow.views.footer import below
from circflow.views.layout import Line, Span, Style, painted, unit, words, wrap
from circflow.views.page import Page
from circflow.views.wording import Names, one_line


def chunks(figures: Result, page: Page) -> Iterator[str]:
    """Yield the page line by line, in the order of the figures that were asked for; one that nobody states is left out.

    An address is never broken, whatever the width of the page, so that it can be followed.

    Args:
        figures: Answer of the stored query `figures`.
        page: Width and colours.
    """
    for line in _lines(figures, page.text_width):
        yield painted(line, color=page.color) + "\n"


def _lines(figures: Result, width: int) -> Iterator[Line]:
    names = Names(figures.names)
    asked = {id_: [row for row in figures.rows if row["figure"] == id_] for id_ in figures.parameters["figures"]}
    for index, (id_, said) in enumerate((id_, said) for id_, said in asked.items() if said):
        if index:
            yield (Span("─" * width, Style.FAINT),)
        whose = words(f"a figure of {names[said[0]['company']]}", Style.FAINT)
        yield from wrap((unit(f"{one_line(id_)} ", Style.STRONG), *whose), width)
        yield ()
        yield from beside_each_other(said, None, width)
        yield from wrap(words(counted(said), Style.STRONG), width)
        yield ()
        yield from by_date(said, None, width)
    yield from below(figures, width)
