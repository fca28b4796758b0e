"""What a deal is paid in, as people write it → the words of `consideration_form`; what nobody knows is kept as text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from circflow.text.names import name_key
from circflow.text.tables import table

_BETWEEN: Final = re.compile(
    r" *[;,/+&|、・·] *|(?<=[^\s]) (?:and|plus|및|그리고|と) |(?<=[가-힣])[와과] |(?<=[ぁ-ヿ一-鿿])(?:と|及び|および)"
)
_BRACKET: Final = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Forms:
    """What a deal is paid in.

    Attributes:
        forms: Known forms, in the order of the text, each once.
        unknown: Parts of the text that no word is known for, as they are written, for a note and a warning.
    """

    forms: tuple[str, ...]
    unknown: tuple[str, ...] = ()


def read_forms(text: str) -> Forms:
    """Read what a deal is paid in, by the words of `form_words.csv`.

    Args:
        text: One form or several, such as `cash and shares`, `주로 크레딧?` or `現金と株式`. What stands in brackets
            plays no part where it is not the form itself.
    """
    forms: list[str] = []
    unknown: list[str] = []
    for part in _parts(text):
        form = _form(part)
        if form is None:
            unknown.append(part)
        elif form:
            forms.append(form)
    return Forms(tuple(dict.fromkeys(forms)), tuple(dict.fromkeys(unknown)))


def _parts(text: str) -> list[str]:
    """Return the parts of a text; it is whole where a word is known for all of it: vendor loan, take-or-pay."""
    line = " ".join(text.split())
    if _form(line) is not None:
        return [line]
    return [part for part in _BETWEEN.split(_BRACKET.sub(" ", line)) if part.strip()]


def _form(part: str) -> str | None:
    """Return the form that a part means, empty when it means nothing, None when it is not known."""
    key = name_key(part).strip(" .?!").replace("_", " ") or name_key(part)
    for shorter in (*_without_hedges(key), *_without_hedges(_BRACKET.sub("", key).strip())):
        if (form := _words().get(shorter)) is not None:
            return form
    return None


def _without_hedges(key: str) -> Iterator[str]:
    """Return a key, and what is left without words that say how much or how sure: mostly, 주로, 主に."""
    shorter = ""
    while key not in ("", shorter):
        yield key
        shorter, key = key, _hedges().sub("", key, count=1).strip()


@cache
def _words() -> Mapping[str, str]:
    known = {name_key(row["word"]): row["form"] for row in table("form_words")}
    return {form.replace("_", " "): form for form in known.values() if form} | known


@cache
def _hedges() -> re.Pattern[str]:
    hedges = [word for word, form in _words().items() if not form]
    latin = "|".join(re.escape(word) for word in hedges if word.isascii())
    other = "|".join(re.escape(word) for word in sorted(hedges, key=len, reverse=True) if not word.isascii())
    return re.compile(rf"^(?:(?:{latin}) |(?:{other}) ?)|(?: (?:{latin})| ?(?:{other}))$")
