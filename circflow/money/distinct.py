"""How much money can go round, a unit counted once for each round."""

from collections.abc import Iterable
from dataclasses import dataclass

from circflow.errors import InputError
from circflow.money.arcs import Arc, checked
from circflow.money.going_round import Circulation, answer
from circflow.money.hops import READINGS, Capacities, Hop, bounded, capacities, hops, in_rings
from circflow.money.packing import Packing, packing
from circflow.money.ranges import Range
from circflow.money.shortest import ring_of_open

MAX_HOPS = 6
"""Longest ring, unless told otherwise."""


def distinct_money(arcs: Iterable[Arc], *, max_hops: int = MAX_HOPS) -> Circulation:
    """Return the most money that can go round when a unit counts once for each round, however many hops it makes.

    It is the largest sum over rings of at most `max_hops` hops, in which the rings that use an arc carry together no
    more than its amount. It never falls when an amount rises, so both ends of the range are attained.

    Method: the linear programme over rings, whose rings are found as the prices of hops ask for them (column
    generation); a ring that is worth adding is a shortest closed walk of so many hops. The low is what a set of whole
    flows carries, the high what a set of prices proves, both checked in whole numbers: solver errors widen the range.

    Complexity: for each round of prices O(companies · hops · `max_hops`), within companies that reach each other; some
    tens of rounds.

    Does not show: that any unit of money made the trip, when, or with what intent.

    Args:
        arcs: In one currency.
        max_hops: Longest ring, at least 2. A ring of so many open arcs makes the figure open.

    Raises:
        InputError: the arcs do not add up, `max_hops` is below 2, or a package is missing.
        Unsolved: the solver has no answer, or companies that reach each other are too many (some thousands).

    Source: the dual, the cheapest set of promises that holds every ring, is a fractional feedback arc set.
    """
    require_hops(max_hops)
    known = hops(checked(arcs))
    seen: dict[tuple[int | None, ...], _Rings] = {}
    found: list[_Rings] = []
    for reading in READINGS:
        key = tuple(hop.capacity(reading) for hop in known)
        if key not in seen:
            seen[key] = _rings(capacities(known, reading), max_hops)
        found.append(seen[key])
    low, high_priced, high = found
    money = Range(low.least, high_priced.most, None if high.open else high.most)
    held = high_priced.holds if high.open else high.holds
    return answer("distinct", money, known, high.carried, tuple(sorted(hop.pair for hop in held)))


def require_hops(max_hops: object) -> None:
    """Refuse what is no number of hops of a ring.

    Raises:
        InputError: see above.
    """
    if isinstance(max_hops, bool) or not isinstance(max_hops, int) or max_hops < 2:  # noqa: PLR2004 - there and back
        raise InputError("a ring has at least 2 hops, so max_hops must be a whole number from 2")


@dataclass(frozen=True, slots=True)
class _Rings:
    least: int
    most: int
    carried: dict[Hop, int]
    holds: list[Hop]
    open: bool


def _rings(found: Capacities, max_hops: int) -> _Rings:
    pieces: list[Packing] = []
    is_open = False
    for piece in in_rings(list(found)):
        limits: Capacities = {hop: found[hop] for hop in piece}
        if ring_of_open(limits, max_hops):
            is_open = True
            limits = dict(bounded(limits))
        pieces.append(packing(limits, max_hops))
    carried: dict[Hop, int] = {}
    for one in pieces:
        carried |= one.carried
    return _Rings(
        least=sum(one.least for one in pieces),
        most=sum(one.most for one in pieces),
        carried=carried,
        holds=[hop for one in pieces for hop in one.holds],
        open=is_open,
    )
