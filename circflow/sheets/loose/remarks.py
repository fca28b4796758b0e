"""What stands in the header of amounts beside its word: what the figures count, a bound, or nothing that matters.

What is not understood may be a unit, and passing over a unit is wrong by a power of ten.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from circflow.sheets.loose.table import BOUNDS
from circflow.sheets.loose.units import TwoUnits, scale_of, together, unit_of
from circflow.sheets.loose.words import header_words
from circflow.text.amounts import read_amount
from circflow.text.refusal import AmountError
from circflow.text.tables import table

_BETWEEN: Final = re.compile(r"\s*[,;、，/(（·・]\s*")
# The price of one thing: $/GPU, USD per share.
_EACH: Final = re.compile(r"(?:/|\bper\b)\s*([^,;/]+)")
_YEARLY: Final = re.compile(
    r"/ ?(?:yr|year|y|년|年)\b|\bp\.? ?a\.?(?![a-z])|\b(?:per|each|every|a) (?:year|annum|yr)\b"
    r"|\b(?:annual(?:ly|i[sz]ed)?|yearly)\b|연간|매년|年間|年額|毎年|(?:1년|연)당|年あたり"
)
_NOTE: Final = re.compile(r"(?:note )?[a-z0-9*†‡]|(?:fy)?(?:19|20)[0-9]{2}(?:년|年)?(?: ?(?:기준|基準))?")
_QUANTITIES: Final = frozenset({"capacity", "count"})
_OTHERS: Final = frozenset({"percent", "time"})
_FIGURE: Final = re.compile(r"[0-9]")
_EDGES: Final = " \t\n:：*※.•·-_()（）"
_VALUES: Final = frozenset({"valuation", "market_value"})
"""Roles of words for what a company is worth, which nobody pays."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a remark says of figures.

    Attributes:
        unit: Their unit, as `read_amount` takes it; None when it names none.
        bound: `amount_low` or `amount_high` when it says that they are one end of a range.
        quantity: Whether they count things: GW, shares.
        no_money: Whether they are no sums for another reason: percent, years, the price of one.
        doubtful: Whether something in it may be a unit that nobody understands.
    """

    unit: str | None = None
    bound: str | None = None
    quantity: bool = False
    no_money: bool = False
    doubtful: bool = False


def without_year(text: str) -> str:
    """Return a header without the words that say that its figures are those of one year; the text if there are none."""
    return " ".join(re.sub(r"[(\[（]\s*[,/、·]?\s*[)\]）]", " ", _YEARLY.sub(" ", text)).split())


def remark_of(text: str) -> Remark:
    """Return what a remark says: `$m, est.`, `min, USD`, `MW`, `억 달러, 추정`."""
    if unit := unit_of(text):
        return Remark(unit)
    if (match := _EACH.search(text)) and not unit_of(match[1]):
        return Remark(no_money=True)
    pieces = [piece for piece in map(_bare, _BETWEEN.split(text)) if piece]
    said = [_of_piece(piece) for piece in pieces]
    unit = _unit_of_all(one.unit for one in said if one.unit)
    unknown = [piece for piece, one in zip(pieces, said, strict=True) if one.doubtful]
    # Beside $bn a further word says something else; beside a currency alone it may say how many.
    counted = unit is not None and scale_of(unit) > 1 and not any(map(_FIGURE.search, unknown))
    return Remark(
        unit,
        next((one.bound for one in said if one.bound), None),
        quantity=any(one.quantity for one in said),
        no_money=any(one.no_money for one in said),
        doubtful=(bool(unknown) and not counted) or (unit is None and any(one.unit for one in said)),
    )


def _bare(piece: str) -> str:
    return piece.strip(_EDGES)


def _of_piece(piece: str) -> Remark:
    if unit := unit_of(piece):
        return Remark(unit)
    if bound := bounds().get(piece):
        return Remark(bound=bound)
    if _NOTE.fullmatch(piece):
        return Remark()
    piece = piece.removeprefix("of ")
    if role := _roles().get(piece):
        return Remark(no_money=role in _VALUES)
    if code := "" if _FIGURE.search(piece) else _no_money(piece):
        return Remark(quantity=code in _QUANTITIES, no_money=code in _OTHERS)
    return Remark(doubtful=piece not in header_words())


def _unit_of_all(units: Iterable[str]) -> str | None:
    """Return what units say together; None when they contradict each other, or are none together: T and EUR."""
    found: str | None = None
    for unit in units:
        try:
            found = together(found, unit)
        except TwoUnits:
            return None
    return found if found and unit_of(found) else None


@cache
def bounds() -> dict[str, str]:
    """Return the words that mean a bound by themselves, longer ones first."""
    words = sorted(header_words().items(), key=lambda entry: -len(entry[0]))
    return {word: field for word, field in words if field in BOUNDS}


def _no_money(piece: str) -> str:
    """Return the code with which a figure of what is named is refused as no sum of money; empty when it is not."""
    try:
        read_amount(f"1 {piece}", currency="USD")
    except AmountError as error:
        return error.code if error.code in _QUANTITIES | _OTHERS else ""
    return ""


@cache
def _roles() -> dict[str, str]:
    """Return what each word beside amounts says of them."""
    return {row["word"].strip(_EDGES): row["role"] for row in table("amount_words")}
