"""Exchange rates of given days, and amounts converted at them."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of a currency was worth in another, by somebody's account.

    Attributes:
        sold: ISO 4217 code of the one.
        bought: ISO 4217 code of the other.
        day: From when it holds, until the next rate of the two.
        low: Least units of the other for one of the first.
        high: Most of them; equal to low when exact.
        source: Who says so.
    """

    sold: str
    bought: str
    day: date
    low: Decimal
    high: Decimal
    source: str

    def low_of(self, units: int) -> int:
        """Convert the low of an amount, to the nearest unit."""
        return _nearest(units * self.low)

    def high_of(self, units: int) -> int:
        """Convert the high of an amount, to the nearest unit."""
        return _nearest(units * self.high)

    def __str__(self) -> str:
        """Return it for people: `1 EUR = 1.08–1.09 USD of 2025-09-30 (ECB)`."""
        worth = f"{self.low}" if self.low == self.high else f"{self.low}–{self.high}"
        return f"1 {self.sold} = {worth} {self.bought} of {self.day} ({self.source})"


class Rates:
    """Rates to look up by day. What is not given is not worked out: no inverse, and no way through a third currency."""

    def __init__(self, rates: Iterable[Rate]) -> None:
        ordered = sorted(rates, key=lambda rate: (rate.sold, rate.bought, rate.day))
        pairs = groupby(ordered, key=lambda rate: (rate.sold, rate.bought))
        self._by_pair = {pair: list(several) for pair, several in pairs}

    def on(self, sold: str, bought: str, day: date) -> Rate | None:
        """Return the last rate of two currencies on or before a day; None when there is none."""
        known = self._by_pair.get((sold, bought), [])
        before = bisect_right(known, day, key=lambda rate: rate.day)
        return known[before - 1] if before else None


def _nearest(units: Decimal) -> int:
    return int(units.to_integral_value(rounding=ROUND_HALF_EVEN))
