"""What an answer about money that goes round consists of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from circflow.money.hops import Hop, Reading, carriers, total
from circflow.money.ranges import Range


@dataclass(frozen=True, slots=True)
class Circulation:
    """How much money can go round.

    Attributes:
        measure: `volume` counts a unit of money at every hop, `distinct` once for each round.
        money: How much, in integer currency units.
        of_total_low: Percent of all promises that it is, with what is unknown counted as nothing; None when nothing is
            promised.
        of_total_high: The same in the reading where what is unknown is open; None when either figure is open. The two
            are readings of their own: neither need be the smaller one, and they are never subtracted.
        currency: ISO 4217 code; None when the arcs name none.
        decided_by: Deals without a stated most that carry more than is stated of them in the highest reading (or in
            the rings that make it open): the amounts worth a phone call. There can be other such sets.
        holds_rings: Payer and payee of the hops whose loss, in part or whole, would cost the least and end every ring;
            empty for the volume. In the highest reading, or in the priced one where that is open.
        companies: Those that carry money in the highest reading, ordered.
        deals: Likewise.
    """

    measure: Literal["volume", "distinct"]
    money: Range
    of_total_low: float | None
    of_total_high: float | None
    currency: str | None
    decided_by: tuple[str, ...]
    holds_rings: tuple[tuple[str, str], ...]
    companies: tuple[str, ...]
    deals: tuple[str, ...]


def answer(
    measure: Literal["volume", "distinct"],
    money: Range,
    known: tuple[Hop, ...],
    flows: Mapping[Hop, int],
    holds_rings: tuple[tuple[str, str], ...] = (),
) -> Circulation:
    """Put an answer together from what the hops carry in the highest reading."""
    companies, deals, decided_by = carriers(flows)
    currencies = {arc.currency for hop in known for arc in hop.arcs if arc.currency is not None}
    return Circulation(
        measure=measure,
        money=money,
        of_total_low=_percent(money.low, known, "low"),
        of_total_high=_percent(money.high, known, "high"),
        currency=next(iter(currencies), None),
        decided_by=decided_by,
        holds_rings=holds_rings,
        companies=companies,
        deals=deals,
    )


def _percent(money: int | None, known: tuple[Hop, ...], reading: Reading) -> float | None:
    promised = total(known, reading)
    return 100 * money / promised if money is not None and promised else None
