"""Korean particles and suffixes that look like numerals: 투자액이 백억원 is 10 billion won, and not 20."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from circflow.text.currencies import CurrencyWord
from circflow.text.refusal import Refusal
from circflow.text.vocabulary import Part, Word

_SUBJECT: Final = "이"
_PARTICLE: Final = Word("filler")
_NAMES_A_SUM: Final = frozenset({"filler", "valuation", "market_value", "total", "aside"})
_FIRST_SYLLABLE: Final = ord("가")
_LAST_SYLLABLE: Final = ord("힣")
_ENDINGS: Final = 28
"""Every 28th syllable ends with a vowel."""


def with_particles(parts: Sequence[Part], line: str) -> Sequence[Part]:
    """Return the parts of a line, with the particle 이 as one: at the end of a word it is no numeral.

    Raises:
        Refusal: 시총이천억 can be 시총 이천억 and 시총이 천억, and 수주사 천억 has another end that is no numeral.
    """
    if not any(_is_numeral(part) for part in parts):
        return parts
    return [*parts[:1], *_others(parts, line)]


def _others(parts: Sequence[Part], line: str) -> Iterator[Part]:
    for before, part in pairwise(parts):
        if not (_is_numeral(part) and _ends_a_word(before) and before.end == part.begin):
            yield part
            continue
        subject = part.text == _SUBJECT and _takes_a_subject(before)
        word_ends = line[part.end : part.end + 1] in ("", " ")
        if subject and word_ends:
            yield Part(part.text, _PARTICLE, part.language, part.begin)
        elif subject or word_ends:
            raise Refusal("ambiguous-number", f"'{before.text}{part.text}' can end with a numeral or a particle")
        else:
            yield part


def _is_numeral(part: Part) -> bool:
    return part.language == "ko" and isinstance(part.meaning, int)


def _ends_a_word(part: Part) -> bool:
    is_word = isinstance(part.meaning, Word | CurrencyWord)
    return is_word and _FIRST_SYLLABLE <= ord(part.text[-1]) <= _LAST_SYLLABLE


def _takes_a_subject(part: Part) -> bool:
    """Say whether 이 can be a particle there: after a noun that ends with a consonant; 약 and 최대 take none."""
    noun = isinstance(part.meaning, CurrencyWord) or (
        isinstance(part.meaning, Word) and part.meaning.role in _NAMES_A_SUM and part.meaning.place != "before"
    )
    return noun and (ord(part.text[-1]) - _FIRST_SYLLABLE) % _ENDINGS != 0
