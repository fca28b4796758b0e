"""What must be read beside the rows: how many there are, drawn from what, and how to read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from circflow.model import Result
from circflow.views.layout import Cell, Line, Style, unit, words, wrap
from circflow.views.wording import one_line, parameter_text

_BELOW_PROSE: Final = ("Data", "Matched", "Reading", "Warning")
_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence below the rows.

    Attributes:
        label: What it is about; empty for a sentence that stands alone.
        cell: The sentence, safe for a terminal.
        alert: Whether an answer would be misread without it.
    """

    label: str
    cell: Cell
    alert: bool = False

    @property
    def text(self) -> str:
        """Return the sentence on one line."""
        return " ".join("".join(span.text for span in piece) for piece in self.cell)

    @property
    def line(self) -> str:
        """Return the label, where there is one, and the sentence."""
        return f"{self.label}: {self.text}" if self.label else self.text


def remarks(result: Result, drawn: int) -> Iterator[Remark]:
    """Yield the sentences in the order in which they are read.

    Args:
        result: The answer.
        drawn: How many of its rows stand above.
    """
    if not result.rows:
        yield _sentence("", "No rows: nothing that is loaded fits the question.")
    else:
        rows = "1 row" if result.row_count == 1 else f"{result.row_count:,} rows"
        cut = "cut by the limit: there are more. Raise the limit or narrow the question."
        yield _sentence("", f"{rows}, {cut if result.truncated else 'nothing cut.'}", alert=result.truncated)
    if drawn < result.row_count:
        text = f"Shown are the first {drawn:,}; a file holds them all (csv, xlsx, json, jsonl)."
        yield _sentence("", text, alert=True)
    yield Remark("Asked", _parameters(result))
    yield _sentence("Data", _data(result))
    if any(stamp.matches for stamp in result.datasets):
        yield _sentence("Matched", matched(result))
    if result.parameters.get("as_of") is not None and (told := _statuses(result)):
        yield _sentence("Status", told)
    if result.query.reading:
        yield _sentence("Reading", result.query.reading)
    for warning in result.warnings:
        yield _sentence("Warning", warning, alert=True)


def below(result: Result, width: int) -> Iterator[Line]:
    """Yield what stands below a page of prose, broken into lines: what it was drawn from, and how to read it."""
    for remark in remarks(result, result.row_count):
        if remark.label in _BELOW_PROSE:
            yield from wrap((unit(f"{remark.label}:", Style.FAINT), *remark.cell), width)


def matched(result: Result) -> str:
    """Say which decisions that companies are one the rows rest on."""
    made = list(dict.fromkeys(str(match) for stamp in result.datasets for match in stamp.matches))
    more = f"; and {len(made) - _FEW:,} more decisions, which a .json file lists" if len(made) > _FEW else ""
    return f"{'; '.join(made[:_FEW])}{more}."


def _statuses(result: Result) -> str:
    """Say which deals a question about a day took at their status of today."""
    lacking = [fact for fact in result.facts.values() if not fact.history]
    if not result.facts:
        return "that of today wherever a deal has no history of its status."
    if len(lacking) == len(result.facts):
        return "that of today, since no deal here has a history of its status."
    many = f"{len(lacking):,} of {len(result.facts):,} deals here"
    return f"that of today for {many}, which have no history of their status." if lacking else ""


def _sentence(label: str, text: str, *, alert: bool = False) -> Remark:
    """Return running text without the line ends that a header has for its own width."""
    return Remark(label, words(one_line(" ".join(text.split())), Style.ALERT if alert else Style.PLAIN), alert)


def _parameters(result: Result) -> Cell:
    given = [
        f"{name.replace('_', ' ')} {parameter_text(value)}"
        for name, value in result.parameters.items()
        if value is not None and value not in ([], ())
    ]
    last = len(given) - 1
    return tuple(unit(one_line(text) + " ·" * (at < last)) for at, text in enumerate(given)) or words("no conditions")


def _data(result: Result) -> str:
    stamps = (
        f"{stamp.id}, loaded {stamp.loaded_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        + ("" if stamp.complete else " (unfinished: the answer is partial)")
        for stamp in result.datasets
    )
    return "; ".join(stamps) or "nothing is loaded"
