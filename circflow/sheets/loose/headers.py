"""The header of a column → the field it means, and the unit and currency that stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from circflow.sheets.loose.lengths import length_in
from circflow.sheets.loose.table import AMOUNTS
from circflow.sheets.loose.units import is_sure, unit_among, unit_of
from circflow.sheets.loose.words import header_words
from circflow.text.names import name_key

_LONGEST: Final = 100
_MONEY: Final = (*sorted(AMOUNTS), "round_total")
_BOUNDS: Final = ("amount_low", "amount_high")
_BRACKET: Final = re.compile(r"[(\[【「] *(.+?) *[)\]】」]")
_SPLIT: Final = re.compile(r"^(.+?)(?:\s+in\s+|\s*[,:/·、]\s*|\s+|_)(.+)$", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"^\([0-9a-z]{1,2}\) ")
_BETWEEN: Final = re.compile(r"\s*[,;/·、]\s*")
_EDGES: Final = " \t\n:：*※.•·-_"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header means.

    Attributes:
        field: One of the fields of `header_words.csv`.
        unit: Unit of the amounts below it, as `read_amount` takes it, or of the terms; None when it names none.
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
    key = _NUMBERED.sub("", name_key(header.replace("_", " ")))[:_LONGEST].strip(_EDGES)
    if not key or key.isdigit():
        return None
    if field := _field(key):
        return Meaning(field, _unit_of_itself(key, field))
    for base, rest in _parts(key):
        field = _field(base.strip(_EDGES)) or ""
        bound = _bound(rest) if field == "amount" else None
        unit = unit_among(rest)
        if field in _MONEY and (unit or bound):
            return Meaning(bound or field, unit)
        if field and _BRACKET.search(key) and not unit:
            length = length_in(rest) if field == "term" else None
            return Meaning(field, length, rest, field in _MONEY and _has_unit(rest))
    unit = unit_of(key)
    return Meaning("amount", unit) if unit and is_sure(unit) else None


def _field(key: str) -> str | None:
    words = header_words()
    return words.get(key) or words.get(key.replace("-", " ")) or _bounded(key)


def _bounded(key: str) -> str | None:
    """Return the bound that a word for amounts and one for a bound mean together: min amount, 금액 최대, 金額下限."""
    words = header_words()
    for bound, field in _bounds().items():
        if bound in key and words.get(" ".join(key.replace(bound, " ", 1).split())) == "amount":
            whole = not bound.isascii() or bound in key.split() or " " in bound
            return field if whole else None
    return None


def _bound(rest: str) -> str | None:
    """Return the bound that a remark names: `min`, `low, $bn`, `최대`."""
    return next((field for part in _BETWEEN.split(rest) if (field := _bounds().get(part.strip(_EDGES)))), None)


@cache
def _bounds() -> dict[str, str]:
    """Return the words that mean a bound by themselves, longer ones first."""
    words = sorted(header_words().items(), key=lambda entry: -len(entry[0]))
    return {word: field for word, field in words if field in _BOUNDS}


def _parts(key: str) -> Iterator[tuple[str, str]]:
    """Return the ways to take a header apart into what it names and what it adds."""
    if remarks := _BRACKET.findall(key):
        yield " ".join(_BRACKET.sub(" ", key).split()), ", ".join(remarks)
    if match := _SPLIT.match(key):
        yield match[1], match[2]
        head, _, last = key.rpartition(" ")
        yield head, last


def _unit_of_itself(key: str, field: str) -> str | None:
    """Return the unit of a header that is nothing but a unit: `$bn`."""
    return unit_of(key) if field == "amount" and not key[0].isalpha() else None


def _has_unit(text: str) -> bool:
    return any(char.isdigit() for char in text) or any(map(unit_of, re.split(r"[\s,;]+", text)))
