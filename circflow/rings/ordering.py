"""Rings as people compare them: told from the smallest number, in order."""

from collections.abc import Iterable, Iterator

from circflow.rings.pieces import Rings
from circflow.rings.row import Numbers


def in_order(chunks: Iterable[Rings]) -> Iterator[tuple[int, ...]]:
    """Yield rings, each from its smallest number, the short ones first and those of a length by their numbers.

    Args:
        chunks: As `circflow.rings.chunks` yields them; all are taken before the first ring is given back.
    """
    found: dict[int, list[Numbers]] = {}
    for chunk in chunks:
        for hops, rings in chunk.items():
            found.setdefault(hops, []).append(rings)
    for hops in sorted(found):
        parts = found.pop(hops)
        if isinstance(parts[0], list):
            yield from sorted(_from_smallest(ring) for rings in parts for ring in rings)
        else:
            yield from map(tuple, _sorted_arrays(parts).tolist())


def _from_smallest(ring: tuple[int, ...]) -> tuple[int, ...]:
    at = ring.index(min(ring))
    return ring[at:] + ring[:at]


def _sorted_arrays(parts: list[Numbers]) -> Numbers:
    import numpy as np  # noqa: PLC0415 - arrays are from it, so it is there

    rings = np.concatenate(parts)
    hops = rings.shape[1]
    places = (rings.argmin(axis=1)[:, None] + np.arange(hops)) % hops
    turned = np.take_along_axis(rings, places, axis=1)
    return turned[np.lexsort(turned.T[::-1])]
