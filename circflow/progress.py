"""How long work says what it is doing, without printing."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is; the last is 0 when nobody knows."""


def silent(what: str, done: int, total: int) -> None:
    """Say nothing."""
    del what, done, total
