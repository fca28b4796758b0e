"""Arcs of one payer and one payee taken together, and what a hop carries at most in each reading of the amounts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from circflow.money.arcs import Arc
from circflow.money.solvers import components

Reading: TypeAlias = Literal["low", "high_priced", "high"]
Capacities: TypeAlias = dict["Hop", int | None]
"""What each hop carries at most; None = without limit. Hops that carry nothing are missing."""

READINGS: Final[tuple[Reading, ...]] = ("low", "high_priced", "high")


@dataclass(frozen=True, slots=True, eq=False)
class Hop:
    """All arcs from one company to another."""

    payer: str
    payee: str
    arcs: tuple[Arc, ...]

    @property
    def pair(self) -> tuple[str, str]:
        """Payer and payee."""
        return self.payer, self.payee

    @property
    def stated(self) -> int:
        """The most that is stated."""
        return sum(arc.priced for arc in self.arcs)

    def capacity(self, reading: Reading) -> int | None:
        """Return what it carries at most; None = without limit."""
        if reading == "low":
            return sum(arc.low for arc in self.arcs)
        if reading == "high" and any(arc.high is None for arc in self.arcs):
            return None
        return self.stated


def hops(arcs: Iterable[Arc]) -> tuple[Hop, ...]:
    """Take the arcs of each pair together, ordered by payer and payee."""
    found: dict[tuple[str, str], list[Arc]] = {}
    for arc in arcs:
        found.setdefault((arc.payer, arc.payee), []).append(arc)
    return tuple(Hop(*pair, tuple(found[pair])) for pair in sorted(found))


def capacities(known: Iterable[Hop], reading: Reading) -> Capacities:
    """Return what the hops carry, without those that carry nothing."""
    found = {hop: hop.capacity(reading) for hop in known}
    return {hop: most for hop, most in found.items() if most != 0}


def total(known: Iterable[Hop], reading: Reading) -> int | None:
    """Add up all promises; None = open."""
    found = [hop.capacity(reading) for hop in known]
    return None if None in found else sum(one for one in found if one is not None)


def in_rings(known: Sequence[Hop]) -> list[list[Hop]]:
    """Return the hops that are in some ring, those of companies that reach each other together."""
    companies = numbered(known)
    labels = components(
        [companies[hop.payer] for hop in known], [companies[hop.payee] for hop in known], len(companies)
    )
    found: dict[int, list[Hop]] = {}
    for hop in known:
        label = labels[companies[hop.payer]]
        if label == labels[companies[hop.payee]]:
            found.setdefault(label, []).append(hop)
    return [found[label] for label in sorted(found)]


def numbered(known: Iterable[Hop]) -> dict[str, int]:
    """Number the companies of hops, in the order of their ids."""
    return {company: number for number, company in enumerate(sorted({c for hop in known for c in hop.pair}))}


def bounded(found: Capacities) -> dict[Hop, int]:
    """Put a limit to hops without one, which no ring with a limited hop feels: all limited hops together.

    Where a company takes in or gives out no more than so much, its open hops carry no more than that either.
    """
    limited = {hop: one for hop, one in found.items() if one is not None}
    if len(limited) == len(found):
        return limited
    most = max(1, sum(limited.values()))
    gives = _limited(found, 0, most)
    takes = _limited(found, 1, most)
    return {hop: min(most, takes[hop.payer], gives[hop.payee]) if one is None else one for hop, one in found.items()}


def _limited(found: Capacities, side: int, most: int) -> dict[str, int]:
    """Return what each company gives (side 0) or takes (side 1) at most."""
    sums: dict[str, int] = {}
    for hop, one in found.items():
        company = hop.pair[side]
        sums[company] = min(most, sums.get(company, 0) + (most if one is None else one))
    return {company: sums.get(company, 0) for hop in found for company in hop.pair}


def carriers(flows: Mapping[Hop, int]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the companies and deals that carry something, and the unpriced deals that carry more than is stated."""
    used = [hop for hop, units in flows.items() if units > 0]
    beyond = [hop for hop, units in flows.items() if units > hop.stated]
    return (
        _sorted(company for hop in used for company in hop.pair),
        _sorted(deal for hop in used for arc in hop.arcs for deal in arc.deals),
        _sorted(deal for hop in beyond for arc in hop.arcs if arc.high is None for deal in arc.deals),
    )


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))
