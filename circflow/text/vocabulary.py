"""All words that can stand in an amount, and the parts of a text: numbers, words, dashes, spans of years."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Final, NamedTuple

from circflow.model.currencies import CURRENCIES
from circflow.text.currencies import WORDS_TOO, CurrencyWord
from circflow.text.numerals import NUMBER, Number
from circflow.text.plain_text import shown
from circflow.text.refusal import Refusal
from circflow.text.scales import Scale
from circflow.text.tables import Row, table

_SPELT: Final = "two|three|four|five|six|seven|eight|nine|ten"
# A span of years says how long, not how much: it goes into the note.
TERM: Final = re.compile(
    r"(?:今後|を)?(?P<ja>[0-9]+) ?年(?:間にわたって|間にわたり|間で|間|にわたり|かけて|で)"
    r"|(?:(?:향후|앞으로) ?)?(?P<ko>[0-9]+) ?년(?:간에 걸쳐|간|에 걸쳐| 동안"
    # 5년 100억 달러 is for five years; 25년 can be 2025.
    r"|(?<=[2-9]년)(?<![0-9][0-9]년)(?= [0-9]))"
    r"|(?:spread )?(?:over|for|within|across) (?:the next |a period of )?"
    rf"(?P<en>[0-9]+|{_SPELT}) years(?![a-z])"
    rf"|(?P<term>[1-9][0-9]?|{_SPELT})[- ]year(?= )"
)
_YEARS: Final = ("年", "년", "year")
# A code of a currency stands in capitals (TRY is one, try is none); a short scale may follow at once: EURm, KRWbn.
_CODE: Final = re.compile(r"[A-Z]{3}(?=(?:k|m|mm|mn|mln|b|bn|bln|tn|trn)?(?![A-Za-z]))")
# COP30 and TOP500 are names, and no pesos.
_GLUED: Final = re.compile(r"[0-9]{1,3}(?![0-9.,'’])")

_POWER_OF_TEN: Final = re.compile(r"(?<=[0-9])e[+-]?[0-9]")
_UNKNOWN: Final = re.compile(r"[A-Za-z]+")
_SHOW_ALL: Final = "Show all digits of the column in the spreadsheet, and save it again."


@dataclass(frozen=True, slots=True)
class Word:
    """What a word says beside figure, scale and currency.

    Attributes:
        role: up_to, until, below, at_least, approx, planned, conditional, contingent, total, per_year, valuation,
            market_value, several, between, from, to, to_below, and, plus, filler, minus, dash, wave, pause, aside (a
            form, a span of years), band (around what was said vaguely); percent, capacity, count, time for what is not
            money; or unclear.
        place: Where it may stand: before, after, any, between, or inside a figure (500여억).
        beside_money: Role of a word for a quantity where it is said of money: the first digits in 7조원대, per year in
            年10億円.
    """

    role: str
    place: str = "any"
    beside_money: str = ""


Meaning = Scale | CurrencyWord | Word | Number
"""A number is a number word: one, half a, 三."""


class Part(NamedTuple):
    """A part of a text.

    Attributes:
        text: As it stands; a word in lower case.
        meaning: None for a number in digits.
        language: Language that it gives away; empty for none.
        begin: Where it stands.
    """

    text: str
    meaning: Meaning | None = None
    language: str = ""
    begin: int = 0

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.begin + len(self.text)


_SIGNS: Final[Mapping[str, Word]] = {
    **dict.fromkeys("-–—−‐‑―─", Word("dash")),
    **dict.fromkeys("~〜∼", Word("wave")),
    **dict.fromkeys("▲△", Word("minus")),
    **dict.fromkeys(",;:、", Word("pause")),
}


def parts(text: str) -> Iterator[Part]:
    """Take a text apart, from left to right, the longest word first.

    Args:
        text: Made plain before.

    Raises:
        Refusal: a word is not known.
    """
    low = text.lower()
    # One capital, İ, becomes two characters.
    low = low if len(low) == len(text) else text
    years = any(word in low for word in _YEARS)
    at, end = 0, len(text)
    while at < end:
        if text[at] == " ":
            at += 1
            continue
        part = _part_at(text, low, at, years=years)
        if part is None:
            if _POWER_OF_TEN.match(low, at):
                raise Refusal("lost-digits", "a figure such as 1.3E+11 may have lost digits", _SHOW_ALL)
            raise Refusal("unknown-words", f"'{shown(text[at:])}' is not understood")
        yield part._replace(begin=at)
        at += len(part.text)


def known_parts(text: str) -> Iterator[Part | None]:
    """Take a text apart whose words may be unknown; None stands for what is not known.

    Args:
        text: Made plain before.
    """
    low = text.lower()
    low = low if len(low) == len(text) else text
    at = 0
    while at < len(text):
        part = None if text[at] == " " else _part_at(text, low, at, years=False)
        if part or text[at] != " ":
            yield part
        unknown = _UNKNOWN.match(text, at)
        at += len(part.text if part else unknown[0] if unknown else " ")


def _part_at(text: str, low: str, at: int, *, years: bool) -> Part | None:
    if years and (match := TERM.match(low, at)):
        return Part(match[0], Word("aside"), match.lastgroup if match.lastgroup in EASTERN else "en")
    char = low[at]
    if "0" <= char <= "9" and (match := NUMBER.match(text, at)):
        return Part(match[0])
    words = _words()
    for length in _lengths().get(char, ()):
        part = words.get(low[at : at + length])
        if part is not None and not (_is_latin(part.text[-1]) and _is_latin(low[at + length : at + length + 1])):
            return part
    if (match := _CODE.match(text, at)) and match[0] in CURRENCIES and not _is_a_name(text, low, match.end()):
        return Part(match[0], CurrencyWord(match[0], match[0]))
    if char in ".。" and not text[at:].strip(".。"):
        return Part(text[at:], Word("pause"))
    return Part(char, sign) if (sign := _SIGNS.get(char)) else None


def _is_a_name(text: str, low: str, at: int) -> bool:
    """Say whether a code that is a word too is glued to a small number without a scale, and is rather a name."""
    if text[at - 3 : at] not in WORDS_TOO or not (match := _GLUED.match(text, at)):
        return False
    end = match.end() + text.startswith(" ", match.end())
    following = _part_at(text, low, end, years=False) if end < len(text) else None
    meaning = following.meaning if following else None
    return not (isinstance(meaning, Scale) or (isinstance(meaning, Word) and meaning.role in ("dash", "wave", "to")))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


@cache
def _words() -> Mapping[str, Part]:
    """Return all words in lower case; where one has spaces and is not Latin, they may be missing."""
    known: dict[str, Part] = {}
    for name in ("scale_words", "numeral_words", "currency_words", "amount_words", "quantity_words"):
        for row in table(name):
            meaning = _meaning(name, row)
            word = row["word"].lower()
            for written in {word, word if word.isascii() else word.replace(" ", "")}:
                known[written] = Part(written, meaning, row["language"])
    return {**known, **_twenty_one_to_ninety_nine(known)}


def _twenty_one_to_ninety_nine(known: Mapping[str, Part]) -> Mapping[str, Part]:
    numbers = [(part.text, part.meaning) for part in known.values() if part.language == "en"]
    tens = [(word, number) for word, number in numbers if number in range(20, 100, 10)]
    ones = [(word, number) for word, number in numbers if number in range(1, 10) and word not in ARTICLES]
    return {
        written: Part(written, ten + one, "en")
        for (ten_word, ten), (one_word, one) in product(tens, ones)
        for written in (f"{ten_word}-{one_word}", f"{ten_word} {one_word}")
        if isinstance(ten, int) and isinstance(one, int)
    }


EASTERN: Final = ("ko", "ja", "zh")

ARTICLES: Final = ("a", "an")
"""Number words only before a scale: a billion, but not a $5bn deal."""


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """Return how long the words are that begin with a character, the longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for word in _words():
        found[word[0]].add(len(word))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


def _meaning(name: str, row: Row) -> Meaning:
    match name:
        case "scale_words":
            return Scale(
                int(row["power"]), row["family"], frozenset(row["not_in"].split()), frozenset(row["only_in"].split())
            )
        case "numeral_words":
            return Fraction(row["value"]) if "/" in row["value"] else int(row["value"])
        case "currency_words":
            return CurrencyWord(row["word"], row["currency"] or None, tuple(row["other"].split()))
        case "amount_words":
            return Word(row["role"], row["place"])
    return Word(row["kind"], beside_money=row["beside_money"])
