"""An answer as the table that a notebook shows."""

import html
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from circflow.model import Result
from circflow.views.arrows import TITLES
from circflow.views.footer import Remark, remarks
from circflow.views.layout import Cell, Span, Style
from circflow.views.shown import Row, Shown, shown
from circflow.views.wording import one_line

MAX_ROWS: Final = 50
"""Rows that a notebook shows; a frame or a file holds the others."""

_TAGS: Final = {Style.STRONG: "b", Style.ALERT: "em"}


def html_table(result: Result) -> str:
    """Return the first rows and the remarks below them as HTML, for `_repr_html_`.

    All text is escaped, there is no script and no link, and each cell keeps its own reading direction.
    """
    table = shown(result, result.rows[:MAX_ROWS])
    titles = [column.title for column in table.columns] + list(TITLES if table.arrows else ())
    return "".join(
        (
            f"<div><p><b>{_escaped(one_line(result.query.title))}</b></p>",
            f'<table class="dataframe"><thead><tr>{_cells("th", titles)}</tr></thead><tbody>',
            *chain(*(_row(table, row) for row in table.rows)),
            "</tbody></table>",
            *(_remark(remark) for remark in remarks(result, len(table.rows))),
            "</div>",
        )
    )


def _row(table: Shown, row: Row) -> Iterator[str]:
    """Yield a line of the table for each arrow; what the row itself says stands once, beside all of them."""
    said = [_drawn(column.draw(row)) for column in table.columns]
    if table.arrows is None:
        yield f"<tr>{_cells('td', said)}</tr>"
        return
    arrows = [[_drawn(cell) for cell in arrow.cells()] for arrow in table.arrows(row)]
    spanning = f' rowspan="{max(1, len(arrows))}" style="vertical-align: top"'
    for at, arrow in enumerate(arrows or [[""] * len(TITLES)]):
        yield f"<tr>{_cells('td', said, spanning) if at == 0 else ''}{_cells('td', arrow)}</tr>"


def _cells(tag: str, contents: Iterable[str], attributes: str = "") -> str:
    return "".join(f"<{tag}{attributes}><bdi>{content}</bdi></{tag}>" for content in contents)


def _drawn(cell: Cell) -> str:
    return " ".join("".join(_span(span) for span in piece) for piece in cell)


def _span(span: Span) -> str:
    tag = _TAGS.get(span.style)
    text = _escaped(span.text)
    return f"<{tag}>{text}</{tag}>" if tag else text


def _remark(remark: Remark) -> str:
    text = _escaped(remark.text)
    text = f"<em>{text}</em>" if remark.alert else text
    return f"<p>{f'<b>{remark.label}:</b> ' if remark.label else ''}{text}</p>"


def _escaped(text: str) -> str:
    return html.escape(text)
