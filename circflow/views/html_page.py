"""One HTML page that can be mailed and printed: the rows in words, the deals behind them, their sources, and the run.

It has no script and asks for nothing: a policy in its head forbids both, should a text ever slip through the escaping.
Links lead from a deal to its sources, and from there to the web. It is read on a phone, on a desk and on paper, in dark
and light.
"""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Final

from circflow.model import Result
from circflow.views.document import Line, Paragraph, Table, Text, tables
from circflow.views.footer import Remark, remarks
from circflow.views.page import Page
from circflow.views.wording import one_line

STATIC: Final = Path(__file__).parent / "static"

_HEAD: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style{named}>{style}</style>
</head>
<body>
<main>
"""


def chunks(result: Result, page: Page) -> Iterator[str]:
    """Yield the page piece by piece."""
    del page
    title = one_line(result.query.title)
    yield page_head(title, static("page.css"))
    yield f"<h1><bdi>{escaped(title)}</bdi></h1>\n"
    for remark in remarks(result, result.row_count):
        yield remark_paragraph(remark)
    for table in tables(result):
        yield from table_section(table)
    yield "</main>\n</body>\n</html>\n"


def page_head(title: str, style: str, *, style_id: str = "", let_in: str = "") -> str:
    """Return what stands before the content; the page's policy lets in this style and what is named, nothing else.

    Args:
        title: Of the page.
        style: Its style.
        style_id: The id of the style's element; empty = none.
        let_in: Further directives of the policy, such as `img-src blob:`.
    """
    directives = ["default-src 'none'", f"style-src '{seal(style)}'", let_in, "base-uri 'none'", "form-action 'none'"]
    return _HEAD.format(
        policy="; ".join(filter(None, directives)),
        named=f' id="{style_id}"' if style_id else "",
        style=style,
        title=escaped(title),
    )


@cache
def static(name: str) -> str:
    """Return the text of a file that comes with the pages."""
    return (STATIC / name).read_text(encoding="utf-8")


def seal(text: str) -> str:
    """Return the digest by which a page's policy lets in one style or script, and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def remark_paragraph(remark: Remark) -> str:
    """Return a sentence that must be read beside the rows."""
    kind = ' class="alert"' if remark.alert else ""
    label = f"<b>{escaped(remark.label)}:</b> " if remark.label else ""
    return f"<p{kind}>{label}<bdi>{escaped(remark.text)}</bdi></p>\n"


def table_section(table: Table) -> Iterator[str]:
    """Yield a heading and its table."""
    name = table.heading.lower()
    yield f'<section aria-labelledby="{name}">\n<h2 id="{name}">{table.heading}</h2>\n'
    yield from table_block(table)
    yield "</section>\n"


def table_block(table: Table) -> Iterator[str]:
    """Yield a table without its heading."""
    yield f'<div class="wide"><table class="{table.heading.lower()}">\n<thead><tr>'
    yield "".join(f'<th scope="col">{escaped(title)}</th>' for title in table.columns)
    yield "</tr></thead>\n<tbody>\n"
    titles = tuple(f' data-title="{escaped(title)}"' for title in table.columns)
    for line in table.lines:
        yield _row(line, titles)
    yield "</tbody>\n</table></div>\n"


def _row(line: Line, titles: tuple[str, ...]) -> str:
    mark = f' id="{line.mark}"' if line.mark else ""
    cells = (
        f"<td{title}>{''.join(f'<p>{paragraph(texts)}</p>' for texts in cell)}</td>"
        for title, cell in zip(titles, line.cells, strict=True)
    )
    return f"<tr{mark}>{''.join(cells)}</tr>\n"


def paragraph(texts: Paragraph) -> str:
    """Return texts that follow each other, which keep their own reading direction."""
    return f"<bdi>{''.join(map(_text, texts))}</bdi>"


def _text(text: Text) -> str:
    shown = escaped(text.text)
    if text.to:
        away = "" if text.to.startswith("#") else ' rel="noopener noreferrer"'
        return f'<a href="{escaped(text.to)}"{away}>{shown}</a>'
    return f"<b>{shown}</b>" if text.strong else shown


@lru_cache(maxsize=2**16)  # the same names and ids come back in row after row
def escaped(text: str) -> str:
    """Return a text that is only text, between tags and in attributes."""
    return escape(text)
