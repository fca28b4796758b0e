"""Amounts → the one text that stands for each, which `read_amount` reads back to the same amount."""

from typing import Final

from circflow.model.amount import Amount

_UNITS: Final = ("", "thousand", "million", "billion", "trillion", "thousands of trillion")
_SAID_FIRST: Final = frozenset({"planned", "conditional", "contingent"})
_SAID_LAST: Final = {
    "per_year": " per year",
    "total": " in total",
    "valuation": " valuation",
    "market_value": " market value",
    None: "",
}


def amount_text(amount: Amount) -> str:
    """Return an amount in words and all its digits: `up to USD 50000000000`, `tens of billions of USD`.

    The code `not_this_edge` has no words, and reads back as the interval alone; nor have the bases that nobody writes.
    """
    if not amount.known:
        return "undisclosed"
    first = f"{amount.code} " if amount.code in _SAID_FIRST else ""
    return f"{first}{_interval(amount)}{_SAID_LAST.get(amount.basis, '')}"


def _interval(amount: Amount) -> str:
    low, high, currency = amount.low or 0, amount.high, amount.currency
    to = "to less than" if amount.half_open else "to"
    if amount.code == "vague_band":
        return f"{_vague(low, high)} of {currency}"
    if high is None:
        return f"at least {currency} {low}"
    if amount.code == "approx":
        return f"about {currency} {high}"
    if amount.code == "up_to" or (amount.code in _SAID_FIRST and low < high and not low):
        return f"{'less than' if amount.half_open else 'up to'} {currency} {high}"
    if low == high and amount.code != "range":
        return f"{currency} {low}"
    return f"{currency} {low} {to} {high}"


def _vague(low: int, high: int | None) -> str:
    """Return words for a power of ten and more: billions, hundreds of billions to thousands of billions."""
    if high is None:
        return f"{_UNITS[_power(low) // 3]}s"
    last = _several(_power(high) - 1)
    return last if high == 10 * low else f"{_several(_power(low))} to {last}"


def _several(power: int) -> str:
    unit = _UNITS[power // 3]
    match power % 3:
        case 0:
            return f"several {unit}" if power < 15 else f"{unit}s"  # noqa: PLR2004 - thousands of trillions
        case 1:
            return f"tens of {unit}s" if unit else "tens"
    return f"hundreds of {unit}s" if unit else "hundreds"


def _power(number: int) -> int:
    return len(str(number)) - 1
