"""Markdown for wikis, code hosts and notes: the rows as a table in words, the deals behind them, and their sources.

Tables are those of GitHub Flavored Markdown; the arrows of one row stand below each other with `<br>`. Text from data
is escaped: it makes no heading, link, image, tag, formula or mention.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from circflow.model import Result
from circflow.views.document import Line, Paragraph, Table, Text, tables
from circflow.views.footer import remarks
from circflow.views.page import Page
from circflow.views.wording import one_line

_MARKUP: Final = re.compile(r"[\\`*_\[\]|~$#@!&]|:(?=//)|(?<=[Ww]{3})\.|^[-+=](?=\s|$)|^\d+(?=[.)]\s)")
_TAGS: Final = str.maketrans({"<": "&lt;", ">": "&gt;"})
_IN_ADDRESS: Final = "%/:=&?~#+!$,;'@*()"


def chunks(result: Result, page: Page) -> Iterator[str]:
    """Yield the document line by line."""
    del page
    yield f"# {escaped(one_line(result.query.title))}\n\n"
    for remark in remarks(result, result.row_count):
        text = escaped(remark.text)
        yield f"{f'**{remark.label}:** ' if remark.label else ''}{f'**{text}**' if remark.alert else text}\n\n"
    for table in tables(result):
        yield f"## {table.heading}\n\n"
        yield from table_block(table)


def table_block(table: Table) -> Iterator[str]:
    """Yield a table without its heading."""
    yield _row(map(escaped, table.columns))
    yield _row("---" for _ in table.columns)
    for line in table.lines:
        yield _row(_cells(line))
    yield "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cells(line: Line) -> Iterator[str]:
    for cell in line.cells:
        yield "<br>".join(map(paragraph, cell))


def paragraph(texts: Paragraph) -> str:
    """Return texts that follow each other."""
    return "".join(map(_text, texts))


def _text(text: Text) -> str:
    shown = escaped(text.text)
    if text.to.startswith("http"):
        return f"[{shown}](<{quote(text.to, safe=_IN_ADDRESS)}>)"
    # Stars beside a blank would stay stars.
    return f"**{shown}**" if text.strong and shown == shown.strip() else shown


@lru_cache(maxsize=2**16)  # the same names and ids come back in row after row
def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return _MARKUP.sub(_shown, text).translate(_TAGS)


def _shown(match: re.Match[str]) -> str:
    sign = match[0]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
