"""The linear programme over rings: as much as possible on rings, no hop above its amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm
from typing import Any, Final

from circflow.money.hops import Capacities, Hop
from circflow.money.ranges import down
from circflow.money.shortest import PricedHops
from circflow.money.solvers import Unsolved, needed

_CLEARLY: Final = 1 - 1e-7
_DENOMINATOR: Final = 1000
_FINEST: Final = 10**9
_ROUNDS: Final = 1000


@dataclass(frozen=True, slots=True)
class Packing:
    """An optimum, with what is proven of it.

    Attributes:
        least: What the flows carry, in whole units.
        most: What no flows carry more than, by the prices.
        carried: What each hop carries.
        holds: Hops with a price: the cheapest set that every ring needs.
    """

    least: int
    most: int
    carried: dict[Hop, int]
    holds: list[Hop]


def packing(limits: Capacities, max_hops: int) -> Packing:
    """Solve it for companies that reach each other; no ring may consist of hops without a limit.

    Raises:
        Unsolved: the solver has no answer.
    """
    numpy = needed("numpy")
    priced = PricedHops(list(limits), max_hops)
    most = [limits[hop] for hop in priced.hops]
    prices = numpy.zeros(len(most))
    amounts: Sequence[float] = ()
    rings: list[tuple[int, ...]] = []
    for _ in range(_ROUNDS):
        _, worth_adding = priced.cheapest(prices, _CLEARLY)
        fresh = worth_adding.difference(rings)
        if not fresh:
            break
        rings += sorted(fresh)
        amounts, prices = _solved(rings, most)
    else:
        raise Unsolved("the linear programme over rings did not settle")
    carried = _whole(rings, amounts, most)
    return Packing(
        least=sum(carried),
        most=_proven(prices, most, priced),
        carried={
            hop: sum(units for ring, units in zip(rings, carried, strict=True) if place in ring)
            for place, hop in enumerate(priced.hops)
        },
        holds=[hop for hop, price in zip(priced.hops, prices, strict=True) if price > 1 - _CLEARLY],
    )


def _solved(rings: list[tuple[int, ...]], most: list[int | None]) -> tuple[Sequence[float], Any]:
    """Return what each ring carries, and the price of each hop."""
    numpy, sparse, optimize = needed("numpy"), needed("scipy.sparse"), needed("scipy.optimize")
    limited = [place for place, one in enumerate(most) if one is not None]
    row = {place: number for number, place in enumerate(limited)}
    at = [(row[place], column) for column, ring in enumerate(rings) for place in ring if place in row]
    rows, columns = zip(*at, strict=True)
    solution = optimize.linprog(
        -numpy.ones(len(rings)),
        A_ub=sparse.csr_matrix((numpy.ones(len(at)), (rows, columns)), shape=(len(limited), len(rings))),
        b_ub=numpy.array([most[place] for place in limited], dtype=float),
        method="highs-ds",
    )
    if solution.status != 0:
        raise Unsolved(f"HiGHS ended without an optimum: {solution.message}")
    prices = numpy.zeros(len(most))
    prices[limited] = numpy.maximum(0, -solution.ineqlin.marginals)
    return solution.x, prices


def _whole(rings: list[tuple[int, ...]], amounts: Sequence[float], most: list[int | None]) -> list[int]:
    """Round what the rings carry to whole units within the amounts of their hops, and fill what is left by that."""
    left = list(most)
    carried = [0] * len(rings)
    for wanted in ([down(amount) for amount in amounts], None):
        for number, ring in enumerate(rings):
            room = min(one for place in ring if (one := left[place]) is not None)
            units = room if wanted is None else max(0, min(room, wanted[number]))
            carried[number] += units
            for place in ring:
                one = left[place]
                left[place] = None if one is None else one - units
    return carried


def _proven(prices: Any, most: list[int | None], priced: PricedHops) -> int:  # noqa: ANN401 - an array
    """Return what the prices prove, exactly: all amounts at their prices, over the price of the cheapest ring."""
    numpy = needed("numpy")
    fractions = [Fraction(float(price)).limit_denominator(_DENOMINATOR) for price in prices]
    parts = lcm(*(one.denominator for one in fractions))
    if parts > _FINEST:
        parts = _FINEST
        fractions = [Fraction(ceil(price * parts), parts) for price in prices]
    whole = numpy.array([int(one * parts) for one in fractions], dtype=numpy.int64)
    cheapest, _ = priced.cheapest(whole, 0)
    value = sum(int(price) * one for price, one in zip(whole, most, strict=True) if one is not None)
    return ceil(Fraction(value, max(1, int(cheapest))))
