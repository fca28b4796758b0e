"""Rows of answers as tables of a report: as many as a person reads, with the deals behind them one click away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from circflow.model import Result
from circflow.reports.asking import CONTRADICTIONS, RINGS, Asked
from circflow.reports.disagreements import disagreements
from circflow.reports.notes import deal_notes, source_notes
from circflow.reports.parts import Block, Picture, say
from circflow.reports.summary import count, order
from circflow.views.arrows import Arrow
from circflow.views.document import BEHIND, Line, Paragraph, Table, Text, drawn, marks_of
from circflow.views.shown import shown

MOST: Final = 25
"""Rows of a table that anybody reads; the record holds them all."""

_ORDER: Final = {RINGS: "first those with an amount on every hop, the largest sure amount on top"}
_HOPS: Final = "Hops"  # which a chain shows by itself
_CHAIN: Final = "Chain, and the deals of each hop"

Row = Mapping[str, Any]


class Tables:
    """The tables of one report, whose ids of deals lead to its list of deals.

    Args:
        asked: What was asked.
    """

    def __init__(self, asked: Asked) -> None:
        self._rings = asked.rings
        self._claims = asked.claims
        self._shown = {id_: _chosen(answer) for id_, answer in asked.answers.items()}
        facts = asked.facts
        behind = sorted({deal for rows in self._shown.values() for row in rows for deal in row["deals"]})
        names = {id_: name for answer in asked.answers.values() for id_, name in answer.names.items()}
        self._all = replace(
            asked.rings, rows=(), names=names, facts={id_: facts[id_] for id_ in behind if id_ in facts}
        )
        self._marks = marks_of(self._all)

    def answer(self, answer: Result) -> tuple[Block, ...]:
        """Return the table of an answer, and how many of its rows it shows."""
        rows = self._shown[answer.query.id]
        if answer.query.id == CONTRADICTIONS:
            table = disagreements(answer, rows, self._claims, self._marks)
        else:
            table = _table(answer, rows, self._marks)
        if len(rows) == answer.row_count and not answer.truncated:
            return (table,)
        number = f"{answer.row_count:,}{' found before the limit cut the search' if answer.truncated else ''}"
        chosen = _ORDER.get(answer.query.id, "in the order of the answer")
        return table, say(
            f"{count(len(rows), 'row')} of {number}: {chosen}. The record below holds them all.",
            alert=answer.truncated,
        )

    def picture(self) -> Picture:
        """Return the rings that are shown as boxes and arrows."""
        return Picture(replace(self._rings, rows=tuple(self._shown[RINGS])), self._marks)

    def to(self, deal: str) -> str:
        """Return where a deal is listed; empty when it is not."""
        return f"#{self._marks[deal]}" if deal in self._marks else ""

    def deals(self) -> Table:
        """Return the list of all deals behind the rows that are shown."""
        return deal_notes(self._all, self._marks)

    def sources(self) -> Table:
        """Return the list of the documents that these deals rest on."""
        return source_notes(self._all, self._marks)

    @property
    def empty(self) -> bool:
        """Whether no deal stands behind anything."""
        return not self._marks


def _chosen(answer: Result) -> Sequence[Row]:
    """Return the rows that are shown."""
    rows = sorted(answer.rows, key=order(answer.rows)) if answer.query.id == RINGS else answer.rows
    return rows[:MOST]


def _table(answer: Result, rows: Sequence[Row], marks: Mapping[str, str]) -> Table:
    """Return rows in words, a chain with its deals below it; when each deal was announced is told where deals are."""
    table = shown(answer, rows)
    below = table.arrows is not None and table.columns[0].chain
    columns = [column for column in table.columns if not (below and column.title == _HOPS)]
    titles = [_CHAIN if below and column.chain else column.title for column in columns]

    def cells(number: int, row: Row) -> Iterator[tuple[Paragraph, ...]]:
        yield ((Text(str(number)),),)
        behind = tuple(_behind(arrow, marks) for arrow in table.arrows(row)) if table.arrows else ()
        for column in columns:
            said = drawn(column.draw(row), marks)
            yield (said, *behind) if below and column.chain else (said,)
        if behind and not below:
            yield behind

    lines = [Line(tuple(cells(number, row))) for number, row in enumerate(table.rows, start=1)]
    return Table("Rows", ("#", *titles, *((BEHIND,) if table.arrows and not below else ())), lines)


def _behind(arrow: Arrow, marks: Mapping[str, str]) -> Paragraph:
    label, status, deals = (drawn(cell, marks) for cell in (arrow.label, arrow.status, arrow.deals))
    return (*label, Text(" · "), *deals, Text(" · "), *status)
