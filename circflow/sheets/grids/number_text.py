"""Numbers of workbooks → plain digits, with a scale in words where cells are shown in thousands or millions."""

import re
from decimal import Decimal
from typing import Final

SCALES: Final = ("", " thousand", " million", " billion", " trillion")
"""What a number is shown in, by how many times it is divided by a thousand."""

_SIGNS: Final = re.compile(r"[A-Z]{1,3}\$|[$€£¥₩]|[A-Z]{3}")


def plain_number(value: float) -> str:
    """Return a number in plain digits, as exact as workbooks keep them."""
    if isinstance(value, int):
        return str(value)
    return _digits(Decimal(f"{value:.15g}"))


def in_scale(value: float, thousands: int, before: str, after: str) -> str:
    """Return a number that is shown in thousands, or in thousands of thousands: $ 13.5 million.

    Args:
        value: As it is stored.
        thousands: How many times it is divided by a thousand.
        before: What is shown before it, of which signs of currencies stay.
        after: Likewise, after it.
    """
    power = min(thousands, len(SCALES) - 1)
    signs = " ".join(_SIGNS.findall(before) or _SIGNS.findall(after))
    return f"{signs} {_digits(Decimal(plain_number(value)) / 1000**power)}{SCALES[power]}".strip()


def _digits(number: Decimal) -> str:
    text = f"{number.normalize():f}"
    # With three decimals the point could stand before thousands.
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text  # noqa: PLR2004 - digits of a thousand
