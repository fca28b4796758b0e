"""The header of a column → the field it means, and the unit and currency that stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from circflow.sheets.loose.lengths import length_in
from circflow.sheets.loose.remarks import bounds, remark_of, without_year
from circflow.sheets.loose.table import AMOUNTS
from circflow.sheets.loose.units import is_sure, unit_of
from circflow.sheets.loose.words import header_rank, header_words
from circflow.text.names import name_key

_LONGEST: Final = 100
_MONEY: Final = (*sorted(AMOUNTS), "round_total")
_ANY_PARTY: Final = frozenset({"payer", "payee", "company"})
_PARTIES: Final = frozenset({"investor", "investee", "customer", "supplier", "parent", "venture"})
_BRACKET: Final = re.compile(r"[(\[【「] *(.+?) *[)\]】」]")
_SPLIT: Final = re.compile(r"^(.+?)(?:\s+in\s+|\s*[,:/·、]\s*|\s+|_)(.+)$", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"^\([0-9a-z]{1,2}\) ")
_BILINGUAL: Final = re.compile(r"\s*[/|]\s*")
_EDGES: Final = " \t\n:：*※.•·-_"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header means.

    Attributes:
        field: One of the fields of `header_words.csv`.
        unit: Unit of the amounts below it, as `read_amount` takes it, of the quantities or of the terms; None when it
            names none.
        remark: What stands in the header beside that, in brackets.
        doubtful: Whether the remark can be a unit that nobody understands, so that bare figures cannot be read.
        per_year: Whether its amounts are those of one year.
        rank: 0 for a word that surely means the field; above, for one that means it where no other column does.
    """

    field: str
    unit: str | None = None
    remark: str | None = None
    doubtful: bool = False
    per_year: bool = False
    rank: int = 0


@lru_cache(maxsize=10_000)
def meaning_of(header: str) -> Meaning | None:
    """Return what a header means; None when nobody knows."""
    key = _NUMBERED.sub("", name_key(header.replace("_", " ")))[:_LONGEST].strip(_EDGES)
    if not key or key.isdigit():
        return None
    of_a_year = without_year(key)
    if of_a_year != key and (meaning := _meaning(of_a_year)) and meaning.field in _MONEY:
        return replace(meaning, per_year=True)
    return _meaning(key)


def _meaning(key: str) -> Meaning | None:
    if field := _field(key):
        return Meaning(field, _unit_of_itself(key, field), rank=header_rank(key))
    languages = {_field(part) for part in _BILINGUAL.split(key)}
    if len(languages) == 1 and (field := languages.pop()):
        return Meaning(field)
    for base, rest, bracketed in _parts(key):
        if field := _field(base.strip(_EDGES)):
            meaning = _with_remark(field, rest) if bracketed else _with_unit(field, rest)
            if meaning is not None or bracketed:
                return meaning and replace(meaning, rank=header_rank(base.strip(_EDGES)))
    unit = unit_of(key)
    return Meaning("amount", unit) if unit and is_sure(unit) else None


def _with_remark(field: str, remark: str) -> Meaning | None:
    """Return what a word for a column means together with the remark in brackets behind it."""
    if field in _ANY_PARTY and (other := _field(remark)) in _PARTIES:
        return Meaning(other)  # From (customer)
    said = remark_of(remark)
    if field in _MONEY or (field == "form" and said.unit):  # Consideration ($bn)
        field = field if field in _MONEY else "amount"
        if said.no_money and not said.unit:
            return None
        if said.quantity:
            return None if said.unit else Meaning("capacity", remark)  # (shares, m): millions of them
        return Meaning(_bound(field, said.bound), said.unit, remark, said.doubtful)
    if field == "stake" and said.quantity:
        return None  # a number of shares
    if field == "capacity":
        return Meaning(field, remark if said.quantity else None, remark)
    return Meaning(field, length_in(remark) if field == "term" else None, remark)


def _with_unit(field: str, rest: str) -> Meaning | None:
    """Return what a word for amounts means together with the unit or bound behind it; None when it is none."""
    said = remark_of(rest)
    if field not in _MONEY or not (said.unit or said.bound) or said.quantity or said.no_money:
        return None
    return Meaning(_bound(field, said.bound), said.unit, doubtful=said.doubtful)


def _bound(field: str, bound: str | None) -> str:
    return bound if bound and field == "amount" else field


def _field(key: str) -> str | None:
    words = header_words()
    return words.get(key) or words.get(key.replace("-", " ")) or _bounded(key)


def _bounded(key: str) -> str | None:
    """Return the bound that a word for amounts and one for a bound mean together: min amount, 금액 최대, 金額下限."""
    words = header_words()
    for bound, field in bounds().items():
        if bound in key and words.get(" ".join(key.replace(bound, " ", 1).split())) == "amount":
            whole = not bound.isascii() or bound in key.split() or " " in bound
            return field if whole else None
    return None


def _parts(key: str) -> Iterator[tuple[str, str, bool]]:
    """Return the ways to take a header apart: what it names, what it adds, and whether that stands in brackets."""
    remarks = _BRACKET.findall(key)
    base = " ".join(_BRACKET.sub(" ", key).split())
    if remarks and base:
        yield base, ", ".join(remarks), True
    if match := _SPLIT.match(base):
        head, _, last = base.rpartition(" ")
        yield match[1], ", ".join([match[2], *remarks]), False
        yield head, ", ".join([last, *remarks]), False


def _unit_of_itself(key: str, field: str) -> str | None:
    """Return the unit of a header that is nothing but a unit: `$bn`."""
    return unit_of(key) if field == "amount" and not key[0].isalpha() else None
