"""The rings of a question as chains: companies, and a type of deal for each hop."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from math import prod
from typing import Any, Final, NamedTuple

from neo4j import Transaction

from circflow.errors import TimedOut
from circflow.graph.faults import NARROW
from circflow.graph.hops import Hops, Step
from circflow.graph.ring_dates import within
from circflow.rings import Rings, chunks
from circflow.rings.ordering import Smallest, from_smallest

_SHORTEST: Final = 2
_MANY: Final = 100_000
"""Rings after which those with few hops are looked for first, since the first of them are all that is wanted."""
_LOOK: Final = 1_000
"""Rings between two looks at the clock."""

_GROUP: Final = "MATCH (company:Company {id: $through}) RETURN company.group_id AS id"

Ring = tuple[int, ...]
Find = Callable[..., Iterator[Rings]]
"""`circflow.rings.chunks`, or what has its arguments."""


class Chain(NamedTuple):
    """A ring, and a choice of a type of deal for each of its hops. Chains compare as rows are ordered."""

    hops: int
    ring: Ring
    kinds: tuple[str, ...]

    @property
    def steps(self) -> list[Step]:
        """Return its hops."""
        return list(zip(self.ring, self.kinds, (*self.ring[1:], self.ring[0]), strict=True))


class RingChains:
    """The chains that answer a question.

    Args:
        transaction: A reading one.
        hops: Who pays whom.
        sent: What stands for each `$name` of the stored query.
        timeout_s: Seconds after which the search ends.
        find: What finds the rings.
    """

    def __init__(
        self, transaction: Transaction, hops: Hops, sent: Mapping[str, Any], timeout_s: float, find: Find = chunks
    ) -> None:
        self.hops = hops
        self._sent = sent
        self._find = find
        self._ends = time.monotonic() + timeout_s
        self._through = self._searched_through(transaction)
        self._picks = sent["min_purchases"] > 0 or sent["new_since"] is not None or self._window is not None

    def first(self, most: int) -> Iterator[Chain]:
        """Yield the first chains in the order of rows; memory for some times as many rings is enough.

        Raises:
            TimedOut: the time is up.
        """
        found = (Chain(len(ring), ring, kinds) for ring in self._first_rings(most) for kinds in self._kinds(ring))
        return islice(found, most)

    def all(self) -> Iterator[Chain]:
        """Yield all chains as they are found, in any order.

        Raises:
            TimedOut: the time is up.
        """
        for chunk in self._search(self._sent["max_hops"]):
            for ring in self._each(chunk):
                told = from_smallest(ring)
                yield from (Chain(len(told), told, kinds) for kinds in self._kinds(told))

    def counted(self) -> Counter[int]:
        """Return how many chains there are by their number of hops.

        Raises:
            TimedOut: the time is up.
        """
        counts: Counter[int] = Counter()
        single = all(len(kinds) == 1 for kinds in self.hops.kinds.values())
        for chunk in self._search(self._sent["max_hops"]):
            for hops, rings in chunk.items():
                if single and not self._picks:
                    counts[hops] += len(rings)
                else:
                    counts[hops] += sum(self._count(ring) for ring in self._each({hops: rings}))
        return +counts

    @property
    def _window(self) -> int | None:
        window: int | None = self._sent["window_days"]
        return window

    def _searched_through(self, transaction: Transaction) -> Sequence[int] | None:
        """Return the companies of which each ring has one; None where any ring is wanted."""
        named = self._sent["through"]
        if named is not None:
            if self._sent["by"] == "group":
                named = transaction.run(_GROUP, {"through": named}).single(strict=True)["id"]
            return [self.hops.ids.index(named)] if named in self.hops.ids else []
        if self._sent["new_since"] is not None:
            return sorted({payer for payer, _, _ in self.hops.new})
        return None

    def _search(self, max_hops: int) -> Iterator[Rings]:
        for chunk in self._find(self.hops.payers, self.hops.payees, max_hops, through=self._through):
            self._look_at_the_clock()
            yield chunk

    def _each(self, chunk: Rings) -> Iterator[Ring]:
        """Yield the rings of a chunk as tuples; what is done with each may take its time."""
        for number, ring in enumerate(_plain(chunk)):
            if not number % _LOOK:
                self._look_at_the_clock()
            yield ring

    def _look_at_the_clock(self) -> None:
        if time.monotonic() > self._ends:
            raise TimedOut("the search was ended at its time limit", hint=NARROW)

    def _first_rings(self, most: int) -> Iterator[Ring]:
        kept = Smallest(most)
        seen = 0
        for chunk in self._search(self._sent["max_hops"]):
            kept.add(self._picked(chunk))
            seen += sum(map(len, chunk.values()))
            if seen > max(_MANY, 2 * most):
                break
        else:
            return iter(kept)
        # So many that the long ones are not worth being found: the short ones may be enough.
        for hops in range(_SHORTEST, self._sent["max_hops"] + 1):
            kept = Smallest(most)
            for chunk in self._search(hops):
                kept.add(self._picked(chunk))
            if kept.enough:
                break
        return iter(kept)

    def _picked(self, chunk: Rings) -> Rings:
        """Leave out rings without a chain."""
        if not self._picks:
            return chunk
        picked = {
            hops: [ring for ring in self._each({hops: rings}) if next(self._kinds(ring), None)]
            for hops, rings in chunk.items()
        }
        return {hops: rings for hops, rings in picked.items() if rings}

    def _kinds(self, ring: Ring) -> Iterator[tuple[str, ...]]:
        """Yield every choice of a type a hop that the question takes, in order."""
        pairs = list(zip(ring, (*ring[1:], ring[0]), strict=True))
        choices = product(*(self.hops.kinds[pair] for pair in pairs))
        if not self._picks:
            yield from choices
            return
        for kinds in choices:
            steps = [(payer, kind, payee) for (payer, payee), kind in zip(pairs, kinds, strict=True)]
            if (
                kinds.count("BUYS_FROM") >= self._sent["min_purchases"]
                and (self._sent["new_since"] is None or any(step in self.hops.new for step in steps))
                and (self._window is None or within([self.hops.days[step] for step in steps], self._window))
            ):
                yield kinds

    def _count(self, ring: Ring) -> int:
        if self._picks:
            return sum(1 for _ in self._kinds(ring))
        return prod(len(self.hops.kinds[pair]) for pair in zip(ring, (*ring[1:], ring[0]), strict=True))


def _plain(chunk: Rings) -> Iterable[Ring]:
    """Yield the rings of a chunk as tuples."""
    for rings in chunk.values():
        yield from rings if isinstance(rings, list) else map(tuple, rings.tolist())
