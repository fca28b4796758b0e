"""Notes in brackets that would change the sum: (백만원, VAT 별도), (per share), (net loss), (Canadian)."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from circflow.text.bracket_prices import check_price
from circflow.text.currencies import CurrencyWord
from circflow.text.refusal import Refusal
from circflow.text.scales import Scale
from circflow.text.tables import table
from circflow.text.vocabulary import TERM, Part, Word, known_parts

_FACTOR: Final = re.compile(r"^\s*[x×*]? ?1(?:,?000)+s?\s*$|10\^[0-9]", re.IGNORECASE)
_POWER: Final = re.compile(r"(?<![0-9.,])1(?:,?000)+(?![0-9.,])")
_TENS: Final = re.compile(r"10*")
_THOUSAND: Final = 3
_CONDITION: Final = re.compile(
    r"^\W*(conditional|contingent) (?:up)?on\b|(?:^|(?<= ))(조건부)$|(?<!無)(条件付き?)$", re.IGNORECASE
)
_CURRENCY: Final = re.compile(r"(?: ?(?:[$]|currency|funds|통화|화|通貨|建て|ベース|기준)(?![a-z]).*)?")
_PERCENT: Final = re.compile(r"[0-9] ?(?:[%％]|percent)")
_CHANGES: Final = {
    "loss": ("negative", "it is below zero"),
    "each": ("count", "it is the price of one of several things"),
    "period": ("time", "it is paid again in every period"),
    "basis": ("unclear-note", "it may be said per year or of the value of a company"),
    "condition": ("unclear-note", "some of it or all of it may depend on something"),
}
# (최대 5년) and (up to 10 GW) bound their own figures.
_BOUND: Final = ("unclear-note", "it may be the most that can be paid")
_DIGIT: Final = re.compile("[0-9]")


def check_note(text: str) -> None:
    """Refuse a note that would change the sum before it; one with a sum of its own, such as a conversion, does not.

    Raises:
        Refusal: it names a unit, a loss, a price of one thing or a period.
    """
    found = list(known_parts(text))
    named = (any(_is_scale(part) for part in found) or _POWER.search(text)) and _words("unit").search(text)
    if named or _FACTOR.search(text) or any(_is_a_unit(found, at) for at in range(len(found))):
        raise Refusal("bad-scale", f"'{text.strip()}' in brackets can be the unit of the figure")
    check_price(text.strip(), found)
    # A conversion changes nothing, and -10 % is said of something else: of last year.
    if _has_a_sum(found) or _PERCENT.search(text):
        return
    changes = _CHANGES if condition(text) or _DIGIT.search(text) else {**_CHANGES, "bound": _BOUND}
    said = _words("idiom").sub(" ", TERM.sub(" ", text))
    for kind, (code, reason) in changes.items():
        match = _words(kind).search(said) or _words(kind, alone=True).fullmatch(text.strip())
        if match and not (kind == "condition" and condition(text)):
            raise Refusal(code, f"{reason} ('{match[0]}')")


def condition(text: str) -> str:
    """Return the word for a sum that depends on what a note names: conditional on an IPO, IPO 조건부; or nothing."""
    match = _CONDITION.search(text)
    return next(filter(None, match.groups())) if match else ""


def check_factor(text: str, outside: str) -> None:
    """Refuse $500 (USD 1,000) and 500 (10억원), whose brackets can be the unit; ₩1,000,000 (100만원) says it again.

    Raises:
        Refusal: it is a power of ten in the currency of the figure, which has no scale of its own.
    """
    found = list(known_parts(re.sub(r"(?<=0)s$", "", text.strip())))
    if None in found:
        return
    inside = [part for part in found if part]
    power = _power_of_ten(inside)
    figure = [part for part in known_parts(outside) if part]
    if power is None or power < _THOUSAND or any(_is_scale(part) for part in figure):
        return
    if any(re.sub("[,. ]", "", part.text) == str(10**power) for part in figure):
        return
    codes, own = _codes(inside), _codes(figure)
    if codes and (codes & own or not own):
        raise Refusal("bad-scale", f"'{text.strip()}' in brackets can be the unit of the figure")


def _power_of_ten(parts: Sequence[Part]) -> int | None:
    """Return the power of ten of 1,000 and 10억; None for anything else."""
    numbers = [part.text.replace(",", "") for part in parts if part.meaning is None]
    scales = [part.meaning.power for part in parts if isinstance(part.meaning, Scale)]
    if len(numbers) != 1 or not _TENS.fullmatch(numbers[0]):
        return None
    others = any(not isinstance(part.meaning, Scale | CurrencyWord | None) for part in parts)
    return None if others else len(numbers[0]) - 1 + sum(scales)


def _codes(parts: Sequence[Part]) -> frozenset[str]:
    return frozenset(code for part in parts if isinstance(part.meaning, CurrencyWord) for code in part.meaning.codes)


def check_country(notes: Sequence[str], currencies: Sequence[CurrencyWord], code: str) -> None:
    """Refuse 500만 달러(캐나다), and $5m (payable in Canadian dollars), which can be Canadian dollars.

    Raises:
        Refusal: a note names a country or a currency that the words outside can mean too.
    """
    possible = frozenset(other for word in currencies for other in word.codes)
    for note in notes:
        for other in _named(note):
            if other in possible and other != code:
                raise Refusal(
                    "ambiguous-currency",
                    f"'{note}' can say which currency it is",
                    f"Say which one: currency='{other}'.",
                )


def _named(note: str) -> Sequence[str]:
    """Return the currencies that a note names, by a country or by a word of its own; one beside a sum is of that."""
    low = note.casefold()
    countries = [
        currency
        for country, currency in _countries().items()
        if low.startswith(country) and _CURRENCY.fullmatch(low, len(country))
    ]
    found = list(known_parts(note))
    words = [part.meaning for part in found if part and isinstance(part.meaning, CurrencyWord) and len(part.text) > 1]
    own = [word.currency for word in words if word.currency and not word.other]
    return [*countries, *([] if _has_a_sum(found) else own)]


def _is_a_unit(found: Sequence[Part | None], at: int) -> bool:
    """Say whether a scale word stands where no number does; in Korean and Japanese, if a currency is beside it too.

    A syllable such as 경 or 조 begins many words; 억원 and 百万円 are units.
    """
    part = found[at]
    before = found[at - 1] if at else None
    if part is None or not isinstance(part.meaning, Scale) or _counts(before):
        return False
    if part.meaning.family in ("plain", "plural") and len(part.text) > 1:
        return True
    end = next((i for i in range(at, len(found)) if not _is_scale(found[i])), len(found))
    after = found[end] if end < len(found) else None
    return any(beside is not None and isinstance(beside.meaning, CurrencyWord) for beside in (before, after))


def _is_scale(part: Part | None) -> bool:
    return part is not None and isinstance(part.meaning, Scale)


def _counts(part: Part | None) -> bool:
    """Say whether a scale after it belongs to a figure: 70조, several billion, hundred million, $5-billion."""
    if part is None or isinstance(part.meaning, CurrencyWord):
        return False
    return not isinstance(part.meaning, Word) or part.meaning.role in ("several", "dash") or part.text == "of"


def _has_a_sum(found: Sequence[Part | None]) -> bool:
    meanings = [part.meaning for part in found if part]
    # A number in digits has no meaning of its own.
    return any(one is None for one in meanings) and any(isinstance(one, Scale | CurrencyWord) for one in meanings)


@cache
def _words(kind: str, *, alone: bool = False) -> re.Pattern[str]:
    """Return the words of a kind: those that say so anywhere in a note, or those that do where nothing else stands."""
    words = [row["word"] for row in table("bracket_words") if row["kind"] == kind and bool(row["alone"]) == alone]
    patterns = (rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() else word for word in words)
    # A kind without words says nothing.
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


@cache
def _countries() -> dict[str, str]:
    return {row["word"]: row["currency"] for row in table("country_words")}
