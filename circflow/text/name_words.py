"""Words around names that play no part in them: legal forms, particles, and what is no company at all."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from circflow.text.names import name_key
from circflow.text.tables import table

NO_COMPANY: Final = frozenset({"medium", "unnamed", "grant"})
"""Roles of words that look like names, and are none."""


def without_legal_form(key: str) -> str:
    """Return a name's key without the legal forms at its end, or before it: `nvidia corp.` and `(주)네이버`."""
    while True:
        shorter = _before().sub("", _after().sub("", key)).strip()
        if shorter in ("", key):
            return key
        key = shorter


def without_particle(key: str) -> Iterator[str]:
    """Return what a Korean name's key can be without the particle at its end: 엔비디아가, 오픈AI에서."""
    for word, role in words().items():
        if role == "particle" and key.endswith(word) and len(key) > len(word):
            yield key[: -len(word)]


@cache
def words() -> Mapping[str, str]:
    """Return the roles of all words by their key: legal, particle, glue, medium, unnamed, grant."""
    return {name_key(row["word"]): row["role"] for row in table("name_words")}


@cache
def hints() -> Mapping[str, frozenset[str]]:
    """Return the companies that a word beside an ambiguous name points to, by the word's key."""
    found: dict[str, frozenset[str]] = {}
    for row in table("name_hints"):
        key = name_key(row["word"])
        found[key] = found.get(key, frozenset()) | {row["company_id"]}
    return found


@cache
def _after() -> re.Pattern[str]:
    return re.compile(f"(?:(?<=[^ ,])[ ,]+(?:{_legal(ascii_only=True)})|(?<=.) ?(?:{_legal(ascii_only=False)}))[ ,]*$")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(f"^(?:{_legal(ascii_only=False)}) ?(?=.)")


def _legal(*, ascii_only: bool) -> str:
    forms = [word for word, role in words().items() if role == "legal" and word.isascii() == ascii_only]
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
