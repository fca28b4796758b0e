"""The deals behind a row, arrow by arrow: who pays whom, how firm it is, when it was announced, and the ids."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from circflow.model import FIRM, DealFact, PartialDate
from circflow.views.layout import Cell, Span, Style, unit, words
from circflow.views.wording import NOTHING, Names, one_line, status_text, verb

TITLES: Final = ("Who pays whom", "Weakest status", "Announced", "Deals")
"""Headings of the cells of an `Arrow`."""

_UNDISCLOSED: Final = "undisclosed"


@dataclass(frozen=True, slots=True)
class Arrow:
    """What is known of the deals of one arrow.

    Attributes:
        label: Payer and payee.
        status: Of the least firm of the deals.
        announced: The earliest and the latest announcement, with the precision of the sources.
        deals: Their ids, with the amounts that the sources give.
    """

    label: Cell
    status: Cell
    announced: Cell
    deals: Cell

    def cells(self) -> tuple[Cell, Cell, Cell, Cell]:
        """Return the cells in the order of `TITLES`."""
        return self.label, self.status, self.announced, self.deals


def by_hop(
    ring: Sequence[str], hops: Sequence[Sequence[str]], facts: Mapping[str, DealFact], names: Names
) -> Iterator[Arrow]:
    """Yield one line for each hop of a chain, which may lead back to its start.

    Args:
        ring: Company ids in order.
        hops: Deal ids of each hop.
        facts: By deal id.
        names: By company id.
    """
    for index, deals in enumerate(hops):
        payer, payee = ring[index % len(ring)], ring[(index + 1) % len(ring)]
        label = unit(names[payer]), (Span("→ ", Style.FAINT), Span(names[payee]))
        yield _arrow(label, deals, facts)


def by_arrow(deals: Iterable[str], facts: Mapping[str, DealFact], names: Names) -> Iterator[Arrow]:
    """Yield one line for each payer, type and payee among the deals, in the order in which they first occur."""
    arrows: dict[tuple[str, str, str] | None, list[str]] = {}
    for deal in deals:
        fact = facts.get(deal)
        arrows.setdefault((fact.payer, fact.relationship, fact.payee) if fact else None, []).append(deal)
    for arrow, group in arrows.items():
        label: Cell = ()
        if arrow:
            payer, relationship, payee = arrow
            label = (
                unit(names[payer]),
                (Span("→ ", Style.FAINT), Span(verb(relationship), Style.FAINT)),
                (Span("→ ", Style.FAINT), Span(names[payee])),
            )
        yield _arrow(label, group, facts)


def _arrow(label: Cell, deals: Sequence[str], facts: Mapping[str, DealFact]) -> Arrow:
    known = [facts[deal] for deal in deals if deal in facts]
    return Arrow(label, _weakest(known), _announced(known), deal_ids(deals, facts))


def deal_ids(deals: Sequence[str], facts: Mapping[str, DealFact]) -> Cell:
    """Return the ids, each with its amount where one is known, with commas between them."""
    last = len(deals) - 1
    cell = []
    for index, deal in enumerate(deals):
        fact = facts.get(deal)
        amount = f" {one_line(fact.amount_label)}" if fact and fact.amount_label != _UNDISCLOSED else ""
        comma = "," if index < last else ""
        shown = one_line(deal)
        cell.append((Span(shown), Span(amount + comma)) if amount else (Span(shown + comma),))
    return tuple(cell)


def _weakest(facts: Sequence[DealFact]) -> Cell:
    if not facts:
        return words(NOTHING)
    weakest = min(facts, key=lambda fact: fact.firmness)
    style = Style.ALERT if weakest.firmness < FIRM else Style.PLAIN
    return words(status_text(weakest.status), style)


def _announced(facts: Sequence[DealFact]) -> Cell:
    dated = [fact.announced for fact in facts if fact.announced]
    if not dated:
        return words("undated" if facts else NOTHING)
    earliest = one_line(min(dated, key=lambda text: _days(text)[0]))
    latest = one_line(max(dated, key=lambda text: _days(text)[1]))
    cell = words(earliest) if earliest == latest else (unit(f"{earliest} –"), unit(latest))
    undated = len(facts) - len(dated)
    return (*cell, unit(f"+{undated} undated")) if undated else cell


@lru_cache(maxsize=2**12)
def _days(text: str) -> tuple[date, date]:
    try:
        read = PartialDate.parse(text)
    except ValueError:
        return date.max, date.min
    return read.earliest, read.latest
