"""A stated amount of money, as the interval that its words allow."""

from dataclasses import dataclass, field
from typing import Final

MAX_INTEGER: Final = 2**63 - 1
"""Largest integer that the database can hold."""

AMOUNT_CODES: Final = frozenset(
    {
        "exact",
        "approx",
        "up_to",
        "at_least",
        "range",
        "vague_band",
        "conditional",
        "contingent",
        "planned",
        "unspecified",
        "not_this_edge",
    }
)
"""How the words bound the figure."""

AMOUNT_BASES: Final = frozenset(
    {
        "consideration",
        "contract_value",
        "total",
        "per_year",
        "recognised_revenue",
        "market_value",
        "valuation",
    }
)
"""What the figure measures."""

_SIGNS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "KRW": "₩"}
_SCALES: Final = ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "k"))


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval of money in integer currency units.

    Attributes:
        low: Least amount; None only when nothing is known. "Up to" has 0.
        high: Largest amount; None when open ("at least") or nothing is known.
        currency: ISO 4217 code of the source's own currency; None when the amount is unknown.
        code: How the words bound it, one of `AMOUNT_CODES`.
        text: What it was read from; empty when it was not read from words. This and what follows is no part of the
            amount itself: amounts that differ only there are equal.
        note: What the text says beside the figure.
        basis: What the text says that it measures, one of `AMOUNT_BASES`; None when it does not say.
        half_open: Whether `high` itself is no longer meant: "less than 5 billion".
    """

    low: int | None = None
    high: int | None = None
    currency: str | None = None
    code: str = "unspecified"
    text: str = field(default="", compare=False)
    note: str = field(default="", compare=False)
    basis: str | None = field(default=None, compare=False)
    half_open: bool = field(default=False, compare=False)

    @property
    def known(self) -> bool:
        """Whether any figure is stated."""
        return self.low is not None or self.high is not None

    def label(self) -> str:
        """Return a short text for captions and tables: `$30B–$50B`, `up to ¥370B`, `at least $4B`, `undisclosed`."""
        return interval_label(self.low, self.high, self.currency)


def interval_label(low: int | None, high: int | None, currency: str | None) -> str:
    """Return an interval of money as people read it.

    Args:
        low: Integer currency units; None counts as 0 beside a `high`.
        high: Integer currency units; None = open.
        currency: ISO 4217 code; None leaves the figure without a currency sign.
    """
    if low is None and high is None:
        return "undisclosed"
    if high is None:
        return f"at least {_figure(low or 0, currency)}"
    if not low:
        return f"up to {_figure(high, currency)}" if high else _figure(0, currency)
    if low == high:
        return _figure(low, currency)
    return f"{_figure(low, currency)}–{_figure(high, currency)}"


def _figure(units: int, currency: str | None) -> str:
    sign = _SIGNS.get(currency or "")
    prefix = sign or (f"{currency} " if currency else "")
    return f"{prefix}{_scaled(units)}"


def _scaled(units: int) -> str:
    """Shorten to three significant digits or more, never so that a whole digit is lost: 22,400,000,000 is 22.4B."""
    for index, (scale, letter) in enumerate(_SCALES):
        if abs(units) >= scale:
            text = f"{units / scale:.3g}" if abs(units) < 1000 * scale else f"{units / scale:,.0f}"
            # 999.6 million rounds to "1e+03": it belongs to the next scale.
            if "e" in text and index > 0:
                return f"1{_SCALES[index - 1][1]}"
            return f"{text}{letter}"
    return str(units)
