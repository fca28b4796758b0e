"""Companies whose names are written like another one, also in another script: 엔비디아 and NVIDIA. Never applied."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz, process

_LEAST: Final = 76
"""Likeness from which a name is worth a look, of 100."""

_SHORTEST: Final = 3
"""Fewer consonants say little: they must be the same, and the vowels alike as well."""

_ALIKE: Final = 50
"""Likeness with vowels that names of few consonants need."""

# What Korean and Japanese letters keep of a foreign name: l and r, b and v, f and p, c and k are one, vowels are lost.
_LIKE: Final = (("ph", "p"), ("th", "t"), ("ck", "k"), ("sh", "s"), ("x", "ks"), ("qu", "k"), ("ts", "t"))
_ONE_LETTER: Final = str.maketrans("lvfcqzjg", "rbpkkssk", "aeiouwyh'-. ")
_TWICE: Final = re.compile(r"(.)\1+")
_CHINESE: Final = re.compile("[\u3400-\u9fff]")
# Naver and Stargate are written without their r.
_SILENT_R: Final = re.compile("r(?![aeiouy])")


class Suggestion(NamedTuple):
    """A company that may be meant.

    Attributes:
        company_id: The company.
        key: Key of its name that is written alike.
        score: Likeness, of 100.
        reason: `spelling`, or `script` when only the sound is alike.
    """

    company_id: str
    key: str
    score: int
    reason: str


def suggestions(key: str, known: Mapping[str, str], limit: int = 5) -> list[Suggestion]:
    """Return the companies that may be meant, the likeliest first, each once.

    Args:
        key: Key of a name that nobody knows.
        known: Keys of names and ids → company id.
        limit: How many at most.
    """
    if not key:
        return []
    found = [
        Suggestion(known[name], name, round(score), "spelling")
        for name, score, _ in process.extract(
            key, known.keys(), scorer=fuzz.ratio, limit=4 * limit, score_cutoff=_LEAST
        )
    ]
    sounds = {name: sound_of(name) for name in known if name.isascii() != key.isascii()}
    found += [
        Suggestion(known[name], name, round(score) - 1, "script")
        for _, score, name in process.extract(
            sound_of(key), sounds, scorer=fuzz.ratio, limit=4 * limit, score_cutoff=_LEAST
        )
        if _is_telling(key, name)
    ]
    best: dict[str, Suggestion] = {}
    for one in sorted(found, key=lambda one: (-one.score, one.company_id, one.key)):
        best.setdefault(one.company_id, one)
    return list(best.values())[:limit]


def sound_alike(one: str, other: str) -> int:
    """Return how alike two names of different scripts sound, of 100; 0 when they do not."""
    score = fuzz.ratio(sound_of(one), sound_of(other), score_cutoff=_LEAST)
    return round(score) - 1 if score and _is_telling(one, other) else 0


def _is_telling(one: str, other: str) -> bool:
    """Say whether two names with the same consonants, or nearly, have enough of them."""
    sounds = sound_of(one), sound_of(other)
    if min(map(len, sounds)) >= _SHORTEST:
        return True
    return bool(sounds[0]) and sounds[0] == sounds[1] and fuzz.ratio(anyascii(one).lower(), anyascii(other)) >= _ALIKE


@lru_cache(maxsize=100_000)
def sound_of(key: str) -> str:
    """Return the consonants of a name, as far as other scripts keep them; Chinese characters have no one sound."""
    if _CHINESE.search(key):
        return ""
    latin = _SILENT_R.sub("", anyascii(key).lower())
    for written, heard in _LIKE:
        latin = latin.replace(written, heard)
    return _TWICE.sub(r"\1", latin.translate(_ONE_LETTER))
