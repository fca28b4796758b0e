"""What stands in brackets: `500억 달러(약 70조원)` has a note, `500(억 달러)` has its unit there."""

import re
from typing import Final

from circflow.text.currencies import CurrencyWord
from circflow.text.refusal import Refusal
from circflow.text.scales import Scale
from circflow.text.vocabulary import Word, parts

_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "【": "】", "〔": "〕", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_CLOSING: Final = frozenset(_PAIRS.values())
_ANY: Final = re.compile(f"[{re.escape(''.join([*_PAIRS, *_CLOSING]))}]")


def main_and_notes(line: str) -> tuple[str, list[str]]:
    """Return a text without its brackets, and what stands in those that are notes.

    Args:
        line: Made plain before.

    Raises:
        Refusal: a bracket is not closed, or there is a figure only in brackets.
    """
    if not _ANY.search(line):
        return line, []
    outside: list[str] = []
    notes: list[str] = []
    for text, inside in _pieces(line):
        if not inside:
            outside.append(text)
        elif _says_more(text):
            outside.append(f" {text} ")
        elif text.strip():
            notes.append(text.strip())
    main = " ".join("".join(outside).split())
    if not main and notes:
        raise Refusal("in-brackets", "all of it stands in brackets, which can mean below zero")
    return main, notes


def _pieces(line: str) -> list[tuple[str, bool]]:
    """Return the pieces between brackets of the outermost level, with whether each is inside."""
    pieces: list[tuple[str, bool]] = []
    begin, waiting = 0, ""
    for at, char in enumerate(line):
        if char in _PAIRS:
            if not waiting:
                pieces.append((line[begin:at], False))
                begin = at + 1
            waiting += _PAIRS[char]
        elif char in _CLOSING:
            if not waiting.endswith(char):
                raise Refusal("bad-brackets", "its brackets do not match")
            waiting = waiting[:-1]
            if not waiting:
                pieces.append((line[begin:at], True))
                begin = at + 1
    if waiting:
        raise Refusal("bad-brackets", "its brackets do not match")
    return [*pieces, (line[begin:], False)]


def _says_more(text: str) -> bool:
    """Say whether words in brackets belong to the figure outside: they are all known, and no figure is among them."""
    try:
        meanings = [part.meaning for part in parts(text)]
    except Refusal:
        return False
    return bool(meanings) and all(
        isinstance(one, Scale | CurrencyWord) or (isinstance(one, Word) and one.role != "aside") for one in meanings
    )
