"""A comparison as people read it: which rows, and what changed in them. Texts only, for a terminal and for Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from circflow.records.difference import Change, Difference
from circflow.records.record import Record, Row
from circflow.views.layout import Cell
from circflow.views.named import names_beside
from circflow.views.shown import shown
from circflow.views.wording import title, value_text


@dataclass(frozen=True, slots=True)
class Told:
    """A row in words.

    Attributes:
        mark: `+`, `-` or `~`.
        text: What it is.
        details: What more it says, or what changed in it.
    """

    mark: str
    text: str
    details: tuple[str, ...]


def sections(found: Difference) -> Iterator[tuple[str, Sequence[Told]]]:
    """Yield headings with their rows; those without rows are left out."""
    changed = [change.after for change in found.changed]
    for heading, rows in (
        ("Added", _whole("+", found.new, found.added)),
        ("Gone", _whole("-", found.old, found.gone)),
        ("Changed", _changed(_in_words(found.new, changed), found)),
    ):
        if rows:
            yield heading, rows


def _whole(mark: str, record: Record, rows: Sequence[Row]) -> list[Told]:
    return [Told(mark, text, (details,) if details else ()) for text, details in _in_words(record, rows)]


def _changed(texts: Sequence[tuple[str, str]], found: Difference) -> list[Told]:
    beside = {names for column in found.new.columns if (names := names_beside(column))}
    return [
        Told("~", text, tuple(_what_changed(change, beside)))
        for (text, _), change in zip(texts, found.changed, strict=True)
    ]


def _what_changed(change: Change, names: set[str]) -> Iterator[str]:
    """Yield a text for each column; names change with their ids, and are told of only where nothing else changed."""
    columns = [name for name in change.columns if name not in names] or change.columns
    for name in columns:
        then, now = change.before[name], change.after[name]
        if isinstance(then, list) and isinstance(now, list) and _flat(then) != _flat(now):
            yield f"{title(name)}: {_exchanged(_flat(then), _flat(now))}"
        else:
            yield f"{title(name)}: {value_text(then)} → {value_text(now)}"


def _exchanged(then: list[str], now: list[str]) -> str:
    """Return what went from a list and what came: `− D-001, + D-003`."""
    went = [f"− {item}" for item in then if item not in now]
    came = [f"+ {item}" for item in now if item not in then]
    return ", ".join(went + came) or f"{', '.join(then)} → {', '.join(now)}"


def _flat(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _flat(item)]
    return [value_text(value)]


def _in_words(record: Record, rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return what each row is, and what else it says."""
    table = shown(record.result(), rows)
    told = []
    for row in rows:
        chains = [_plain(column.phrase(row)) for column in table.columns if column.chain]
        phrases = [_plain(column.phrase(row)) for column in table.columns if not column.chain]
        said = " · ".join(filter(None, phrases))
        told.append((" ".join(chains), said) if chains else (said, ""))
    return told


def _plain(cell: Cell) -> str:
    return " ".join("".join(span.text for span in piece) for piece in cell)
