"""Which known names stand in a text: the longest first, whole words only, glued ones taken apart."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from circflow.text.name_words import words

_SHORTEST_GLUED: Final = 3


class Span(NamedTuple):
    """A place in a text.

    Attributes:
        begin: Index of its first character.
        end: Index after its last one.
    """

    begin: int
    end: int


class Finder:
    """Finds known names in the key of a text.

    Latin names, and those in kana, end where their letters end, unless the rest of the word is known as well:
    NVIDIAOpenAI is two names, Intelligence is not Intel. Korean names may be followed by particles, and by nothing else
    in Korean, so that 메타버스 is not 메타. No name ends within a number.

    Args:
        names: Keys of the names.
    """

    def __init__(self, names: Collection[str]) -> None:
        self._names = frozenset(names)
        glue = frozenset(word for word, role in words().items() if role in ("particle", "glue"))
        self._glue = glue - self._names
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for word in self._names | self._glue:
            if word:
                lengths[word[0]].add(len(word))
        self._lengths: Mapping[str, list[int]] = {char: sorted(found, reverse=True) for char, found in lengths.items()}

    def spans(self, key: str) -> list[Span]:
        """Return the places of names in a text's key, from left to right; none within another."""
        ends = self._ends(key)
        found: list[Span] = []
        at, free = 0, True
        while at < len(key):
            end = ends[at] if free or not _joined(key, at) else None
            if end is None:
                at, free = at + 1, False
                continue
            if key[at:end] in self._names:
                found.append(Span(at, end))
            at, free = end, True
        return found

    def _ends(self, key: str) -> list[int | None]:
        """Return for each place where the longest name or glue ends that begins there, and leaves nothing unknown."""
        ends: list[int | None] = [None] * (len(key) + 1)
        for at in range(len(key) - 1, -1, -1):
            for length in self._lengths.get(key[at], ()):
                end = at + length
                if self._fits(key, at, end) and (not _joined(key, end) or ends[end] is not None):
                    ends[at] = end
                    break
        return ends

    def _fits(self, key: str, at: int, end: int) -> bool:
        """Say whether a name or glue stands there; a name of one or two letters is none within a longer word."""
        word = key[at:end]
        if word not in self._names:
            return word in self._glue
        within = _joined(key, at) or _joined(key, end)
        return not (within and len(word) < _SHORTEST_GLUED and _script(word[0]) == "latin")


def _joined(key: str, at: int) -> bool:
    """Say whether a word or a number goes on at a place: Vision Fund 2 does not stand in Vision Fund 2023."""
    if not 0 < at < len(key):
        return False
    if key[at - 1].isdigit() and key[at].isdigit():
        return True
    script = _script(key[at - 1])
    return bool(script) and script == _script(key[at])


def _script(char: str) -> str:
    """Return the script whose words have no gaps inside; Chinese characters have no such words."""
    if "가" <= char <= "힣":
        return "hangul"
    if "ァ" <= char <= "ヺ" or char == "ー":
        return "katakana"
    return "latin" if char.isalpha() and char < "\u0250" else ""
