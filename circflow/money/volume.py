"""How much money can go round, counted at every hop."""

from collections.abc import Iterable
from dataclasses import dataclass

from circflow.money.arcs import Arc, checked
from circflow.money.going_round import Circulation, answer
from circflow.money.hops import READINGS, Capacities, Hop, bounded, capacities, hops, in_rings, numbered
from circflow.money.ranges import Range
from circflow.money.solvers import largest_circulation


def circulation(arcs: Iterable[Arc]) -> Circulation:
    """Return the largest circulation: as much as can flow when every company passes on all that it gets.

    With the amounts as capacities it is the largest sum of flows over the arcs, none above its amount, in which what
    each company gets equals what it pays. It never falls when an amount rises, so both ends of the range are attained.

    Complexity: one min-cost flow for each reading of the amounts, near-linear in practice (500,000 arcs in seconds).

    Does not show: that any unit of money made the trip (money is fungible), when, or with what intent; what was
    received for it. A long ring counts more than a short one: read it beside `distinct_money`.

    Args:
        arcs: In one currency. Rings among arcs without any stated most make the figure open.

    Raises:
        InputError: the arcs do not add up, or a package is missing.
        Unsolved: the solver has no answer.

    Source: Fleischman and Dini 2021 (JRFM 14:452); docs/decisions.
    """
    known = hops(checked(arcs))
    seen: dict[tuple[int | None, ...], _Flows] = {}
    flows: list[_Flows] = []
    for reading in READINGS:
        key = tuple(hop.capacity(reading) for hop in known)
        if key not in seen:
            seen[key] = _flows(capacities(known, reading))
        flows.append(seen[key])
    low, high_priced, high = flows
    money = Range(low.volume, high_priced.volume, None if high.open else high.volume)
    return answer("volume", money, known, high.carried)


@dataclass(frozen=True, slots=True)
class _Flows:
    carried: dict[Hop, int]
    open: bool

    @property
    def volume(self) -> int:
        return sum(self.carried.values())


def _flows(found: Capacities) -> _Flows:
    carried: dict[Hop, int] = {}
    is_open = False
    for piece in in_rings(list(found)):
        is_open = is_open or bool(in_rings([hop for hop in piece if found[hop] is None]))
        limits = bounded({hop: found[hop] for hop in piece})
        companies = numbered(piece)
        units = largest_circulation(
            [companies[hop.payer] for hop in piece],
            [companies[hop.payee] for hop in piece],
            [limits[hop] for hop in piece],
        )
        carried |= zip(piece, units, strict=True)
    return _Flows(carried, is_open)
