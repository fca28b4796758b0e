"""Blocks of starts → the rings that are found from them, piece by piece."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from circflow.rings.engine import Engine
from circflow.rings.graph import RingGraph
from circflow.rings.row import Numbers
from circflow.rings.walk import DEPTH, START, STATE

_SMALLEST: Final = 16
_GROWTH: Final = 16
_NARROW: Final = 127  # the ways home of many companies fit into a processor's cache, one byte each
_FREE: Final = 2  # hops that are gone without asking for the way home, which so need not be known so far back

Rings = dict[int, Numbers]
"""By number of hops: an integer array of shape (rings, hops), or a list of tuples without numba."""

Block = tuple[int, int]
"""The first start, and the first that is no longer in it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the rings of a block.

    Attributes:
        block: Its first start.
        number: Which piece of the block, from 0.
        rings: Without the lengths of which there are none.
        done: Starts that are done with it.
    """

    block: int
    number: int
    rings: Rings
    done: int = 0


def blocks(companies: int) -> Iterator[Block]:
    """Cut the starts into blocks: small ones first, since the busiest companies take longest."""
    first = 0
    while first < companies:
        last = min(companies, first + _SMALLEST + first // _GROWTH)
        yield first, last
        first = last


def walked(graph: RingGraph, max_hops: int, size: int, run: Engine, given: Iterable[Block]) -> Iterator[Piece]:
    """Yield the rings of blocks of starts, at most `size` a piece, and a piece without any at the end of each block."""
    n = graph.companies
    far = max_hops + 1
    narrow = far <= _NARROW
    walk = run.walk if narrow else run.long_walk
    way_home, reached = run.row(n, far, narrow=narrow), run.row(n)
    path, branch = run.row(far), run.row(far, largest=len(graph.payees))
    homes = run.row(far, narrow=narrow)
    found, lengths = run.row((size + 1) * max_hops), run.row(size)
    state = run.row(STATE)
    for first, last in given:
        state[START], state[DEPTH] = first, -1
        number = 0
        while state[START] < last:
            rings = walk(
                graph.payees,
                graph.payees_at,
                graph.payers,
                graph.payers_at,
                max_hops,
                min(max_hops // 3, _FREE),
                last,
                state,
                way_home,
                reached,
                path,
                branch,
                homes,
                found,
                lengths,
            )
            if rings:
                yield Piece(first, number, _by_length(graph, found, lengths, rings, run))
                number += 1
        yield Piece(first, number, {}, last - first)


def _by_length(graph: RingGraph, found: Numbers, lengths: Numbers, rings: int, run: Engine) -> Rings:
    """Return rings by length, with the ids that people know."""
    sorted_out: Rings = {}
    if run.numpy is None:
        at = 0
        for hops in lengths[:rings]:
            sorted_out.setdefault(hops, []).append(tuple(graph.ids[rank] for rank in found[at : at + hops]))
            at += hops
        return sorted_out
    np = run.numpy
    lengths = lengths[:rings]
    begins = np.cumsum(lengths) - lengths
    for hops in np.flatnonzero(np.bincount(lengths)):
        places = begins[lengths == hops][:, None] + np.arange(hops)
        sorted_out[int(hops)] = graph.ids[found[places]]
    return sorted_out
