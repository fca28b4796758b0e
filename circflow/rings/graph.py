"""Payers and payees as people number them → a graph ready to be walked."""

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass

from circflow.errors import InputError
from circflow.rings.engine import Engine
from circflow.rings.row import Integers, Numbers, Numpy


@dataclass(frozen=True, slots=True)
class RingGraph:
    """The companies that lie on rings, numbered by rank, and who pays whom among them.

    Attributes:
        ids: The number that each company had, by rank.
        payees: Whom each company pays, one company after another.
        payees_at: Where those of a company begin; one entry more than companies.
        payers: Who pays each company, likewise.
        payers_at: Where those begin.
        starts: Every ring has a company of a lower rank than this.
    """

    ids: Numbers
    payees: Numbers
    payees_at: Numbers
    payers: Numbers
    payers_at: Numbers
    starts: int

    @property
    def companies(self) -> int:
        """Return how many companies there are."""
        return len(self.payees_at) - 1


def ring_graph(
    sources: Integers,
    targets: Integers,
    run: Engine,
    *,
    through: Collection[int] | None = None,
    max_hops: int = 0,
) -> RingGraph:
    """Prepare a graph: parallel edges once, no company with itself, only what can lie on a ring.

    Args:
        sources: The payer of each edge: non-negative 64-bit integers.
        targets: Its payee.
        run: What to run on.
        through: Companies that get the lowest ranks, since only rings through one of them are wanted.
        max_hops: Longest ring through them.

    Raises:
        InputError: the two are not equally long, or hold something else.
    """
    ids, payers, payees = _numbered(sources, targets, run)
    n = len(ids)
    first = run.row(n)
    if through is not None:
        for place in _places(through, ids, run):
            first[place] = 1
        edges = _near(payers, payees, first, max_hops, run)
        payers, payees = payers[:edges], payees[:edges]
    edges = len(payers)
    at = run.row(n + 1, largest=edges)
    next_at = run.row(n + 1, largest=edges)
    listed = run.row(edges, largest=n)
    run.index(payers, at, next_at, payees, listed)
    edges = run.without_doubles(listed, at, run.row(n, -1), payers, payees)
    payers, payees = payers[:edges], payees[:edges]
    at = run.row(n + 1, largest=edges)
    listed = run.row(edges, largest=n)
    run.index(payers, at, next_at, payees, listed)
    label = run.row(n, -1)
    run.components(listed, at, run.row(n, -1), run.row(n), next_at, run.row(n), run.row(n), label)
    rank = run.row(n)
    ranked = run.ranks(payers, payees, edges, label, run.row(n), run.row(2 * edges + 2, largest=n), rank)
    starts = ranked if through is None else _put_first(first, rank, run)
    edges = run.ranked_edges(payers, payees, edges, label, rank)
    payers, payees = payers[:edges], payees[:edges]
    return RingGraph(
        _by_rank(ids, rank, ranked, run),
        *_indexed(payers, payees, ranked, run),
        *_indexed(payees, payers, ranked, run),
        starts,
    )


def _places(wanted: Collection[int], ids: Numbers, run: Engine) -> Numbers:
    """Return where companies are among the ids, of those that are."""
    if run.numpy is not None:
        return run.numpy.flatnonzero(run.numpy.isin(ids, list(wanted)))
    places = [(bisect_left(ids, company), company) for company in wanted]
    return [at for at, company in places if at < len(ids) and ids[at] == company]


def _near(payers: Numbers, payees: Numbers, first: Numbers, max_hops: int, run: Engine) -> int:
    """Keep the edges that can lie on a ring through the first companies; return how many there are."""
    distances = []
    for ends in ((payers, payees), (payees, payers)):
        distance = run.row(len(first), -1)
        for company in range(len(first)) if run.numpy is None else run.numpy.flatnonzero(first):
            distance[company] = first[company] - 1
        run.spread(*ends, max_hops - 1, distance)
        distances.append(distance)
    return run.near(payers, payees, *distances, max_hops)


def _put_first(first: Numbers, rank: Numbers, run: Engine) -> int:
    """Let the first companies have the lowest ranks, in their own order; return how many of them have one."""
    if run.numpy is None:
        ranked = [company for company in range(len(rank)) if rank[company] >= 0]
        ranked.sort(key=lambda company: (1 - first[company], rank[company]))
        for place, company in enumerate(ranked):
            rank[company] = place
        return sum(first[company] for company in ranked)
    companies = run.numpy.flatnonzero(rank >= 0)
    order = run.numpy.lexsort((rank[companies], 1 - first[companies]))
    rank[companies[order]] = run.numpy.arange(len(companies), dtype=rank.dtype)
    return int(first[companies].sum())


def _indexed(keys: Numbers, others: Numbers, companies: int, run: Engine) -> tuple[Numbers, Numbers]:
    at = run.row(companies + 1, largest=len(keys))
    listed = run.row(len(keys), largest=companies)
    run.index(keys, at, run.row(companies + 1, largest=len(keys)), others, listed)
    return listed, at


def _by_rank(ids: Numbers, rank: Numbers, ranked: int, run: Engine) -> Numbers:
    if run.numpy is None:
        found = [0] * ranked
        for company, place in enumerate(rank):
            if place >= 0:
                found[place] = ids[company]
        return found
    order = run.numpy.empty(ranked, run.numpy.int64)
    on_rings = rank >= 0
    order[rank[on_rings]] = ids[on_rings]
    return order


def _numbered(sources: Integers, targets: Integers, run: Engine) -> tuple[Numbers, Numbers, Numbers]:
    """Number the companies from 0 in the order of their ids; return the ids, and both ends of each edge."""
    if len(sources) != len(targets):
        raise InputError(f"there are {len(sources):,} sources and {len(targets):,} targets; each edge has one of both")
    if run.numpy is None:
        return _numbered_lists(sources, targets)
    return _numbered_arrays(sources, targets, run.numpy)


def _numbered_lists(sources: Integers, targets: Integers) -> tuple[list[int], list[int], list[int]]:
    # Numbers of an array are slower than Python's own.
    sources, targets = (ids.tolist() if hasattr(ids, "tolist") else ids for ids in (sources, targets))
    try:
        payers, payees = [int(id_) for id_ in sources], [int(id_) for id_ in targets]
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError(f"an id is no integer: {error}") from error
    if any(given != read for given, read in zip((*sources, *targets), (*payers, *payees), strict=True)):
        raise InputError("an id is no integer")
    ids = sorted({*payers, *payees})
    if ids and not 0 <= ids[0] <= ids[-1] < 2**63:
        raise InputError("ids are integers from 0 to 2^63 - 1")
    number = {id_: n for n, id_ in enumerate(ids)}
    return ids, [number[id_] for id_ in payers], [number[id_] for id_ in payees]


def _numbered_arrays(sources: Numbers, targets: Numbers, np: Numpy) -> tuple[Numbers, Numbers, Numbers]:
    payers, payees = (_integers(ids, np) for ids in (sources, targets))
    if not len(payers):
        return np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0, np.int32)
    smallest, largest = min(payers.min(), payees.min()), max(payers.max(), payees.max())
    if smallest < 0:
        raise InputError("ids are integers from 0 to 2^63 - 1")
    if largest < 8 * len(payers) + 1024:
        # Nearly dense: a table of all is quicker than sorting.
        number = np.zeros(largest + 1, np.int32)
        number[payers] = 1
        number[payees] = 1
        ids = np.flatnonzero(number)
        number[ids] = np.arange(len(ids), dtype=np.int32)
        return ids, number[payers], number[payees]
    ids, number = np.unique(np.concatenate([payers, payees]), return_inverse=True)
    number = number.astype(np.int32)
    return ids, number[: len(payers)].copy(), number[len(payers) :].copy()


def _integers(ids: Numbers, np: Numpy) -> Numbers:
    try:
        found = np.asarray(ids)
        exact = found.astype(np.int64) if len(found) else np.empty(0, np.int64)
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError(f"an id is no integer: {error}") from error
    if found.ndim != 1 or (len(found) and (found.dtype.kind not in "iu" or not (exact == found).all())):
        raise InputError("ids are integers from 0 to 2^63 - 1, in one row")
    return exact
