"""The header of a column → the field it means, and the unit and currency that stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from circflow.errors import ParamError
from circflow.sheets.loose.words import header_words
from circflow.text.amounts import read_amount
from circflow.text.names import name_key
from circflow.text.refusal import AmountError

_LONGEST: Final = 100
_AMOUNTS: Final = ("amount", "amount_low", "amount_high")
_BRACKET: Final = re.compile(r"^(.*?)[\s]*[(\[【「](.+?)[)\]】」](.*)$")
_BEFORE_UNIT: Final = re.compile(r"^(?:단위|単位|unit|units|in|기준)\s*[:：;]?\s*", re.IGNORECASE)
_NAMED_UNIT: Final = re.compile(r"(?:단위|単位|\bunits?)\s*[:：]?\s*([^)）\]]+)")
_SPLIT: Final = re.compile(r"^(.+?)(?:\s+in\s+|\s*[,:/·、]\s*|\s+|_)(.+)$", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"(?<![0-9])['’]?000s?\b")
# 10億ドル as a unit is 十億ドル.
_POWER: Final = re.compile(r"^(10|100|1,?000)(?=([억만조億万兆]))")
_POWERS: Final = {"10": ("십", "十"), "100": ("백", "百"), "1000": ("천", "千")}
_EDGES: Final = " \t\n:：*※.•·-_"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header means.

    Attributes:
        field: One of the fields of `header_words.csv`.
        unit: Unit of the amounts below it, as `read_amount` takes it; None when it names none.
        remark: What stands in the header beside that, in brackets.
        doubtful: Whether the remark can be a unit that nobody understands, so that bare figures cannot be read.
    """

    field: str
    unit: str | None = None
    remark: str | None = None
    doubtful: bool = False


@lru_cache(maxsize=10_000)
def meaning_of(header: str) -> Meaning | None:
    """Return what a header means; None when nobody knows."""
    key = name_key(header.replace("_", " "))[:_LONGEST].strip(_EDGES)
    if not key or key.isdigit():
        return None
    if field := _field(key):
        return Meaning(field, _unit_of_itself(key, field))
    for base, rest in _parts(key):
        field = _field(base.strip(_EDGES)) or ""
        unit = _unit(rest)
        if field in _AMOUNTS and unit:
            return Meaning(field, unit)
        if field and _BRACKET.match(key) and not unit:
            return Meaning(field, None, rest, field in _AMOUNTS and _has_unit(rest))
    unit = _unit(key)
    return Meaning("amount", unit) if unit else None


def unit_in(text: str) -> str | None:
    """Return the unit that a line above a table names for all of it: `(단위: 억 달러)`, `in USD millions`."""
    key = name_key(text)[:_LONGEST]
    if match := _NAMED_UNIT.search(key):
        return _unit(match[1])
    return _unit(key) if key[:1] in "(（[" or key.startswith("in ") else None


def _field(key: str) -> str | None:
    words = header_words()
    return words.get(key) or words.get(key.replace("-", " "))


def _parts(key: str) -> Iterator[tuple[str, str]]:
    """Return the ways to take a header apart into what it names and what it adds."""
    if match := _BRACKET.match(key):
        yield f"{match[1]} {match[3]}".strip(), match[2].strip()
    if match := _SPLIT.match(key):
        yield match[1], match[2]
        head, _, last = key.rpartition(" ")
        yield head, last


def _unit_of_itself(key: str, field: str) -> str | None:
    """Return the unit of a header that is nothing but a unit: `$bn`."""
    return _unit(key) if field == "amount" and not key[0].isalpha() else None


def _has_unit(text: str) -> bool:
    return any(char.isdigit() for char in text) or any(_unit(word) for word in text.split())


def _unit(text: str) -> str | None:
    """Return a unit of money as `read_amount` takes it; None when it is none."""
    unit = _BEFORE_UNIT.sub("", text.strip()).strip(_EDGES + "()")
    unit = " ".join(_THOUSANDS.sub(" thousand", unit.replace(" of ", " ")).split())
    unit = _POWER.sub(lambda match: _POWERS[match[1].replace(",", "")][match[2] in "億万兆"], unit)
    try:
        read_amount("1", currency="USD", unit=unit)
    except ParamError:
        return None
    except AmountError:
        pass  # a unit, whose currency somebody must say: ¥bn
    return unit or None
