"""Units of money: what a header, a line above the table, or a cell beside an amount says of bare figures."""

import re
from functools import lru_cache
from typing import Final

from circflow.errors import ParamError
from circflow.model.currencies import CURRENCIES
from circflow.text.amounts import read_amount
from circflow.text.currencies import WORDS_TOO
from circflow.text.refusal import AmountError

_BEFORE_UNIT: Final = re.compile(r"^(?:단위|単位|单位|unit|units|in|기준)\s*[:：;]?\s*", re.IGNORECASE)
_BEHIND_UNIT: Final = re.compile(r"\s*(?:단위|単位)$")
_THOUSANDS: Final = re.compile(r"(?<![0-9])['’]?000s?\b")
# 10億ドル as a unit is 十億ドル.
_POWER: Final = re.compile(r"^(10|100|1,?000)(?=([억만조億万兆]))")
_POWERS: Final = {"10": ("십", "十"), "100": ("백", "百"), "1000": ("천", "千")}
# As accountants write them: TEUR, MUSD; in German a T is a thousand.
_BEFORE_CODE: Final = re.compile(r"^(t|k|m|mn|mm|b|bn)([a-z]{3})$", re.IGNORECASE)
_LETTERS: Final = {"t": "thousand", "k": "thousand", "b": "billion", "bn": "billion"}
# `$ in millions`: the currency first, what it is counted in after it.
_IN: Final = re.compile(r"^(\S{1,8}) in (\S+)$")
_TIMES: Final = re.compile(r"\b(10|100)(?= (?:thousand|million|billion))")
_SPELT: Final = {"10": "ten", "100": "hundred"}
# Headers are compared in small letters, in which codes of currencies are none: eur, cadm.
_CODE: Final = re.compile(r"(?<![a-z$])([a-z]{3})(k|m|mm|mn|mln|b|bn|bln|tn|trn)?(?![a-z])")
_SURE: Final = 3
"""Letters of a unit that can stand alone."""
_EDGES: Final = " \t\n:：*※.•·-_()（）[]"


class TwoUnits(ValueError):
    """Two places name units that are not the same."""


@lru_cache(maxsize=10_000)
def unit_of(text: str) -> str | None:
    """Return a unit of money as `read_amount` takes it; None when the text is none."""
    unit = _BEHIND_UNIT.sub("", _BEFORE_UNIT.sub("", text.strip())).strip(_EDGES)
    unit = " ".join(_THOUSANDS.sub(" thousand", unit.replace(" of ", " ")).split())
    unit = _POWER.sub(lambda match: _POWERS[match[1].replace(",", "")][match[2] in "億万兆"], unit)
    if (match := _BEFORE_CODE.match(unit)) and _is_code(match[2]):
        unit = f"{_LETTERS.get(match[1].lower(), 'million')} {match[2]}"
    unit = _TIMES.sub(lambda match: _SPELT[match[1]], _IN.sub(r"\1 \2", unit))
    unit = _CODE.sub(_in_capitals, unit)
    try:
        read_amount("1", currency="USD", unit=unit)
    except ParamError:
        return None
    except AmountError:
        pass  # a unit, whose currency somebody must say: ¥bn
    return unit or None


def _in_capitals(match: re.Match[str]) -> str:
    return f"{match[1].upper()} {match[2] or ''}".strip() if _is_code(match[1]) else match[0]


def _is_code(letters: str) -> bool:
    return letters.upper() in CURRENCIES and letters.upper() not in WORDS_TOO


def is_sure(unit: str) -> bool:
    """Say whether a unit that stands alone is surely one: a (b) numbers something."""
    return len(unit) >= _SURE or not (unit.isascii() and unit.isalpha())


def unit_among(text: str) -> str | None:
    """Return the unit that stands among other remarks: `$m, est.`, `억 달러, %`, `USD, in thousands`."""
    if unit := unit_of(text):
        return unit
    found: str | None = None
    for unit in filter(None, map(unit_of, re.split(r"\s*[,;、，/(（]\s*", text))):
        try:
            found = together(found, unit)
        except TwoUnits:
            return None
    return found


@lru_cache(maxsize=10_000)
def scale_of(unit: str) -> int:
    """Return how many units of currency a figure counts; 1 for a currency alone."""
    for currency in ("USD", "JPY"):  # one of them fits any sign that several currencies share
        try:
            return read_amount("1", currency=currency, unit=unit).low or 1
        except AmountError:
            continue
    return 1


def together(first: str | None, second: str | None) -> str | None:
    """Return what two places say together, of which one may name the currency and the other how many of it.

    Raises:
        TwoUnits: they contradict each other.
    """
    if first is None or second is None or first == second:
        return first or second
    larger, other = sorted((first, second), key=scale_of, reverse=True)
    if scale_of(other) not in (1, scale_of(larger)):
        raise TwoUnits(f"'{first}' and '{second}' are two units")
    currencies = {currency for unit in (larger, other) if (currency := _currency(unit))}
    if len(currencies) > 1:
        raise TwoUnits(f"'{first}' and '{second}' are in two currencies")
    return larger if _currency(larger) or scale_of(other) > 1 else f"{larger} {other}"


def _currency(unit: str) -> str | None:
    """Return the currency that a unit names, or the sign that several share; None when it names none."""
    try:
        return read_amount("1", unit=unit).currency
    except AmountError as error:
        return unit if error.code == "ambiguous-currency" else None
