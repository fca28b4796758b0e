"""The words of `status_words.csv` in a part of a text, and what stands after the last of them.

Korean and Japanese words may have the endings of `status_endings.csv`, English ones are followed by those of
`status_links.csv`: neither says anything of a status.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from circflow.text.date_words import in_symbols
from circflow.text.names import name_key
from circflow.text.tables import table

_MORE: Final = re.compile("[^\\WA-Z0-9_]|%")
"""What is left of other words among the symbols of a date, and a part of the whole: sold 10%."""


class Word(NamedTuple):
    """A word of the table.

    Attributes:
        status: What it says, or what it denies; empty for neither.
        part: `denial`, `modal` (what follows is still to come), `aside` (it says nothing itself), or empty.
        end: Where it ends in the text, its endings included.
        eastern: Whether it is Korean or Japanese.
    """

    status: str
    part: str
    end: int
    eastern: bool


def known(part: str) -> Iterator[Word]:
    """Yield the known words that a part begins with, one right after the other, each with its endings."""
    at = 0
    for word, begin in _found(part):
        if part[at:begin].strip():
            return
        endings = _endings().match(part, word.end)
        at = endings.end() if endings else word.end
        yield word._replace(end=at)


def anywhere(part: str) -> Iterator[Word]:
    """Yield the known words of a part, whatever stands between them."""
    return (word for word, _ in _found(part))


def is_date(rest: str) -> bool:
    """Say whether there is nothing but a date, or nothing at all, after the words that are known."""
    return not _MORE.search(in_symbols(rest))


def is_linked(rest: str) -> bool:
    """Say whether what follows an English word is only its usual object, or where, when and with whom it was."""
    return bool(_links().match(rest))


def _found(part: str) -> Iterator[tuple[Word, int]]:
    """Yield the known words, and where each begins."""
    for match in _pattern().finditer(part):
        row = _words()[_spaceless(match[0])]
        yield Word(row["status"], row["part"], match.end(), not match[0].isascii()), match.start()


def _spaceless(word: str) -> str:
    """Return a word as the table is looked up: in Korean, people leave the space out."""
    return word if word.isascii() else word.replace(" ", "")


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return {_spaceless(name_key(row["word"])): row for row in table("status_words")}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted((name_key(row["word"]) for row in table("status_words")), key=lambda word: (-len(word), word))
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    other = "|".join(word.replace(" ", " ?") for word in words if not word.isascii())
    return re.compile(rf"(?<![a-z0-9-])(?:{latin})(?![a-z0-9]|-[a-z])|{other}")


@cache
def _endings() -> re.Pattern[str]:
    words = sorted((row["word"] for row in table("status_endings")), key=lambda word: (-len(word), word))
    return re.compile(f"(?: ?(?:{'|'.join(words)}))++")


@cache
def _links() -> re.Pattern[str]:
    words = "|".join(re.escape(row["word"]) for row in table("status_links"))
    return re.compile(rf" ?(?:{words})(?![a-z0-9-])")
