"""What companies promise to pay each other: one arc for each deal group, with the interval that is known of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeGuard

from circflow.errors import InputError
from circflow.model import MAX_INTEGER

LARGEST_TOTAL: Final = MAX_INTEGER // 4
"""Most that all amounts together may be, in currency units: solvers count in 64 bits."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A promise of one company to pay another.

    Attributes:
        payer: Who pays.
        payee: Who is paid; another company.
        low: Least amount in integer currency units; 0 when nothing is known.
        high: Largest; None = open, or nothing is known.
        currency: ISO 4217 code; None when the amount is unknown, or when all are in one unit anyway.
        deals: Ids of the deals behind it.
        first: First day on which it can be paid; None when that is unknown. Only an answer in date order asks.
        last: Last such day.

    Raises:
        InputError: an amount below 0, no whole number or too large, a high below the low, a company without a name or
            one that pays itself, a last day before the first.
    """

    payer: str
    payee: str
    low: int = 0
    high: int | None = None
    currency: str | None = None
    deals: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        for company in (self.payer, self.payee):
            if not isinstance(company, str) or not company:
                raise InputError(f"an arc needs the ids of two companies, and {company!r} is none")
        if self.payer == self.payee:
            raise InputError(f"{self.payer} pays itself: such money never left", hint="Leave the arc out.")
        require_interval(self.low, self.high, f"{self.payer} → {self.payee}")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise InputError(f"{self.payer} → {self.payee} ends on {self.last}, before it begins on {self.first}")

    @property
    def priced(self) -> int:
        """The most that is stated; 0 when nothing is."""
        return self.low if self.high is None else self.high

    @property
    def unpriced(self) -> bool:
        """Whether nothing at all is known of the amount."""
        return self.high is None and self.low == 0


def require_interval(low: object, high: object, what: str) -> None:
    """Refuse what is no interval of whole currency units.

    Raises:
        InputError: see above; it begins with `what`.
    """
    if not _is_whole(low) or not (high is None or _is_whole(high)):
        raise InputError(f"{what}: amounts are whole numbers of currency units, and {low!r} to {high!r} are not")
    most = low if high is None else high
    if not 0 <= low <= most:
        raise InputError(f"{what}: {low} to {most} is no range of amounts from 0 up")
    if most > MAX_INTEGER:
        raise InputError(f"{what}: an amount is at most {MAX_INTEGER:,}")


def _is_whole(amount: object) -> TypeGuard[int]:
    return isinstance(amount, int) and not isinstance(amount, bool)


def checked(arcs: Iterable[Arc]) -> tuple[Arc, ...]:
    """Return the arcs when they can be counted together.

    Raises:
        InputError: something else than arcs, several currencies, or more money than 64 bits count.
    """
    known = tuple(arcs)
    for arc in known:
        if not isinstance(arc, Arc):
            raise InputError(f"{arc!r} is no arc")
    named = sorted({arc.currency for arc in known if arc.currency is not None})
    if len(named) > 1:
        raise InputError(
            f"the arcs are in {', '.join(named)}, which do not add up",
            hint="Ask for one currency after another (by_currency), or convert them first.",
        )
    if sum(arc.priced for arc in known) > LARGEST_TOTAL:
        raise InputError(f"the amounts add up to more than {LARGEST_TOTAL:,}", hint="Count in thousands or millions.")
    return known


def by_currency(arcs: Iterable[Arc]) -> dict[str | None, tuple[Arc, ...]]:
    """Sort arcs into one layer for each currency.

    An arc whose currency is unknown stands in every layer: it can be in any. Without any currency there is one layer.
    """
    known = tuple(arcs)
    layers: set[str | None] = {arc.currency for arc in known if arc.currency is not None}
    return {
        one: tuple(arc for arc in known if arc.currency in {None, one}) for one in sorted(layers or {None}, key=str)
    }
