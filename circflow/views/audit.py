"""What several checks found, on one page: first how much, then what."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from circflow.model import Result
from circflow.views import json_object, table
from circflow.views.json_text import json_text
from circflow.views.layout import Cell, Style, painted, unit, words, wrap
from circflow.views.named import records
from circflow.views.page import Page
from circflow.views.wording import one_line

FORMATS: Final = ("table", "json", "jsonl")
"""In which it can be written; the other formats hold the rows of one question."""

SHOWN: Final = 20
"""Rows of a check that a table shows."""


def chunks(results: Sequence[Result], form: str, page: Page) -> Iterator[str]:
    """Yield the text piece by piece.

    Args:
        results: One for each check.
        form: One of `FORMATS`.
        page: Width and colours, for tables.
    """
    if form == "json":
        yield from _json(results, page)
    elif form == "jsonl":
        for result in results:
            for row in records(result):
                yield json_text({"check": result.query.id, **row}) + "\n"
    else:
        yield from _table(results, page)


def _json(results: Sequence[Result], page: Page) -> Iterator[str]:
    """Yield `{"circflow": 1, "checks": […]}`, each check the record of its run."""
    yield f'{{"circflow": {json_object.FORMAT_VERSION}, "checks": ['
    for index, result in enumerate(results):
        yield ",\n" if index else "\n"
        yield "".join(json_object.chunks(result, page)).rstrip("\n")
    yield "\n]}\n"


def _table(results: Sequence[Result], page: Page) -> Iterator[str]:
    digits = max((len(_count(result)) for result in results), default=1)
    for result in results:
        style = Style.ALERT if result.rows else Style.FAINT
        count = unit(_count(result).rjust(digits), style)
        yield from _lines((count, *words(one_line(result.query.title))), page)
    for result in results:
        if result.rows:
            yield "\n"
            yield from table.excerpt(result, result.rows[:SHOWN], page)
            yield from _lines(tuple(chain(_rest(result), words(one_line(result.query.reading), Style.FAINT))), page)


def _count(result: Result) -> str:
    return f"{result.row_count:,}{'+' if result.truncated else ''}"


def _rest(result: Result) -> Cell:
    beyond = result.row_count - SHOWN
    if beyond <= 0:
        return ()
    return words(f"… and {beyond:,} more: circflow run {result.query.id}.")


def _lines(cell: Cell, page: Page) -> Iterator[str]:
    for line in wrap(cell, page.width):
        yield painted(line, color=page.color) + "\n"
