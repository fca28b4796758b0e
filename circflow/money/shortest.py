"""Cheapest rings of a limited number of hops, when each hop has a price."""

from collections.abc import Sequence
from typing import Any, Final

from circflow.money.hops import Capacities, Hop, numbered
from circflow.money.solvers import Unsolved, needed

Prices = Any
"""An array of prices, one for each hop: floats, or integers."""

_ROOM: Final = 4_000_000
"""Numbers of one table of distances."""

MOST_STEPS = 2_000_000_000
"""Steps of one search at a set of prices: some seconds, of which an optimum needs tens."""


class PricedHops:
    """Hops of companies that reach each other, ready to be asked for cheap rings at many sets of prices."""

    def __init__(self, known: Sequence[Hop], max_hops: int) -> None:
        numpy = needed("numpy")
        companies = numbered(known)
        self._numpy = numpy
        self.hops = sorted(known, key=lambda hop: (hop.payee, hop.payer))
        self._payers = numpy.array([companies[hop.payer] for hop in self.hops], dtype=numpy.int64)
        payees = numpy.array([companies[hop.payee] for hop in self.hops], dtype=numpy.int64)
        # In companies that reach each other everyone is paid by somebody, so that no stretch is empty.
        self._begins = numpy.searchsorted(payees, numpy.arange(len(companies)))
        self._ends = numpy.append(self._begins[1:], len(self.hops))
        self._companies = len(companies)
        self._max_hops = min(max_hops, len(companies))
        if len(companies) * len(self.hops) * self._max_hops > MOST_STEPS:
            raise Unsolved(
                f"{len(companies):,} companies that reach each other over {len(self.hops):,} hops are too many for "
                "distinct money",
                hint="Ask for shorter rings or fewer deals, or for the volume alone.",
            )

    def cheapest(self, prices: Prices, below: float) -> tuple[float, set[tuple[int, ...]]]:
        """Return the price of the cheapest ring, and for each company one ring through it that costs less than `below`.

        Args:
            prices: From 0 up, in the order of `hops`.
            below: What a ring must cost less than to be returned.

        Returns:
            The least price, and rings as ordered places in `hops`.
        """
        numpy = self._numpy
        least = numpy.inf
        rings: set[tuple[int, ...]] = set()
        step = max(1, _ROOM // (self._companies * (self._max_hops + 1) + len(self.hops)))
        for first in range(0, self._companies, step):
            starts = numpy.arange(first, min(first + step, self._companies))
            layers = self._layers(prices, starts)
            home = numpy.stack([layer[numpy.arange(len(starts)), starts] for layer in layers[1:]])
            shortest = home.argmin(axis=0)
            for at, start in enumerate(starts):
                price = home[shortest[at], at]
                least = min(least, price)
                if price < below:
                    walk = self._walk(prices, layers, at, int(start), int(shortest[at]) + 1)
                    rings |= self._rings(walk, prices, below)
        return float(least), rings

    def _layers(self, prices: Prices, starts: Prices) -> list[Any]:
        """Return the cheapest walks from each start to each company, by number of hops."""
        numpy = self._numpy
        far = numpy.inf if prices.dtype.kind == "f" else numpy.int64(2**61)
        layer = numpy.full((len(starts), self._companies), far, dtype=prices.dtype)
        layer[numpy.arange(len(starts)), starts] = 0
        layers = [layer]
        for _ in range(self._max_hops):
            reached = numpy.minimum(layers[-1][:, self._payers] + prices, far)
            layers.append(numpy.minimum.reduceat(reached, self._begins, axis=1))
        return layers

    def _walk(self, prices: Prices, layers: list[Any], at: int, start: int, length: int) -> list[int]:
        company = start
        walk: list[int] = []
        for hops in range(length, 0, -1):
            begin, end = self._begins[company], self._ends[company]
            reached = layers[hops - 1][at, self._payers[begin:end]] + prices[begin:end]
            hop = int(begin + reached.argmin())
            walk.append(hop)
            company = int(self._payers[hop])
        return walk[::-1]

    def _rings(self, walk: list[int], prices: Prices, below: float) -> set[tuple[int, ...]]:
        """Take a closed walk apart into simple rings: one of them costs no more than the walk."""
        found = set()
        path: list[int] = []
        for hop in walk:
            path.append(hop)
            payee = self.hops[hop].payee
            for place, earlier in enumerate(path):
                if self.hops[earlier].payer == payee:
                    ring = path[place:]
                    if sum(prices[one] for one in ring) < below:
                        found.add(tuple(sorted(ring)))
                    del path[place:]
                    break
        return found


def ring_of_open(limits: Capacities, max_hops: int) -> bool:
    """Return whether some ring of at most so many hops has no limit at all."""
    if None not in limits.values():
        return False
    priced = PricedHops(list(limits), max_hops)
    prices = needed("numpy").array([0.0 if limits[hop] is None else 1.0 for hop in priced.hops])
    return priced.cheapest(prices, 0.0)[0] < 1
