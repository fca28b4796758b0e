"""Digits with their separators → a number; what could be two numbers is refused."""

import re
from fractions import Fraction
from functools import cache
from typing import Final

from circflow.text.refusal import Refusal
from circflow.text.tables import table

Number = int | Fraction
"""Exact: a sum of money is never a float."""

NUMBER: Final = re.compile(r"[0-9]+(?:[.,'’][0-9]+| [0-9]{3}(?![0-9]))*")
"""Everything that may belong to one number, right or wrong."""

_LONGEST: Final = 40
_SAY_LANGUAGE: Final = "Say how numbers are written there: language='en' for 1,234.5 or language='de' for 1.234,5."

# First groups do not begin with 0: 0,250 and 0.250 are fractions.
_WHOLE: Final = re.compile(r"0|[1-9][0-9]*")
_COMMA_GROUPS: Final = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_POINT_GROUPS: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_OTHER_GROUPS: Final = re.compile(r"[1-9][0-9]{0,2}(?:([ '’])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?")
_GROUPS_OF_TWO: Final = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_FRACTION: Final = re.compile(r"(?:0|[1-9][0-9]*)([.,])[0-9]+")
_ONE_GROUP: Final = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")
_ROUND_GROUP: Final = re.compile(r"[1-9][0-9]{0,2}\.000")


@cache
def decimal_sign(language: str | None) -> str | None:
    """Return the sign before the fraction in a language; None when the language is not in the table."""
    return next((row["decimal"] for row in table("number_languages") if row["language"] == language), None)


def read_digits(text: str, sign: str | None) -> Number:
    """Read a number.

    Args:
        text: Digits, with separators.
        sign: What stands before a fraction where the text is written: `.` or `,`; None when nobody knows.

    Raises:
        Refusal: the digits are grouped in no known way, could be two numbers, or are too many.
    """
    if len(text) > _LONGEST:
        raise Refusal("too-large", "the number is too long")
    if _WHOLE.fullmatch(text):
        return int(text)
    if match := _ONE_GROUP.fullmatch(text):
        return _one_group(text, match[1], sign)
    if _COMMA_GROUPS.fullmatch(text) or _GROUPS_OF_TWO.fullmatch(text):
        return _number(text.replace(",", ""))
    if _OTHER_GROUPS.fullmatch(text):
        return _number(re.sub(r"[ '’]", "", text).replace(",", "."))
    if _POINT_GROUPS.fullmatch(text):
        return _number(text.replace(".", "").replace(",", "."))
    match = _FRACTION.fullmatch(text)
    if match and (match[1] == "." or sign == ","):
        return _number(text.replace(",", "."))
    if match:
        raise Refusal("ambiguous-number", f"{text} has a comma where no thousands end", _SAY_LANGUAGE)
    raise Refusal("bad-number", f"the digits of {text} are grouped in no usual way")


def last_place(number: Number) -> int:
    """Return the power of ten that the last digit of a number counts: 1 of 7, 10 of 150, 100 of 100.

    Raises:
        Refusal: it is zero, or has a fraction.
    """
    if not number or number.denominator != 1:
        raise Refusal("bad-scale", "it does not say which digits its sum begins with")
    place = 1
    while not number % (10 * place):
        place *= 10
    return place


def _number(text: str) -> Number:
    return Fraction(text) if "." in text else int(text)


def check_round_group(text: str) -> None:
    """Refuse 3.000: nobody writes a fraction of nothing but zeros beside 억 or billion, and many write 3.000 for 3,000.

    Raises:
        Refusal: it is such a number.
    """
    if _ROUND_GROUP.fullmatch(text):
        raise _two_numbers(text)


def _two_numbers(text: str) -> Refusal:
    whole, _, rest = text.partition(".")
    return Refusal("ambiguous-number", f"{text} can be {whole}{rest} or {whole} and a fraction", _SAY_LANGUAGE)


def _one_group(text: str, separator: str, sign: str | None) -> Number:
    """Read 1,234 or 1.234: a thousand and more, or one and a fraction."""
    if separator == sign:
        return Fraction(text.replace(",", "."))
    # A comma before three digits is a thousand in English, Korean and Japanese, and hardly ever a fraction elsewhere.
    if sign is None and separator == ".":
        raise _two_numbers(text)
    return int(text.replace(separator, ""))
