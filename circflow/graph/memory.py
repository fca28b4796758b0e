"""Rings by a search: hops out of Neo4j, rings in memory or on Spark, and back for what those that are shown carry."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import islice
from typing import Any, Final

from neo4j import Transaction

from circflow.graph.carried import Carrying
from circflow.graph.hops import hops_of
from circflow.graph.ring_chains import Chain, Find, RingChains
from circflow.graph.ring_dates import in_date_order
from circflow.rings import chunks

_BATCH: Final = 5_000
"""Chains that are priced at a time."""

Row = Mapping[str, Any]


def round_trips(
    transaction: Transaction, sent: Mapping[str, Any], timeout_s: float, find: Find = chunks
) -> Iterator[Row]:
    """Yield the rows of `round-trips`, all of its columns, in its order.

    Args:
        transaction: A reading one.
        sent: What stands for each `$name` of the stored query.
        timeout_s: Seconds after which the search ends.
        find: What finds the rings.

    Raises:
        TimedOut: the time is up.
    """
    chains = RingChains(transaction, hops_of(transaction, sent), sent, timeout_s, find)
    carrying = Carrying(transaction, sent, chains.hops, undated=sent["window_days"] is None)
    if sent["top"] is None:
        found: Iterable[Chain] = chains.first(sent["limit"])
    else:
        found = _largest(min(sent["top"], sent["limit"]), chains, carrying)
    for part in _priced(found, carrying):
        yield from (_row(chains, chain, carrying) for chain in part)


def rings_in_time(
    transaction: Transaction, sent: Mapping[str, Any], timeout_s: float, find: Find = chunks
) -> Iterator[Row]:
    """Yield the rows of `rings-in-time`, as `round_trips` does."""
    chains = RingChains(transaction, hops_of(transaction, sent), sent, timeout_s, find)
    carrying = Carrying(transaction, sent, chains.hops, undated=True, dated=True)
    for part in _priced(chains.first(sent["limit"]), carrying):
        for chain in part:
            dated = [carrying[step].dated for step in chain.steps]
            yield {**_row(chains, chain, carrying), **in_date_order(dated, sent["window_days"])}


def ring_counts(
    transaction: Transaction, sent: Mapping[str, Any], timeout_s: float, find: Find = chunks
) -> Iterator[Row]:
    """Yield the rows of `ring-counts`, as `round_trips` does."""
    chains = RingChains(transaction, hops_of(transaction, sent), sent, timeout_s, find)
    for hops, rings in sorted(chains.counted().items()):
        yield {"hops": hops, "rings": rings}


def ring_hubs(
    transaction: Transaction, sent: Mapping[str, Any], timeout_s: float, find: Find = chunks
) -> Iterator[Row]:
    """Yield the rows of `ring-hubs`, as `round_trips` does."""
    chains = RingChains(transaction, hops_of(transaction, sent), sent, timeout_s, find)
    total = 0
    rings: Counter[int] = Counter()
    beside: defaultdict[int, set[int]] = defaultdict(set)
    steps: defaultdict[int, set[Any]] = defaultdict(set)
    for chain in chains.all():
        total += 1
        for company in chain.ring:
            rings[company] += 1
            beside[company].update(chain.ring)
            steps[company].update(chain.steps)
    shown = sorted(rings, key=lambda company: (-rings[company], company))[: sent["limit"]]
    carrying = Carrying(transaction, sent, chains.hops, undated=sent["window_days"] is None)
    for company in shown:
        carrying.ask(steps[company])
        yield {
            "company": chains.hops.ids[company],
            "rings": rings[company],
            "rings_without": total - rings[company],
            "companies": [chains.hops.ids[other] for other in sorted(beside[company])],
            "deals": sorted({deal for step in steps[company] for deal in carrying[step].deals}),
        }


def _largest(most: int, chains: RingChains, carrying: Carrying) -> list[Chain]:
    """Return the chains that carry most for sure, those that carry nothing known last."""

    def ranked() -> Iterator[tuple[bool, int, Chain]]:
        for part in _priced(chains.all(), carrying):
            for chain in part:
                low = carrying.low(chain.steps)
                yield low is None, -(low or 0), chain

    return [chain for *_, chain in nsmallest(most, ranked())]


def _priced(found: Iterable[Chain], carrying: Carrying) -> Iterator[Sequence[Chain]]:
    """Yield chains some at a time, once it is known what their hops carry."""
    left = iter(found)
    while part := list(islice(left, _BATCH)):
        carrying.ask(step for chain in part for step in chain.steps)
        yield part


def _row(chains: RingChains, chain: Chain, carrying: Carrying) -> dict[str, Any]:
    ring = [chains.hops.ids[at] for at in chain.ring]
    told = carrying.together(chain.steps)
    return {"ring": ring, "hops": len(ring), "relationships": list(chain.kinds), "companies": ring, **told}
