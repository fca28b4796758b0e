"""Amounts → the one text that stands for each, which `read_amount` reads back to the same amount."""

from typing import Final

from circflow.model.amount import Amount

_UNITS: Final = ("", "thousand", "million", "billion", "trillion")
_LARGEST: Final = 3 * len(_UNITS)
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
        return _vague(amount)
    if high is None:
        return f"at least {currency} {low}"
    if amount.code == "approx":
        return f"about {currency} {high}"
    if amount.code == "up_to" or (amount.code in _SAID_FIRST and low < high and not low):
        return f"{'less than' if amount.half_open else 'up to'} {currency} {high}"
    if low == high and amount.code != "range":
        return f"{currency} {low}"
    return f"{currency} {low} {to} {high}"


def _vague(amount: Amount) -> str:
    """Return words for a power of ten and more, such as tens of billions; all digits where they would say less."""
    low, high, currency = amount.low or 0, amount.high, amount.currency
    power = len(str(low)) - 1
    named = low == 10**power and 0 < power < _LARGEST
    if named and amount.half_open and high == 10 * low:
        return f"{_several(power)} of {currency}"
    if named and high is None and power % 3 == 0:
        return f"{_UNITS[power // 3]}s of {currency}"
    if high is None:
        return f"a band from {currency} {low}"
    return f"a band of {currency} {low} {'to less than' if amount.half_open else 'to'} {high}"


def _several(power: int) -> str:
    unit = _UNITS[power // 3]
    match power % 3:
        case 0:
            return f"several {unit}"
        case 1:
            return f"tens of {unit}s" if unit else "tens"
    return f"hundreds of {unit}s" if unit else "hundreds"
