"""What stands in brackets: `500억 달러(약 70조원)` has a note, `500(억 달러)` and `500 (in millions)` their unit.

A note changes nothing. A bracket with words that would change the sum, and that are not understood, is therefore
refused: what is filed as a note there makes the amount wrong.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Final

from circflow.text.bracket_notes import check_factor, check_note, condition
from circflow.text.currencies import CurrencyWord
from circflow.text.refusal import Refusal
from circflow.text.scales import Scale
from circflow.text.tables import table
from circflow.text.vocabulary import Part, Word, known_parts, parts

_OF_A_SUM: Final = frozenset({"up_to", "below", "at_least", "approx", "planned", "conditional", "contingent"}) | {
    "total",
    "per_year",
    "valuation",
    "market_value",
}
_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "【": "】", "〔": "〕", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_CLOSING: Final = frozenset(_PAIRS.values())
_ANY: Final = re.compile(f"[{re.escape(''.join([*_PAIRS, *_CLOSING]))}]")
_THOUSANDS: Final = re.compile(r"(?<![0-9.,])['’]?000s?(?![0-9])")
_POWER: Final = re.compile(r"(?<![0-9.,])1((?:,?000){1,4})s?(?![0-9.,])")
_POWERS: Final = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}


def main_and_notes(line: str) -> tuple[str, list[str]]:
    """Return a text without its brackets, and what stands in those that are notes.

    Args:
        line: Made plain before.

    Raises:
        Refusal: a bracket is not closed, there is a figure only in brackets, or a note would change the sum.
    """
    if not _ANY.search(line):
        return line, []
    outside: list[str] = []
    notes: list[str] = []
    bare = "".join(text for text, inside in _pieces(line) if not inside)
    for text, inside in _pieces(line):
        if not inside:
            outside.append(text)
        elif more := _more(text.strip()):
            _check_scales(bare, more)
            at_the_end = "".join(outside).strip() == bare.strip()
            outside.insert(0 if at_the_end and _stands_before(more) else len(outside), f" {more} ")
        elif text.strip():
            check_factor(text, bare)
            check_note(text)
            outside.append(f" {condition(text)} ")
            notes.append(text.strip())
    main = " ".join("".join(outside).split())
    if not main and notes:
        raise Refusal("in-brackets", "all of it stands in brackets, which can mean below zero")
    return main, notes


def _check_scales(outside: str, more: str) -> None:
    """Refuse 5억(단위: 백만원), which has two scales, and (단위: 백만원), which has no figure."""
    if not any(isinstance(part.meaning, Scale) for part in _known(more)):
        return
    if not outside.strip() and not any(char.isdigit() for char in more):
        raise Refusal("no-number", "it names a unit and no figure")
    if any(isinstance(part.meaning, Scale) for part in known_parts(outside) if part):
        raise Refusal("ambiguous-scale", "what stands in brackets is a second scale")


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


def _more(text: str) -> str:
    """Return what a bracket adds to the figure outside: a unit, or words that are all known; empty for a note."""
    spelt = _THOUSANDS.sub("thousand", text)
    rest = _label().sub("", spelt)
    if rest != spelt:
        rest = _POWER.sub(lambda match: _POWERS[match[1].count("0")], rest)
    unit = _known(rest)
    if unit and all(isinstance(part.meaning, Scale | CurrencyWord) for part in unit):
        if len(unit) == 1 and len(spelt) == 1 and spelt.isascii() and spelt.isalpha():
            raise Refusal("ambiguous-scale", f"'{text}' in brackets can be a scale or the letter of a note")
        return " ".join(part.text for part in unit)
    more = unit if rest == spelt else _known(spelt)
    return spelt if _says_more(more) else ""


def _says_more(found: Sequence[Part]) -> bool:
    """Say whether all words are known and some are said of the sum: up to, over 5 years; 5년간 매년.

    Up to five years is said of the years, not of the sum.
    """
    if any(not isinstance(part.meaning, Scale | CurrencyWord | Word) for part in found):
        return False
    pieces = [list(piece) for pause, piece in groupby(found, key=lambda part: _role(part) == "pause") if not pause]
    roles = [{_role(part) for part in piece} for piece in pieces]
    if any("aside" in said and not said <= {"aside", "per_year"} for said in roles):
        return False
    if any("aside" in said for said in roles):
        return any(said - {"aside"} for said in roles) and all(said <= _OF_A_SUM | {"aside"} for said in roles)
    # (추가) and (deal) say nothing of the figure.
    return any(_role(part) not in ("filler", "pause") for part in found)


def _role(part: Part) -> str:
    return part.meaning.role if isinstance(part.meaning, Word) else ""


def _stands_before(more: str) -> bool:
    """Say whether words in brackets behind a figure are such as stand before it: $5bn (up to)."""
    found = _known(more)
    before = [part for part in found if isinstance(part.meaning, Word) and part.meaning.place == "before"]
    # $5bn (above) can point to what is said elsewhere.
    return bool(before) and all(_role(part) in _OF_A_SUM - {"at_least", "below"} for part in before)


def _known(text: str) -> list[Part]:
    try:
        return list(parts(text))
    except Refusal:
        return []


@cache
def _label() -> re.Pattern[str]:
    """Return what stands before a unit in brackets: 단위:, 単位:, unit:, amounts in."""
    labels = sorted(
        (row["word"] for row in table("bracket_words") if row["kind"].startswith("unit")), key=len, reverse=True
    )
    return re.compile(rf"\A(?:{'|'.join(map(re.escape, labels))})(?![a-z]) ?[:;]? ?", re.IGNORECASE)
