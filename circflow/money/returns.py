"""How much of what a company pays out can come back to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from circflow.errors import InputError
from circflow.money.arcs import Arc, checked
from circflow.money.cuts import Cut, in_date_order, in_no_order
from circflow.money.hops import READINGS, hops, in_rings
from circflow.money.ranges import Range


@dataclass(frozen=True, slots=True)
class Returns:
    """How much can come back to one company.

    Attributes:
        company: Its id.
        sent: All that it promises to pay, in integer currency units.
        back: How much of it can come back.
        limiting: Payer and payee of the hops that let no more through: of those without which nothing comes back, the
            cheapest. In the highest reading, or in the priced one where that is open. There can be other such sets.
        deals: The deals of these hops, ordered.
        currency: ISO 4217 code; None when the arcs name none.
    """

    company: str
    sent: Range
    back: Range
    limiting: tuple[tuple[str, str], ...]
    deals: tuple[str, ...]
    currency: str | None


def returns_to(arcs: Iterable[Arc], company: str | None = None, *, in_order: bool = False) -> tuple[Returns, ...]:
    """Return how much of what a company pays can come back to it: the largest flow from it to itself.

    The figures of several companies are of their own: they use the same arcs, and do not add up.

    Complexity: three largest flows a company, O(companies² · arcs) each at worst and near-linear in practice.

    Does not show: that any unit of money made the trip, with what intent, or what was received for it.

    Args:
        arcs: In one currency.
        company: The one asked about; None for every company that is in a ring.
        in_order: Whether money can only be paid on after the day on which it came, and waits at companies until then.
            An arc whose days are unknown then carries nothing in the low, and is never too early or late in the highs;
            one with a span of days is paid on the worst days of it in the low, on the best in the highs.

    Returns:
        One for each company, ordered by id.

    Raises:
        InputError: the arcs do not add up, the company is in none of them, or a package is missing.
        Unsolved: the solver has no answer.

    Source: maximum flow, minimum cut; in date order Kosyfaki et al. (arXiv 2003.01974).
    """
    known = checked(arcs)
    together = hops(known)
    if company is None:
        asked = sorted({one for piece in in_rings(together) for hop in piece for one in hop.pair})
    elif any(company in hop.pair for hop in together):
        asked = [company]
    else:
        raise InputError(f"{company} neither pays nor is paid in these arcs")
    return tuple(_returns(known, one, in_order=in_order) for one in asked)


def _returns(arcs: Sequence[Arc], company: str, *, in_order: bool) -> Returns:
    low, high_priced, high = (
        in_date_order(arcs, company, reading) if in_order else in_no_order(arcs, company, reading)
        for reading in READINGS
    )
    out = [arc for arc in arcs if arc.payer == company]
    highs = [arc.high for arc in out if arc.high is not None]
    cut: Cut = high_priced if high.units is None else high
    limiting = set(cut.pairs)
    return Returns(
        company=company,
        sent=Range(
            sum(arc.low for arc in out),
            sum(arc.priced for arc in out),
            sum(highs) if len(highs) == len(out) else None,
        ),
        back=Range(low.units or 0, high_priced.units or 0, high.units),
        limiting=tuple(sorted(limiting)),
        deals=tuple(sorted({deal for arc in arcs if (arc.payer, arc.payee) in limiting for deal in arc.deals})),
        currency=next((arc.currency for arc in arcs if arc.currency is not None), None),
    )
