"""Rings with what their hops carry, column by column: half a million of them are a few arrays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from circflow.rings.row import Numbers

UNKNOWN: Final = -1
"""Stands in a column of amounts for none."""

KINDS: Final = ("BUYS_FROM", "INVESTS_IN", "JOINT_VENTURE")
"""Types of deal by their numbers, in the order of their names."""


@dataclass(slots=True)
class Book:
    """What the numbers in chains stand for. It grows while rings are found; what stands in it stays where it is.

    Attributes:
        ids: Ids of companies or groups.
        names: What they are called.
        kinds: The type of each hop, as a number.
        deals: The ids of its deals.
    """

    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    deals: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chains:
    """Some rings of one length, in columns of one entry a ring.

    Attributes:
        book: What the numbers stand for.
        companies: Array of shape (rings, hops): places in `book.ids`.
        hops: Likewise: places in `book.kinds` and `book.deals`.
        carries_low: Amounts, or `UNKNOWN`.
        carries_high: Likewise.
        currencies: One a ring; None where none is known.
        unknown_hops: How many hops have no amount.
        contingent: Whether one of them rests on contingent deals alone.
        qualities: One a ring, or None.
    """

    book: Book
    companies: Numbers
    hops: Numbers
    carries_low: Numbers
    carries_high: Numbers
    currencies: Sequence[str | None]
    unknown_hops: Numbers
    contingent: Numbers
    qualities: Sequence[str | None]

    def __len__(self) -> int:
        return len(self.companies)

    def part(self, first: int, last: int) -> "Chains":
        """Return those from one place up to another."""
        cut = slice(first, last)
        return Chains(
            self.book,
            self.companies[cut],
            self.hops[cut],
            self.carries_low[cut],
            self.carries_high[cut],
            self.currencies[cut],
            self.unknown_hops[cut],
            self.contingent[cut],
            self.qualities[cut],
        )

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield them as the stored query does."""
        book = self.book
        columns = zip(
            self.companies.tolist(),
            self.hops.tolist(),
            amounts(self.carries_low),
            amounts(self.carries_high),
            self.currencies,
            self.unknown_hops.tolist(),
            self.contingent.tolist(),
            self.qualities,
            strict=True,
        )
        for companies, hops, low, high, currency, unknown, contingent, quality in columns:
            ring = [book.ids[company] for company in companies]
            deals = [list(book.deals[hop]) for hop in hops]
            yield {
                "ring": ring,
                "hops": len(ring),
                "relationships": [KINDS[book.kinds[hop]] for hop in hops],
                "deals_by_hop": deals,
                "carries_low": low,
                "carries_high": high,
                "currency": currency,
                "unknown_hops": unknown,
                "contingent": contingent,
                "quality": quality,
                "companies": list(ring),
                "deals": [deal for hop in deals for deal in hop],
            }


def amounts(column: Numbers) -> list[int | None]:
    """Return a column of amounts as people know them, None where there is none."""
    return [None if amount == UNKNOWN else amount for amount in column.tolist()]
