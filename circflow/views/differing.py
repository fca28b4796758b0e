"""Which claims about an amount have no figure in common. Nothing is averaged, and nobody is said to be wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What claims say that an amount is.

    Attributes:
        low: Least amount, in currency units.
        high: Largest amount; None = open.
        currency: ISO 4217 code; None when the claim names none.
        basis: What the amount measures.
    """

    low: int
    high: int | None
    currency: str | None
    basis: str | None

    def differs(self, other: "Reading") -> bool:
        """Return whether both measure the same thing, and no figure fits both."""
        if self.basis != other.basis:
            return False
        return self.currency != other.currency or self.is_below(other) or other.is_below(self)

    def times(self, other: "Reading") -> float:
        """Return how many times the other is larger where the two come nearest; 0 when that cannot be said."""
        if self.currency != other.currency or not self.high:
            return 0.0
        return other.low / self.high

    def is_below(self, other: "Reading") -> bool:
        """Return whether all its figures are less than all of the other's."""
        return self.high is not None and self.high < other.low


def readings(claims: Iterable[Row], basis: str | None) -> dict[Reading, list[Row]]:
    """Return the amounts that differ from some other, each with its claims, in the order of the claims.

    Args:
        claims: Rows of the evidence query, about one deal.
        basis: What the deal's own amount measures, for claims that do not say.
    """
    said: dict[Reading, list[Row]] = {}
    for claim in claims:
        low, high = claim["amount_low"], claim["amount_high"]
        if low is not None or high is not None:
            reading = Reading(low or 0, high, claim["currency"], claim["amount_basis"] or basis)
            said.setdefault(reading, []).append(claim)
    return {reading: rows for reading, rows in said.items() if any(map(reading.differs, said))}


def widest(found: Iterable[Reading]) -> float:
    """Return how many times the largest of some amounts is the smallest, where the two come nearest; 0 = unknown."""
    several = list(found)
    return max((one.times(other) for one in several for other in several if one.differs(other)), default=0.0)
