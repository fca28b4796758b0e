"""Two names: do they look like one company's, how much, and why."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

from anyascii import anyascii
from rapidfuzz import fuzz

from circflow.text.name_words import without_legal_form
from circflow.text.names import name_key
from circflow.text.suggestions import sound_alike, sound_of

SUBSIDIARY: Final = "subsidiary"
"""A reason of its own kind: it speaks for one group, and less for one company."""

_SIGNS: Final = re.compile(r"[^\w]+|_+")
_NUMBER: Final = re.compile(r"\d+")
_LEGAL: Final = 98
_PUNCTUATION: Final = 99
_SHORTEST: Final = 3
_PART_LEAST, _PART_MORE = 60, 35


class Likeness(NamedTuple):
    """What speaks for two names being one company's.

    Attributes:
        score: Of 100.
        reason: spelling, script, legal ending or subsidiary.
    """

    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """A name as it is compared.

    Attributes:
        key: Full-width letters, capitals and spaces made alike.
        folded: Without a legal form and signs, as words with single spaces.
        words: Its words.
        numbers: Its numbers; names that differ in them are of different companies: Fund 1, Fund 2.
        sound: Its consonants, as far as other scripts keep them.
    """

    key: str
    folded: str
    words: tuple[str, ...]
    numbers: frozenset[str]
    sound: str

    @classmethod
    def of(cls, name: str) -> Self:
        """Return a name as it is compared."""
        key = name_key(name)
        folded = " ".join(_SIGNS.sub(" ", without_legal_form(key).replace("'", "")).split()).removeprefix("the ")
        return cls(key, folded, tuple(folded.split()), frozenset(_NUMBER.findall(folded)), sound_of(folded))

    @property
    def squeezed(self) -> str:
        """Return it without spaces."""
        return self.folded.replace(" ", "")


def likeness(one: Written, other: Written) -> Likeness | None:
    """Return what speaks for two names being one company's; None when nothing does."""
    if one.squeezed == other.squeezed:
        same_words = without_legal_form(one.key) == without_legal_form(other.key)
        return Likeness(_LEGAL, "legal ending") if same_words else Likeness(_PUNCTUATION, "spelling")
    if one.numbers != other.numbers:
        return None
    if one.folded.isascii() != other.folded.isascii():
        score = sound_alike(one.folded, other.folded)
        return Likeness(score, "script") if score else None
    if begins(one, other) or begins(other, one):
        short, long = sorted((one.folded, other.folded), key=len)
        return Likeness(_PART_LEAST + _PART_MORE * len(short) // len(long), SUBSIDIARY)
    return Likeness(_spelling(one, other), "spelling")


def begins(one: Written, other: Written) -> bool:
    """Say whether all words of a name are the first ones of another: Deutsche Bank, Deutsche Bank Trust Company."""
    count = len(one.words)
    return count < len(other.words) and other.words[:count] == one.words and len(one.folded) >= _SHORTEST


def _spelling(one: Written, other: Written) -> int:
    """Return how alike two names are written, of 100; words that both have do not hide that the others differ."""
    whole = fuzz.ratio(one.folded, other.folded)
    if not one.folded.isascii():
        # One syllable of a short Korean or Japanese name is much of it, and few of its sounds.
        return round(max(whole, fuzz.ratio(anyascii(one.folded).lower(), anyascii(other.folded).lower())))
    own = [" ".join(word for word in a.words if word not in b.words) for a, b in ((one, other), (other, one))]
    if not all(own):
        # One has all words of the other, in another order or with more between them.
        return round(max(whole, fuzz.token_sort_ratio(one.folded, other.folded)))
    return round((whole + fuzz.ratio(*own)) / 2)
