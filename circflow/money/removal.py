"""What remains of the circle without a company."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from circflow.money.arcs import Arc, checked
from circflow.money.distinct import MAX_HOPS, distinct_money, require_hops
from circflow.money.hops import hops, in_rings
from circflow.money.volume import circulation


@dataclass(frozen=True, slots=True)
class KnockOut:
    """How much can go round before and after a company is taken out, at one reading of the amounts.

    Attributes:
        without: The company.
        scenario: `low` counts what is unknown as nothing, `high_priced` takes the most that is stated.
        volume_before: In integer currency units, as `circulation` counts it.
        volume_after: Without the company.
        distinct_before: As `distinct_money` counts it.
        distinct_after: Without the company.
        companies: Those that still carry money without it (in the highest reading), ordered.
        deals: The deals of its arcs with companies of its rings, which are gone; ordered.
        currency: ISO 4217 code; None when the arcs name none.
    """

    without: str
    scenario: Literal["low", "high_priced"]
    volume_before: int
    volume_after: int
    distinct_before: int
    distinct_after: int
    companies: tuple[str, ...]
    deals: tuple[str, ...]
    currency: str | None


def knock_out(
    arcs: Iterable[Arc], companies: Iterable[str] | None = None, *, max_hops: int = MAX_HOPS
) -> tuple[KnockOut, ...]:
    """Return how much can still go round without each company.

    Both readings stand side by side, before and after. They are never subtracted from each other as ranges: the same
    amounts stand on both sides.

    Complexity: `circulation` and `distinct_money` once more for each company.

    Does not show: whether somebody else takes the company's place, or what its partners lose outside the circle.

    Args:
        arcs: In one currency.
        companies: Those to take out, one at a time; None for all that are in a ring. One in no ring changes nothing.
        max_hops: Longest ring of distinct money.

    Returns:
        Two for each company, ordered by id, the low first.

    Raises:
        InputError: the arcs do not add up, `max_hops` is below 2, or a package is missing.
        Unsolved: a solver has no answer.
    """
    require_hops(max_hops)
    known = checked(arcs)
    # Nothing goes round outside these.
    ringed = [arc for piece in in_rings(hops(known)) for hop in piece for arc in hop.arcs]
    asked = sorted({one for arc in ringed for one in (arc.payer, arc.payee)} if companies is None else set(companies))
    volume, distinct = circulation(ringed), distinct_money(ringed, max_hops=max_hops)
    currency = next((arc.currency for arc in known if arc.currency is not None), None)
    found = []
    for company in asked:
        left = [arc for arc in ringed if company not in {arc.payer, arc.payee}]
        volume_left, distinct_left = circulation(left), distinct_money(left, max_hops=max_hops)
        gone = {deal for arc in ringed if company in {arc.payer, arc.payee} for deal in arc.deals}
        readings: tuple[Literal["low", "high_priced"], ...] = ("low", "high_priced")
        found += [
            KnockOut(
                without=company,
                scenario=reading,
                volume_before=getattr(volume.money, reading),
                volume_after=getattr(volume_left.money, reading),
                distinct_before=getattr(distinct.money, reading),
                distinct_after=getattr(distinct_left.money, reading),
                companies=volume_left.companies,
                deals=tuple(sorted(gone)),
                currency=currency,
            )
            for reading in readings
        ]
    return tuple(found)
