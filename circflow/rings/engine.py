"""What the functions of this room run on: compiled on arrays where numba is at hand, and as they stand on lists."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, Final

from circflow.rings import ranking
from circflow.rings.row import Numbers
from circflow.rings.walk import walk

_WIDE: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Engine:
    """The functions of this room, and the numbers that they work on.

    Attributes:
        numpy: The module when compiled; None on lists.
        walk: The walk where hops fit into one byte.
        long_walk: The walk where they do not.
    """

    numpy: ModuleType | None
    spread: Callable[..., None]
    near: Callable[..., int]
    index: Callable[..., None]
    without_doubles: Callable[..., int]
    components: Callable[..., int]
    ranks: Callable[..., int]
    ranked_edges: Callable[..., int]
    walk: Callable[..., int]
    long_walk: Callable[..., int]

    def row(self, length: int, value: int = 0, *, largest: int = 0, narrow: bool = False) -> Numbers:
        """Return a row of numbers, all the same at first.

        Args:
            length: How many.
            value: What they are.
            largest: The largest number that it will hold.
            narrow: Whether none is larger than 127.
        """
        if self.numpy is None:
            return [value] * length
        wide = self.numpy.int64 if largest > _WIDE else self.numpy.int32
        return self.numpy.full(length, value, self.numpy.int8 if narrow else wide)


PLAIN: Final = Engine(
    None,
    ranking.spread,
    ranking.near,
    ranking.index,
    ranking.without_doubles,
    ranking.components,
    ranking.ranks,
    ranking.ranked_edges,
    walk,
    walk,
)
"""On lists, by Python itself."""


def engine() -> Engine:
    """Return the compiled engine, or the plain one where numba is missing or does not work."""
    return compiled() or PLAIN


@cache
def compiled() -> Engine | None:
    """Return the engine that numba compiles; None where it is missing, broken, or made for another numpy."""
    try:
        import numba  # noqa: PLC0415 - an extra, and slow to import
        import numpy as np  # noqa: PLC0415
    except Exception:  # noqa: BLE001 - a broken installation fails in ways of its own
        return None

    # Numba counts what it keeps of a function. If two processes compiled one for two types of arrays at the same time,
    # each could later load the code of the other: what is kept is only ever given one type.
    def jit(function: Callable[..., Any]) -> Callable[..., Any]:
        try:
            made: Callable[..., Any] = numba.njit(cache=True, nogil=True)(function)
        except RuntimeError:  # nowhere to keep what was compiled
            made = numba.njit(nogil=True)(function)
        return made

    made = Engine(
        np,
        jit(ranking.spread),
        jit(ranking.near),
        jit(ranking.index),
        jit(ranking.without_doubles),
        jit(ranking.components),
        jit(ranking.ranks),
        jit(ranking.ranked_edges),
        jit(walk),
        numba.njit(nogil=True)(walk),
    )
    try:
        # Some installations can be imported, and compile nothing.
        made.index(made.row(1), made.row(2), made.row(2), made.row(1), made.row(1))
    except Exception:  # noqa: BLE001 - as above
        return None
    return made
