"""Parts of a text → the figures in it, and what is said about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from circflow.text.currencies import CurrencyWord
from circflow.text.numerals import Number, last_place, read_digits
from circflow.text.refusal import Refusal
from circflow.text.scales import Item, Scale, product, value
from circflow.text.vocabulary import ARTICLES, EASTERN, Part, Word

_NO_MONEY: Final = {
    "percent": "it is a share, not a sum",
    "capacity": "it is a quantity, not a sum",
    "count": "it counts things, not money",
    "time": "it is a time, not a sum",
}
_BESIDE_MONEY: Final = (("leading", "after"), ("per_year", "before"))
_DASH: Final = Word("dash")
_UNBOUNDED: Final = 3
"""Thousands, millions and billions have no end; tens and hundreds do."""


class Band(NamedTuple):
    """An interval of money.

    Attributes:
        low: Least amount.
        high: Largest one; None = open.
        half_open: Whether the high itself is no longer in it.
        vague: Whether words stand where a number should: 수백억, tens of billions.
    """

    low: Number
    high: Number | None
    half_open: bool = False
    vague: bool = False


@dataclass(slots=True)
class Figure:
    """Numbers and scale words that belong together.

    Attributes:
        items: In their order.
        several: Whether "several" stands before them.
        factor: A scale that stands elsewhere: in the header, or after the other end of a range.
        closed: Whether a currency word stands after it, so that nothing that follows belongs to it.
        signed: Whether a currency sign or word stands before it.
        leading: Whether it is only the first digits of the sum: 7조원대 is from 7 to less than 8 trillion.
    """

    items: list[Item] = field(default_factory=list)
    several: bool = False
    factor: int = 1
    closed: bool = False
    signed: bool = False
    leading: bool = False

    @property
    def scales(self) -> list[Scale]:
        """The scale words in it."""
        return [item for item in self.items if isinstance(item, Scale)]

    def band(self) -> Band:
        """Return what it stands for.

        Raises:
            Refusal: its words do not make one figure.
        """
        scales = self.scales
        if self.several:
            # 数10億 is 数十億.
            tens, *rest = self.items or [0]
            counted = tens if rest and not isinstance(tens, Scale) and tens in (10, 100, 1000) else 1
            if not scales or len(scales) < len(self.items) - (counted > 1):
                raise Refusal("bad-scale", "'several' stands before no scale word")
            least = counted * product(scales) * self.factor
            return Band(least, 10 * least, half_open=True, vague=True)
        if scales and self.items[0] is scales[0] and scales[0].family in ("plural", "open"):
            least = product(scales) * self.factor
            if len(scales) < len(self.items):
                raise Refusal("several-numbers", "there are several numbers")
            if len(scales) == 1 and scales[0].power >= _UNBOUNDED:
                return Band(least, None, vague=True)
            return Band(least, 10 * least, half_open=True, vague=True)
        exact = value(self.items) * self.factor
        if self.leading:
            return Band(exact, exact + last_place(exact), half_open=True, vague=True)
        return Band(exact, exact)


@dataclass(slots=True)
class Statement:
    """What a text says.

    Attributes:
        figures: In their order.
        currencies: Words and signs for currencies.
        words: Every other word, with how many figures began before it.
        notes: What is no part of the sum: a form, a span of years.
        eastern: Whether some of it is Korean or Japanese.
    """

    figures: list[Figure] = field(default_factory=list)
    currencies: list[CurrencyWord] = field(default_factory=list)
    words: list[tuple[int, Word]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    eastern: bool = False

    def roles(self, *names: str, at: int | None = None) -> list[str]:
        """Return the roles of words in their order.

        Args:
            names: Roles that are asked for.
            at: Only words after so many figures; None = anywhere.
        """
        return [word.role for place, word in self.words if word.role in names and at in (None, place)]


def statement(parts: Sequence[Part], sign: str | None) -> Statement:
    """Put the parts of a text together.

    Args:
        parts: From left to right.
        sign: What stands before a fraction where the text is written; None when nobody knows.

    Raises:
        Refusal: it is no sum of money, or a word stands where it means nothing.
    """
    parts = _without_hyphens(parts)
    said = Statement(eastern=any(part.language in EASTERN for part in parts))
    figure: Figure | None = None
    for index, part in enumerate(parts):
        following = parts[index + 1].meaning if index + 1 < len(parts) else None
        match part.meaning:
            case CurrencyWord() as word:
                said.currencies.append(word)
                if figure:
                    figure.closed = True
                figure = None
            case Word() as word:
                if not (figure and _goes_on(figure, word, following)):
                    figure = _take(said, word, part, parts[index - 1] if index else None)
                elif word.place == "inside" or word.role == "plus":
                    said.words.append((len(said.figures), word))
            case _ if part.text in ARTICLES and not (isinstance(following, Scale) and following.family == "plain"):
                figure = None
            case meaning:
                if figure is None:
                    figure = _begun(said, part, parts[index - 1].meaning if index else None)
                figure.items.append(read_digits(part.text, sign) if meaning is None else meaning)
    _check_places(said)
    return said


def _without_hyphens(parts: Sequence[Part]) -> Sequence[Part]:
    """Return the parts without the hyphens of a billion-dollar deal and $5bn-plus; $5bn-$6bn keeps its dash."""
    if all(part.meaning != _DASH for part in parts):
        return parts
    return [
        part for at, part in enumerate(parts) if not (at and part.meaning == _DASH and _is_compound(parts[at + 1 :]))
    ]


def _is_compound(after: Sequence[Part]) -> bool:
    """Say whether what stands after a hyphen makes one word with what is before it: -plus, or -dollar and no figure."""
    if not after or not isinstance(after[0].meaning, CurrencyWord):
        return bool(after) and after[0].meaning == Word("plus", "after")
    return after[0].language == "en" and (len(after) == 1 or isinstance(after[1].meaning, Word | CurrencyWord))


def _begun(said: Statement, part: Part, before: object) -> Figure:
    """Return the figure that an item belongs to: a new one, or that of 500 USD m.

    Raises:
        Refusal: a scale stands where it may be none: 500원만 is "only 500 won", and $ t can be dollars and tons.
    """
    last = said.figures[-1] if said.figures else None
    if (
        last
        and last.closed
        and not last.scales
        and isinstance(part.meaning, Scale)
        and isinstance(before, CurrencyWord)
    ):
        if part.meaning.family not in ("plain", "plural") or part.text == "t":
            raise Refusal("bad-scale", f"'{part.text}' stands after the currency, where it may be no scale")
        return last
    said.figures.append(Figure(signed=isinstance(before, CurrencyWord)))
    return said.figures[-1]


def _goes_on(figure: Figure, word: Word, following: object) -> bool:
    """Say whether a figure goes on after a word: $5-billion, tens of billions, 500여억, $5+ billion."""
    if not isinstance(following, Scale):
        return False
    last = figure.items[-1] if figure.items else None
    return (
        word.place == "inside"
        or (word.role in ("dash", "plus") and following.family == "plain")
        or (word.role == "filler" and isinstance(last, Scale) and last.family == "plural")
    )


def _take(said: Statement, word: Word, part: Part, before: Part | None) -> Figure | None:
    """Keep a word that is no part of a figure; return the figure that it begins, if it does."""
    if word.role == "several":
        figure = Figure(several=True)
        said.figures.append(figure)
        return figure
    if word.role == "unclear":
        raise Refusal("unknown-words", f"'{part.text}' can mean several things")
    if word.role == "aside":
        said.notes.append(part.text.removeprefix("を"))
    elif word.role in _NO_MONEY:
        # 7조원대 and 10億ドル台 are bands, 50대 and 5台 are things; 年10億円 is per year, 2025年 is a time.
        place = "after" if before and isinstance(before.meaning, CurrencyWord) else "" if said.figures else "before"
        if (word.beside_money, place) not in _BESIDE_MONEY:
            raise Refusal(word.role, f"{_NO_MONEY[word.role]} ('{part.text}')")
        if word.beside_money == "leading" and said.figures:
            said.figures[-1].leading = True
        else:
            said.words.append((len(said.figures), Word(word.beside_money, place)))
    else:
        said.words.append((len(said.figures), word))
    return None


def _check_places(said: Statement) -> None:
    count = len(said.figures)
    if said.roles("minus") or said.roles("dash", at=0):
        raise Refusal("negative", "it is below zero")
    if not count:
        raise Refusal("no-number", "there is no figure in it")
    for place, word in said.words:
        if (word.place == "before" and place == count) or (word.place in ("after", "inside") and place == 0):
            raise Refusal("misplaced-word", f"a word that means '{word.role}' stands {_WRONG[word.place]} the figure")


_WRONG: Final = {"before": "after", "after": "before", "inside": "before"}
