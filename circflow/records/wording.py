"""What changed between two answers, in words."""

from collections.abc import Iterator, Sequence
from typing import Final

from circflow.model import DatasetStamp
from circflow.records.difference import Difference
from circflow.records.record import Record
from circflow.views.wording import parameter_text

_DIGITS: Final = 12
"""Digits of a digest that people compare."""


def digest(sha256: str) -> str:
    """Return the beginning of a digest."""
    return f"sha256 {sha256[:_DIGITS]}…"


def digests(then: str, now: str) -> str:
    """Return the beginnings of two digests."""
    return f"{digest(then)} then, {now[:_DIGITS]}… now"


def set_parameters(record: Record) -> Iterator[str]:
    """Yield a text for each parameter that has a value."""
    for name, value in record.parameters.items():
        if value not in (None, []):
            yield f"{_spaced(name)} {parameter_text(value)}"


def changed_parameters(found: Difference) -> Iterator[str]:
    """Yield a text for each parameter that differs."""
    for name, values in found.parameters.items():
        then, now = map(parameter_text, values)
        if name not in found.old.parameters:
            yield f"{_spaced(name)} {now} now, and no such parameter then"
        elif name not in found.new.parameters:
            yield f"{_spaced(name)} {then} then, and no such parameter now"
        elif then == now:
            yield f"{_spaced(name)} {now} has other rows"
        else:
            yield f"{_spaced(name)} {then} then, {now} now"


def changed_data(then: Sequence[DatasetStamp], now: Sequence[DatasetStamp]) -> Iterator[str]:
    """Yield a text for each data set that differs."""
    old, new = ({stamp.id: stamp.sha256 for stamp in stamps} for stamps in (then, now))
    for name in sorted({*old, *new}):
        if name not in new:
            yield f"{name} was loaded then, and is not now"
        elif name not in old:
            yield f"{name} is loaded now, and was not then"
        elif old[name] != new[name]:
            yield f"{name} has other bytes: {digests(old[name], new[name])}"


def row_counts(found: Difference) -> Iterator[str]:
    """Yield how many rows were added, went, changed and are the same, and what else differs about the rows."""
    counts = {"added": len(found.added), "gone": len(found.gone), "changed": len(found.changed), "the same": found.same}
    yield ", ".join(f"{count:,} {what}" for what, count in counts.items())
    if found.reordered:
        yield "those that both have stand in another order"
    if found.columns_added:
        yield f"new columns: {', '.join(found.columns_added)}"
    if found.columns_gone:
        yield f"columns gone: {', '.join(found.columns_gone)}"
    if found.old.truncated != found.new.truncated:
        yield "cut by the limit then, and not now" if found.old.truncated else "cut by the limit now, and not then"


def remarks(found: Difference) -> Iterator[tuple[str, list[str]]]:
    """Yield what differs about the questions, by label."""
    old, new = found.old, found.new
    if old.query.sha256 != new.query.sha256:
        yield "Query", [f"{old.query.id} {old.query.version} then, {new.query.version} now, with another text"]
    for label, texts in (
        ("Asked", list(changed_parameters(found))),
        ("Data", list(changed_data(old.datasets, new.datasets))),
    ):
        if texts:
            yield label, texts
    if old.truncated or new.truncated:
        which = "both answers" if old.truncated and new.truncated else "one of the answers"
        yield "Cut", [f"the limit cut {which}, so rows beyond it may seem added or gone"]


def _spaced(name: str) -> str:
    return name.replace("_", " ")
