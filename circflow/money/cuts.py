"""The largest flow from a company to itself, and the hops that let no more through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, TypeAlias

from circflow.money.arcs import LARGEST_TOTAL, Arc
from circflow.money.hops import Reading
from circflow.money.solvers import largest_flow

_BEFORE: Final = 0
_AFTER: Final = 1
_Moment: TypeAlias = tuple[date, int]
_Place: TypeAlias = tuple[str, _Moment | None]


@dataclass(frozen=True, slots=True)
class Cut:
    """A largest flow.

    Attributes:
        units: What flows; None = open.
        pairs: Payer and payee of the hops that let no more through; a pair can stand twice.
    """

    units: int | None
    pairs: tuple[tuple[str, str], ...]


def in_no_order(arcs: Sequence[Arc], company: str, reading: Reading) -> Cut:
    """Return the largest flow from a company to itself, whenever its arcs are paid."""
    steps = [(arc, _leaves(arc.payer, None, company), (arc.payee, None)) for arc in arcs]
    return _cut(steps, [], company, reading)


def in_date_order(arcs: Sequence[Arc], company: str, reading: Reading) -> Cut:
    """Return the largest flow from a company to itself when each hop is later than the one before."""
    # Known to lie in order: it leaves on the first day and has come on the last. Can lie in order: the other way round.
    steps: list[tuple[Arc, _Place, _Place]] = []
    moments: dict[str, set[_Moment]] = {}
    for arc in arcs:
        if reading == "low":
            if arc.first is None or arc.last is None:
                continue
            paid, come = (arc.first, _BEFORE), (arc.last, _AFTER)
        else:
            paid, come = (arc.last or date.max, _BEFORE), (arc.first or date.min, _AFTER)
        moments.setdefault(arc.payer, set()).add(paid)
        moments.setdefault(arc.payee, set()).add(come)
        home: _Place = (company, None)
        steps.append((arc, _leaves(arc.payer, paid, company), home if arc.payee == company else (arc.payee, come)))
    waits = [
        ((one, earlier), (one, later))
        for one, known in sorted(moments.items())
        if one != company
        for earlier, later in pairwise(sorted(known))
    ]
    return _cut(steps, waits, company, reading)


def _leaves(payer: str, moment: _Moment | None, company: str) -> _Place:
    """Return where money leaves from: the company asked about is split, and its own money leaves at any time."""
    return ("", None) if payer == company else (payer, moment)


def _cut(
    steps: Sequence[tuple[Arc, _Place, _Place]],
    waits: Sequence[tuple[_Place, _Place]],
    company: str,
    reading: Reading,
) -> Cut:
    limits = [_limit(arc, reading) for arc, _, _ in steps]
    stated = sum(one for one in limits if one is not None)
    # More than all limited arcs together flows only where a way home has no limit.
    boundless = min(stated + 1, LARGEST_TOTAL)
    ways = [(leaves, comes) for _, leaves, comes in steps] + list(waits)
    capacities = [boundless if one is None else one for one in limits] + [boundless] * len(waits)
    source, sink = ("", None), (company, None)
    numbers: dict[_Place, int] = {source: 0, sink: 1}
    for way in ways:
        for place in way:
            numbers.setdefault(place, len(numbers))
    if not ways:
        return Cut(0, ())
    units, side = largest_flow(
        [numbers[leaves] for leaves, _ in ways], [numbers[comes] for _, comes in ways], capacities, 0, 1
    )
    crossing = [
        (arc.payer, arc.payee)
        for (arc, leaves, comes), limit in zip(steps, limits, strict=True)
        if limit and numbers[leaves] in side and numbers[comes] not in side
    ]
    return Cut(None if units > stated else units, tuple(crossing))


def _limit(arc: Arc, reading: Reading) -> int | None:
    if reading == "low":
        return arc.low
    return arc.high if reading == "high" else arc.priced
