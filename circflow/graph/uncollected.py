"""Many objects made at once, without Python looking through all of them for circles again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector of circular garbage off meanwhile.

    Rows, arcs and facts refer to each other in no circle; with a million of them each look takes a second, and there
    are many. What is no longer needed is given back at once all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
