"""One JSON object a line, one line a row: for pipes, and for answers that are larger than memory elsewhere."""

from collections.abc import Iterator

from circflow.model import Result
from circflow.views.json_text import json_text
from circflow.views.named import records
from circflow.views.page import Page


def chunks(result: Result, page: Page) -> Iterator[str]:
    """Yield the lines; an empty answer has none."""
    del page
    for row in records(result):
        yield json_text(row) + "\n"
