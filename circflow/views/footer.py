"""What must be read beside the rows: how many there are, drawn from what, and how to read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date

from circflow.model import Result
from circflow.model.safe_text import safe_text
from circflow.views.layout import Style
from circflow.views.wording import value_text


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence below the rows.

    Attributes:
        label: What it is about; empty for a sentence that stands alone.
        text: Safe for a terminal.
        style: How much it matters.
    """

    label: str
    text: str
    style: Style = Style.PLAIN


def remarks(result: Result, drawn: int) -> Iterator[Remark]:
    """Yield the sentences in the order in which they are read.

    Args:
        result: The answer.
        drawn: How many of its rows stand above.
    """
    yield _count(result)
    if drawn < result.row_count:
        yield Remark("", f"Shown are the first {drawn:,}; a file holds them all (csv, xlsx, json, jsonl).", Style.ALERT)
    yield Remark("Asked", _parameters(result))
    yield Remark("Data", _data(result))
    if result.query.reading:
        yield Remark("Reading", safe_text(result.query.reading, keep_lines=False))
    for warning in result.warnings:
        yield Remark("Warning", safe_text(warning, keep_lines=False), Style.ALERT)


def _count(result: Result) -> Remark:
    if not result.rows:
        return Remark("", "No rows: nothing that is loaded fits the question.")
    rows = "1 row" if result.row_count == 1 else f"{result.row_count:,} rows"
    if result.truncated:
        return Remark(
            "", f"{rows}, cut by the limit: there are more. Raise the limit or narrow the question.", Style.ALERT
        )
    return Remark("", f"{rows}, nothing cut.")


def _parameters(result: Result) -> str:
    given = (
        f"{name.replace('_', ' ')} {_parameter(value)}"
        for name, value in result.parameters.items()
        if value is not None and value != []
    )
    return safe_text(" · ".join(given), keep_lines=False) or "without conditions"


def _parameter(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else value_text(value)


def _data(result: Result) -> str:
    stamps = (
        f"{stamp.id}, loaded {stamp.loaded_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        + ("" if stamp.complete else " (unfinished: the answer is partial)")
        for stamp in result.datasets
    )
    return safe_text("; ".join(stamps), keep_lines=False) or "none is loaded"
