"""All rings at once, or chunk by chunk."""

from collections.abc import Collection, Iterator
from typing import Final

from circflow.errors import InputError
from circflow.rings.engine import Engine, engine
from circflow.rings.graph import RingGraph, ring_graph
from circflow.rings.pieces import Piece, Rings, blocks, walked
from circflow.rings.row import Integers
from circflow.rings.threads import walked_in_threads

LEAST_HOPS: Final = 2
CHUNK: Final = 100_000
"""Rings that a chunk holds at most, unless told otherwise."""
_ROOM: Final = 4_000_000
"""Companies that the rings of a chunk name at most, so that long rings take no more memory than short ones."""


def find(
    sources: Integers,
    targets: Integers,
    max_hops: int,
    *,
    through: int | Collection[int] | None = None,
    run: Engine | None = None,
) -> Rings:
    """Find every simple directed ring of 2 to `max_hops` edges, each once.

    Args:
        sources: The payer of each edge: non-negative 64-bit integers, a list or an array. Need not be dense.
        targets: Its payee. Parallel edges count once, edges of a company with itself never.
        max_hops: Longest ring, at least 2.
        through: Only rings that this company is in, or one of these; they begin there.
        run: What to run on; default: compiled where numba is at hand.

    Returns:
        For each number of hops the rings, in the order in which the money goes, from the company with the most edges.
        With numba integer arrays of shape (rings, hops), without it lists of tuples; empty where there are none.

    Raises:
        InputError: the edges or the number of hops make no sense.
    """
    run = run or engine()
    # Threads hand pieces over as they come; the same call returns the same arrays.
    _require_hops(max_hops)
    graph = ring_graph(sources, targets, run, through=_several(through), max_hops=max_hops)
    found_in = pieces(graph, max_hops, run)
    in_order = sorted((piece for piece in found_in if piece.rings), key=_place)
    found: Rings = {}
    for hops in range(LEAST_HOPS, max_hops + 1):
        of_length = [piece.rings[hops] for piece in in_order if hops in piece.rings]
        if run.numpy is None:
            found[hops] = [ring for rings in of_length for ring in rings]
        elif of_length:
            found[hops] = run.numpy.concatenate(of_length)
        else:
            found[hops] = run.numpy.empty((0, hops), run.numpy.int64)
    return found


def chunks(
    sources: Integers,
    targets: Integers,
    max_hops: int,
    *,
    size: int = CHUNK,
    through: int | Collection[int] | None = None,
    run: Engine | None = None,
) -> Iterator[Rings]:
    """Yield the rings that `find` returns in chunks, as they are found; memory for a few chunks is enough.

    Args:
        sources: As for `find`.
        targets: As for `find`.
        max_hops: As for `find`.
        size: Most rings of a chunk.
        through: As for `find`.
        run: As for `find`.

    Yields:
        As `find` returns them, without the lengths of which a chunk has none. Compiled, two threads search, and the
        order of chunks is not always the same.

    Raises:
        InputError: as `find`.
    """
    if size < 1:
        raise InputError("a chunk holds at least one ring")
    _require_hops(max_hops)
    run = run or engine()
    graph = ring_graph(sources, targets, run, through=_several(through), max_hops=max_hops)
    for piece in pieces(graph, max_hops, run, size=size):
        if piece.rings:
            yield piece.rings


def pieces(graph: RingGraph, max_hops: int, run: Engine, *, size: int = CHUNK) -> Iterator[Piece]:
    """Yield the rings of a graph that is ready to be walked, and how far the search has come.

    Args:
        graph: As `ring_graph` prepares it.
        max_hops: As for `find`.
        run: What the graph was prepared on.
        size: Most rings of a piece.
    """
    # No ring is longer than there are companies.
    hops = min(max_hops, max(graph.companies, LEAST_HOPS))
    size = max(1, min(size, _ROOM // hops))
    search = walked if run.numpy is None else walked_in_threads
    return search(graph, hops, size, run, blocks(graph.starts))


def _place(piece: Piece) -> tuple[int, int]:
    return piece.block, piece.number


def _require_hops(max_hops: int) -> None:
    if isinstance(max_hops, bool) or not isinstance(max_hops, int) or max_hops < LEAST_HOPS:
        raise InputError(f"a ring has at least {LEAST_HOPS} hops, so max_hops must be a whole number from {LEAST_HOPS}")


def _several(through: int | Collection[int] | None) -> Collection[int] | None:
    return through if through is None or isinstance(through, Collection) else (through,)
