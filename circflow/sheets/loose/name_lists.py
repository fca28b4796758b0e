"""Cells with names → pieces that may be names each."""

import re
from typing import Final

from circflow.text.name_words import words
from circflow.text.names import name_key

# A line end can also be one that a narrow cell put into a name.
_LISTS: Final = re.compile(r"\s+/\s+|\s*[;；、]\s*")
_COMMAS: Final = re.compile(r"\s*[,，;；、\n]\s*|\s+/\s+|\s+(?:및|と)\s+")
# Between katakana a dot joins the words of one name: ジョンソン・エンド・ジョンソン.
_ANY: Final = re.compile(
    r"\s*[/;；、\n,，+＋&＆]\s*|(?<![ァ-ヿ])\s*[·・]\s*(?![ァ-ヿ])|\s+(?:and|및|と|x|×)\s+", re.IGNORECASE
)


def between_lists(text: str) -> list[str]:
    """Return what stands between signs that no name has: `a; b`, `a / b`, `a、b`."""
    return _pieces(_LISTS, text)


def between_commas(text: str) -> list[str]:
    """Return what stands between those and commas, which some names have: `a, b`."""
    return _pieces(_COMMAS, text)


def between_any(text: str) -> list[str]:
    """Return what stands between all signs and words that can join names: `a & b`, `a and b`."""
    return _pieces(_ANY, text)


def _pieces(between: re.Pattern[str], text: str) -> list[str]:
    """Cut a text, and leave `, Inc.` with the name before it."""
    found: list[str] = []
    at = 0
    for cut in (*between.finditer(text), None):
        piece = text[at : cut.start() if cut else len(text)].strip()
        if found and words().get(name_key(piece)) == "legal":
            found[-1] = text[text.index(found[-1]) : cut.start() if cut else len(text)].strip()
        elif piece:
            found.append(piece)
        at = cut.end() if cut else at
    return found
