"""How much of a supplier's revenue or backlog comes from outside a circle of companies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Final, Literal

from circflow.errors import InputError
from circflow.money.arcs import require_interval
from circflow.money.ranges import percent_down, percent_up
from circflow.money.stakes import WHOLE


@dataclass(frozen=True, slots=True)
class Figure:
    """What a supplier reports: revenue of a period, or backlog of a day.

    Attributes:
        low: Least, in integer currency units, above 0.
        high: Most; None = open, as of "at least 100".
        begins: First day of the period; None when no contract is to be spread over it.
        ends: Last day.
        currency: ISO 4217 code; None when all are in one unit anyway.

    Raises:
        InputError: no range above 0, or a period that ends before it begins.
    """

    low: int
    high: int | None
    begins: date | None = None
    ends: date | None = None
    currency: str | None = None

    def __post_init__(self) -> None:
        require_interval(self.low, self.high, "the figure")
        if self.low == 0:
            raise InputError("a share needs a figure above 0")
        if (self.begins is None) != (self.ends is None):
            raise InputError("a period has a first and a last day")
        if self.begins is not None and self.ends is not None and self.ends < self.begins:
            raise InputError(f"a period cannot end on {self.ends}, before it begins on {self.begins}")


@dataclass(frozen=True, slots=True)
class Sale:
    """What a supplier sells to one company of the circle.

    Attributes:
        customer: Who buys.
        low: Least, in integer currency units; 0 when nothing is known.
        high: Most; None = open or unknown.
        spread: Whether it is the total of a contract, of which a period gets the part that falls into it; otherwise it
            is already of the period or the backlog.
        begins: First day of the contract; None when it is unknown.
        ends: Last day.
        currency: ISO 4217 code; None when it is unknown, or when all are in one unit anyway.
        deals: Ids of the deals behind it.

    Raises:
        InputError: no customer, no range from 0 up, or a term that ends before it begins.
    """

    customer: str
    low: int = 0
    high: int | None = None
    spread: bool = False
    begins: date | None = None
    ends: date | None = None
    currency: str | None = None
    deals: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.customer, str) or not self.customer:
            raise InputError(f"a sale needs the id of a customer, and {self.customer!r} is none")
        require_interval(self.low, self.high, f"sale to {self.customer}")
        if self.begins is not None and self.ends is not None and self.ends < self.begins:
            raise InputError(f"the contract with {self.customer} ends on {self.ends}, before {self.begins}")


@dataclass(frozen=True, slots=True)
class PublishedShare:
    """The share of a figure that one customer has by a published account, in percent.

    Raises:
        InputError: no range within 0 to 100.
    """

    customer: str
    low: float
    high: float

    def __post_init__(self) -> None:
        for percent in (self.low, self.high):
            if isinstance(percent, bool) or not isinstance(percent, int | float) or not 0 <= percent <= WHOLE:
                raise InputError(f"the share of {self.customer} is 0 to 100 percent, and {percent!r} is not")
        if self.high < self.low:
            raise InputError(f"the share of {self.customer}: {self.low} to {self.high} is no range")


@dataclass(frozen=True, slots=True)
class OutsideShare:
    """How much of a figure comes from outside the circle.

    Attributes:
        basis: `deals`, or `published share` where at least one customer's published share stands for its deals.
        inside_low: Least that the circle buys, in integer currency units.
        inside_high: Most, no more than the figure; None = open, where both are.
        outside_low: Least percent of the figure from elsewhere; 0 as soon as one sale inside has no most.
        outside_priced: The same with sales at the most that is stated; unpriced ones count as nothing.
        outside_high: Most percent.
        assumed: Whether contracts were spread over their terms in a straight line.
        unpriced: Customers of whose sales none has an amount, ordered.
        currency: ISO 4217 code.
        companies: The customers inside, ordered.
        deals: The deals of sales that count, ordered.
    """

    basis: Literal["deals", "published share"]
    inside_low: int
    inside_high: int | None
    outside_low: float
    outside_priced: float
    outside_high: float
    assumed: bool
    unpriced: tuple[str, ...]
    currency: str | None
    companies: tuple[str, ...]
    deals: tuple[str, ...]


_Part = tuple[Fraction, Fraction, Fraction | None]
"""The low, the most that is stated, and the high of what falls into the figure; None = open."""

_NOTHING: Final[_Part] = (Fraction(0), Fraction(0), Fraction(0))


def outside_share(
    figure: Figure, sales: Iterable[Sale], published: Iterable[PublishedShare] = ()
) -> tuple[OutsideShare, ...]:
    """Return how much of a supplier's figure comes from outside a circle: 1 − inside / figure, in percent.

    Sales inside are at least the sum of their lows and at most the figure itself. The least outside is at the least
    figure and the most sales, the most outside the other way round. The total of a contract enters a period by its term
    and start, in a straight line, and is marked; without term or start anything from nothing to all of it can fall into
    the period.

    Complexity: O(sales).

    Does not show: whether customers outside were themselves financed by somebody else; whether prices are fair; whether
    what is sold is paid.

    Args:
        figure: What the supplier reports.
        sales: To companies of the circle only; which these are is for whoever asks to say.
        published: Shares that companies of the circle have by a published account; one stands for all sales to it.

    Returns:
        One by the deals, and a second, better one with the published shares where there are any.

    Raises:
        InputError: another currency, two published shares of one customer or more than all of the figure together, or a
            contract to spread over no period.
    """
    known = tuple(sales)
    shares: dict[str, PublishedShare] = {}
    for one in published:
        if one.customer in shares:
            raise InputError(f"{one.customer} has two published shares", hint="Give the best one.")
        shares[one.customer] = one
    if sum(Fraction(str(one.low)) for one in shares.values()) > WHOLE:
        raise InputError("the published shares are more than 100 percent together")
    currencies = {one for one in (figure.currency, *(sale.currency for sale in known)) if one is not None}
    if len(currencies) > 1:
        raise InputError(
            f"the figure and the sales are in {', '.join(sorted(currencies))}, which do not add up",
            hint="Convert them first.",
        )
    answers = [_answer(figure, known, {})]
    return tuple([*answers, _answer(figure, known, shares)] if shares else answers)


def _answer(figure: Figure, sales: tuple[Sale, ...], shares: dict[str, PublishedShare]) -> OutsideShare:
    counted = [sale for sale in sales if sale.customer not in shares]
    parts = [_part(sale, figure) for sale in counted]
    # A share is one of the figure, whatever that is: at its least of the least, at its most of the most.
    fixed = [(Fraction(str(one.low)) / WHOLE, Fraction(str(one.high)) / WHOLE) for one in shares.values()]
    low = sum((part[0] for part in parts), Fraction(0))
    priced = sum((part[1] for part in parts), Fraction(0))
    is_open = any(part[2] is None for part in parts)
    high = sum((part[2] for part in parts if part[2] is not None), Fraction(0))
    share_low = sum((one for one, _ in fixed), Fraction(0))
    share_high = min(Fraction(1), sum((one for _, one in fixed), Fraction(0)))
    # What is open bounds nothing: the figure, or what the circle buys.
    most = [] if figure.high is None else [Fraction(figure.high)]
    bought = [] if is_open or (share_high and not most) else [high + share_high * sum(most)]
    highs = [*most, *bought]
    of_least = Fraction(1) if is_open else min(Fraction(1), high / figure.low + share_high)
    of_priced = min(Fraction(1), priced / figure.low + share_high)
    of_most = min(Fraction(1), share_low + (0 if figure.high is None else low / figure.high))
    return OutsideShare(
        basis="published share" if shares else "deals",
        inside_low=floor(min([low + share_low * figure.low, *most])),
        inside_high=ceil(min(highs)) if highs else None,
        outside_low=percent_down(float(1 - of_least)),
        outside_priced=percent_down(float(1 - of_priced)),
        outside_high=percent_up(float(1 - of_most)),
        assumed=any(_is_spread(sale, figure) for sale in counted),
        unpriced=tuple(
            sorted(
                {sale.customer for sale in counted}
                - {sale.customer for sale in counted if sale.low or sale.high is not None}
            )
        ),
        currency=figure.currency,
        companies=tuple(sorted({sale.customer for sale in sales} | set(shares))),
        deals=tuple(sorted({deal for sale in counted for deal in sale.deals})),
    )


def _is_spread(sale: Sale, figure: Figure) -> bool:
    return sale.spread and None not in {sale.begins, sale.ends, figure.begins, figure.ends}


def _part(sale: Sale, figure: Figure) -> _Part:
    """Return what of a sale falls into the period of the figure."""
    priced = Fraction(sale.low if sale.high is None else sale.high)
    if not sale.spread:
        return Fraction(sale.low), priced, None if sale.high is None else Fraction(sale.high)
    if figure.begins is None or figure.ends is None:
        raise InputError(f"the contract with {sale.customer} is to be spread over a period, and the figure has none")
    if sale.begins is not None and sale.ends is not None:
        part = _common_years(sale.begins, sale.ends, figure.begins, figure.ends)
        if part == 0:
            return _NOTHING
        return sale.low * part, priced * part, None if sale.high is None else sale.high * part
    if (sale.begins is not None and sale.begins > figure.ends) or (sale.ends is not None and sale.ends < figure.begins):
        return _NOTHING
    return Fraction(0), priced, None if sale.high is None else Fraction(sale.high)


def _common_years(begins: date, ends: date, first: date, last: date) -> Fraction:
    """Return the part of a term that falls into a period; every year counts the same, leap year or not."""
    latest, earliest = max(begins, first), min(ends, last)
    if earliest < latest:
        return Fraction(0)
    return (_year_after(earliest) - _year_at(latest)) / (_year_after(ends) - _year_at(begins))


def _year_at(day: date) -> Fraction:
    """Return the year and the part of it that is over when a day begins."""
    of_year = day.toordinal() - date(day.year, 1, 1).toordinal()
    return day.year + Fraction(of_year, _days(day.year))


def _year_after(day: date) -> Fraction:
    return _year_at(day) + Fraction(1, _days(day.year))


def _days(year: int) -> int:
    return date(year, 12, 31).toordinal() - date(year, 1, 1).toordinal() + 1
