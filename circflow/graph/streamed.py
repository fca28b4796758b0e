"""What came of rows that were handed on, and how far the search for them is; without importing what works on arrays."""

from collections.abc import Callable
from dataclasses import dataclass

from circflow.model import Result

Told = Callable[[int, int, int, int], None]
"""Called with the longest ring searched for, the starts done, all of them, and the rings found."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """What was handed on.

    Attributes:
        result: The answer without its rows.
        rows: How many there were.
        cut: Whether somebody ended the search before it was done.
    """

    result: Result
    rows: int
    cut: bool
