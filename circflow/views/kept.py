"""Answers kept inside a page that people read: the JSON of each run, where `circflow verify` finds it.

No text from data can end such a block or begin one: in HTML it is escaped, and JSON has no line ends inside of texts,
so that no line of Markdown begins with one.
"""

import re
from html import escape, unescape
from typing import Final

from circflow.model import Result
from circflow.views.json_object import chunks
from circflow.views.page import Page

_HTML: Final = "<!doctype html>"
_IN_HTML: Final = re.compile(r'<pre class="record">(.*?)</pre>', re.DOTALL)
_IN_MARKDOWN: Final = re.compile(r"^```json circflow\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def in_html(result: Result) -> str:
    """Return an answer as a block of a page, closed until somebody opens it."""
    return f'{_opening(result)}\n<pre class="record">{escape(_json(result), quote=False)}</pre></details>\n'


def in_markdown(result: Result) -> str:
    """Return an answer as a block of Markdown, which is closed at first where the place knows how."""
    return f"{_opening(result)}\n\n```json circflow\n{_json(result)}```\n\n</details>\n\n"


def found(text: str) -> list[str]:
    """Return the JSON of each answer that is kept in a page, HTML or Markdown."""
    if text.startswith(_HTML):
        return [unescape(block) for block in _IN_HTML.findall(text)]
    return _IN_MARKDOWN.findall(text)


def _json(result: Result) -> str:
    return "".join(chunks(result, Page()))


def _opening(result: Result) -> str:
    query = result.query
    rows = "1 row" if result.row_count == 1 else f"{result.row_count:,} rows"
    return f"<details><summary>{escape(f'{query.id} {query.version}: {rows}')}</summary>"
