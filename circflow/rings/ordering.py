"""Rings as people compare them: told from the smallest number, in order."""

from collections.abc import Iterable, Iterator
from typing import Final

from circflow.rings.pieces import Rings
from circflow.rings.row import Numbers

_ROOM: Final = 4
"""How many times as many rings as are wanted are held before the others are dropped."""
_LEAST: Final = 100_000


class Smallest:
    """The first of many rings: the short ones first, and those of a length by their numbers.

    Args:
        most: How many; None for all.
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._held: dict[int, list[Numbers]] = {}

    def add(self, chunk: Rings) -> None:
        """Take rings in; what cannot be among the first is not held for long."""
        for hops, rings in chunk.items():
            if self._most is None or self._shorter(hops) < self._most:
                parts = self._held.setdefault(hops, [])
                parts.append(rings)
                if self._most is not None and sum(map(len, parts)) > max(_LEAST, _ROOM * self._most):
                    self._held[hops] = [_sorted(parts)[: self._most]]
        if self._most is not None:
            self._held = {hops: parts for hops, parts in self._held.items() if self._shorter(hops) < self._most}

    @property
    def enough(self) -> bool:
        """Return whether there are as many as are wanted."""
        return self._most is not None and self.held >= self._most

    @property
    def held(self) -> int:
        """Return how many are held."""
        return sum(map(self._count, self._held))

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        """Yield the rings, each from its smallest number; they can be taken once."""
        for hops in sorted(self._held):
            rings = _sorted(self._held.pop(hops))
            yield from rings if isinstance(rings, list) else map(tuple, rings.tolist())

    def _shorter(self, hops: int) -> int:
        return sum(self._count(other) for other in self._held if other < hops)

    def _count(self, hops: int) -> int:
        return sum(map(len, self._held[hops]))


def in_order(chunks: Iterable[Rings]) -> Iterator[tuple[int, ...]]:
    """Yield rings, each from its smallest number, the short ones first and those of a length by their numbers.

    Args:
        chunks: As `circflow.rings.chunks` yields them; all are taken before the first ring is given back.
    """
    kept = Smallest()
    for chunk in chunks:
        kept.add(chunk)
    yield from kept


def from_smallest(ring: tuple[int, ...]) -> tuple[int, ...]:
    """Return a ring told from its smallest number."""
    at = ring.index(min(ring))
    return ring[at:] + ring[:at]


def _sorted(parts: list[Numbers]) -> Numbers:
    if isinstance(parts[0], list):
        return sorted(from_smallest(ring) for rings in parts for ring in rings)
    import numpy as np  # noqa: PLC0415 - arrays are from it, so it is there

    rings = np.concatenate(parts)
    hops = rings.shape[1]
    places = (rings.argmin(axis=1)[:, None] + np.arange(hops)) % hops
    turned = np.take_along_axis(rings, places, axis=1)
    return turned[np.lexsort(turned.T[::-1])]
