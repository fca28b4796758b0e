"""Who has promised more than is promised to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from circflow.money.arcs import Arc, checked


@dataclass(frozen=True, slots=True)
class Need:
    """What one company promises and is promised, in integer currency units; unpriced arcs are counted beside it.

    Attributes:
        company: Its id.
        out_low: Least that it promises.
        out_high: Most; None = open.
        in_low: Least that is promised to it.
        in_high: Most; None = open.
        need_low: Least that it must get from elsewhere to pay, when it gets all that it is promised.
        need_high: Most; None = open.
        unpriced_in: Arcs to it of which no amount is known.
        unpriced_out: Such arcs from it.
        deals: The deals of its arcs, ordered.
        currency: ISO 4217 code; None when the arcs name none.
    """

    company: str
    out_low: int
    out_high: int | None
    in_low: int
    in_high: int | None
    need_low: int
    need_high: int | None
    unpriced_in: int
    unpriced_out: int
    deals: tuple[str, ...]
    currency: str | None


def needs(arcs: Iterable[Arc]) -> tuple[Need, ...]:
    """Return for each company how much more it promises than it is promised.

    The need is from [out_low − in_high, out_high − in_low], none of it below 0. Both ends are attained for one company,
    but hardly for all at once: what the whole set needs is `outside_money`, not the sum.

    Complexity: O(arcs).

    Does not show: what a company has, earns or can borrow, when a promise falls due, or what its unpriced deals add.

    Args:
        arcs: In one currency. Those without any amount are left out and counted.

    Returns:
        One for each company, ordered by id.

    Raises:
        InputError: the arcs do not add up.
    """
    known = checked(arcs)
    pays: dict[str, list[Arc]] = {}
    gets: dict[str, list[Arc]] = {}
    for arc in known:
        pays.setdefault(arc.payer, []).append(arc)
        gets.setdefault(arc.payee, []).append(arc)
    currency = next((arc.currency for arc in known if arc.currency is not None), None)
    return tuple(_need(one, pays.get(one, []), gets.get(one, []), currency) for one in sorted({*pays, *gets}))


def _need(company: str, pays: list[Arc], gets: list[Arc], currency: str | None) -> Need:
    out_low, out_high = _sums(pays)
    in_low, in_high = _sums(gets)
    return Need(
        company=company,
        out_low=out_low,
        out_high=out_high,
        in_low=in_low,
        in_high=in_high,
        need_low=0 if in_high is None else max(0, out_low - in_high),
        need_high=None if out_high is None else max(0, out_high - in_low),
        unpriced_in=sum(arc.unpriced for arc in gets),
        unpriced_out=sum(arc.unpriced for arc in pays),
        deals=tuple(sorted({deal for arc in (*pays, *gets) for deal in arc.deals})),
        currency=currency,
    )


def _sums(arcs: list[Arc]) -> tuple[int, int | None]:
    priced = [arc for arc in arcs if not arc.unpriced]
    highs = [arc.high for arc in priced if arc.high is not None]
    return sum(arc.low for arc in priced), sum(highs) if len(highs) == len(priced) else None
