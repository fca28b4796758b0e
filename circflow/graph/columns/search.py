"""Round trips in columns: hops out of Neo4j, rings in memory, and back for what those that are shown carry."""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from neo4j import Transaction

from circflow.errors import TimedOut
from circflow.graph.columns.carried import Carried
from circflow.graph.columns.hops import Hops, hops_of, unit_of
from circflow.graph.columns.reading import Integers
from circflow.graph.faults import NARROW
from circflow.rings.chains import Chains
from circflow.rings.engine import Engine, engine
from circflow.rings.finding import LEAST_HOPS, find, pieces
from circflow.rings.graph import RingGraph, ring_graph

_BLOCK: Final = 20_000
"""Rings that are looked up and written at a time."""
_KEPT: Final = 1_000_000
"""Rings of one length beyond those asked for, from which on the last in order are let go."""


@dataclass(slots=True)
class Watch:
    """Somebody who looks on while rings are searched, and may end the search.

    Attributes:
        ends: When the time is up, on the monotonic clock.
        told: Called with the longest ring searched for, the starts done, all of them, and the rings found.
        stop: Whether what was found is enough.
    """

    ends: float
    told: Callable[[int, int, int, int], None] = lambda _hops, _done, _all, _rings: None
    stop: Callable[[], bool] = lambda: False

    def look(self, hops: int, done: int, starts: int, rings: int) -> bool:
        """Tell how far the search has come; return whether to go on.

        Raises:
            TimedOut: the time is up.
        """
        self.told(hops, done, starts, rings)
        if time.monotonic() > self.ends:
            raise TimedOut("the search in memory was ended at its time limit", hint=NARROW)
        return not self.stop()


def chains(
    transaction: Transaction, sent: Mapping[str, Any], watch: Watch, *, as_found: bool = False
) -> Iterator[Chains]:
    """Yield the rows of `round-trips` in columns.

    Args:
        transaction: A reading one.
        sent: What stands for each `$name` of the stored query; some rows more than `limit` may come.
        watch: Looks on.
        as_found: Whether rows come as they are found, and all of them; default: in the order of the stored query.

    Raises:
        TimedOut: the time is up.
    """
    search = _search(transaction, sent, watch)
    if search:
        yield from search.as_found() if as_found else search.in_order(sent["limit"])


def _search(transaction: Transaction, sent: Mapping[str, Any], watch: Watch) -> "_Search | None":
    # What is compiled takes a while to load, and the server a while to answer.
    with ThreadPoolExecutor(max_workers=1) as beside:
        loaded = beside.submit(_loaded)
        hops = hops_of(transaction, sent)
    run = loaded.result()
    through = None
    if sent["through"] is not None:
        through = unit_of(transaction, hops, sent["through"])
        if through is None:
            return None
    around = None if through is None else [through]
    graph = ring_graph(hops.payers, hops.payees, run, through=around, max_hops=sent["max_hops"])
    carried = Carried(transaction, sent, hops)
    return _Search(hops, graph, carried, watch, run, sent["max_hops"], sent["min_purchases"])


def _loaded() -> Engine:
    """Return the engine after a first ring, by which all of it is loaded."""
    run = engine()
    find([0, 1], [1, 0], LEAST_HOPS, run=run)
    return run


@dataclass(frozen=True, slots=True)
class _Search:
    hops: Hops
    graph: RingGraph
    carried: Carried
    watch: Watch
    run: Engine
    max_hops: int
    min_purchases: int

    def as_found(self) -> Iterator[Chains]:
        """Yield chains as their rings are found."""
        for found in self._found(self.max_hops, LEAST_HOPS):
            for rings in found.values():
                yield from self._chains(self.carried.from_smallest(rings))

    def in_order(self, limit: int) -> Iterator[Chains]:
        """Yield chains in order, and search for longer rings only while the shorter ones are too few."""
        rows = 0
        for hops in range(LEAST_HOPS, self.max_hops + 1):
            for part in self._chains(self._of_length(hops, limit)):
                rows += len(part)
                yield part
            if rows > limit or hops >= self.graph.companies or self.watch.stop():
                return

    def _of_length(self, hops: int, limit: int) -> Integers:
        """Return the rings of one length in order; beyond a limit, only those that come first."""
        parts, kept = [np.empty((0, hops), np.int64)], 0
        for found in self._found(hops, hops):
            if hops in found:
                parts.append(found[hops])
                kept += len(found[hops])
            if kept > limit + _KEPT:
                parts = [self._ordered(parts)[: limit + 1]]
                kept = len(parts[0])
        return self._ordered(parts)

    def _ordered(self, parts: list[Integers]) -> Integers:
        return self.carried.in_order(self.carried.from_smallest(np.concatenate(parts)))

    def _chains(self, rings: Integers) -> Iterator[Chains]:
        for first in range(0, len(rings), _BLOCK):
            yield self.carried.chains(rings[first : first + _BLOCK])

    def _found(self, max_hops: int, least: int) -> Iterator[dict[int, Integers]]:
        """Yield rings from `least` hops that can be told with enough purchases, until the watch has seen enough."""
        done = rings = 0
        for piece in pieces(self.graph, max_hops, self.run, size=_BLOCK):
            done += piece.done
            rings += sum(map(len, piece.rings.values()))
            arrays = {hops: np.asarray(found, np.int64) for hops, found in piece.rings.items() if hops >= least}
            if arrays:
                yield {hops: self.hops.with_purchases(found, self.min_purchases) for hops, found in arrays.items()}
            if not self.watch.look(max_hops, done, self.graph.starts, rings):
                return
