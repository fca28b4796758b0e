"""A figure in three readings of what is stated, and numbers of solvers rounded so that nothing is claimed too much."""

import math
from dataclasses import dataclass
from typing import Final

_ABSOLUTE: Final = 1e-6
_RELATIVE: Final = 1e-13
_PERCENT_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Range:
    """A figure in integer currency units, once for each reading of the amounts.

    Attributes:
        low: With what is unknown counted as nothing.
        high_priced: With the most that is stated: the high of an amount, or its low where the high is open.
        high: With what is unknown without limit; None = open.
    """

    low: int
    high_priced: int
    high: int | None


def down(figure: float) -> int:
    """Round a float downward; one that differs from a whole number only by the arithmetic is that number."""
    return _near(figure) if _is_near(figure) else math.floor(figure)


def up(figure: float) -> int:
    """Round a float upward, likewise."""
    return _near(figure) if _is_near(figure) else math.ceil(figure)


def percent_down(share: float) -> float:
    """Round a share of one downward to percent with six digits, and no further than 0."""
    return max(0.0, down(share * 100 * 10**_PERCENT_DIGITS) / 10**_PERCENT_DIGITS)


def percent_up(share: float) -> float:
    """Round a share of one upward to percent with six digits, and no further than 100."""
    return min(100.0, up(share * 100 * 10**_PERCENT_DIGITS) / 10**_PERCENT_DIGITS)


def _near(figure: float) -> int:
    return round(figure)


def _is_near(figure: float) -> bool:
    return abs(figure - round(figure)) <= _ABSOLUTE + _RELATIVE * abs(figure)
