"""A document's own words for how firm a deal is → a status of the ladder, by the small table `status_words.csv`.

In English the verdict stands first and its object after it: "signed a letter of intent". In Korean and Japanese it
stands last: 계약 체결 예정. What follows, in brackets or after a comma, counts where it takes the verdict back: "signed
(terminated Dec 2025)" is terminated, "signed, closing in March" is signed. What the table does not have means nothing;
nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from circflow.model.status import FIRMNESS
from circflow.text.date_words import in_symbols
from circflow.text.forms import read_forms
from circflow.text.names import name_key
from circflow.text.tables import table

_DENIED: Final = "denied"
"""Something did not happen, or has not yet."""

_UNSURE: Final = "unsure"
"""Words that together say nothing of how firm the deal is: an end that is only planned, an end that is undone."""

_ENDS: Final = frozenset({"lapsed", "terminated", "exited", "defaulted", "ended"})
_OPEN: Final = frozenset(status for status, rank in FIRMNESS.items() if rank < FIRMNESS["announced"])

# Brackets, commas and dates part what a text says; so do the words that tell one thing after another.
_BETWEEN: Final = re.compile(
    r"[,;:()\[\]/|、。，；—–]|\b(?:and|but|then|later|since)\b"
    r"| - |[0-9][0-9.-]*(?![0-9.%])(?: ?(?:[년年월月일日]|분기|四半期))?"
)
_ARROW: Final = re.compile("→|⇒|->|=>")
_MORE: Final = re.compile("[a-z%]")
"""What is left of other words among the symbols of a date, and a part of the whole: sold 10%."""


class _Word(NamedTuple):
    """A word of the table.

    Attributes:
        status: What it says, or what it denies; empty for neither.
        part: `denial`, `modal` (what follows is still to come), `aside` (it says nothing itself), or empty.
        end: Where it ends in the text.
        eastern: Whether it is Korean or Japanese.
    """

    status: str
    part: str
    end: int
    eastern: bool


class _Said(NamedTuple):
    """What a part of a text says.

    Attributes:
        verdict: A status, `_DENIED` or `_UNSURE`.
        about: The firmest step that is spoken of, be it denied or planned; empty for none.
        bare: Whether nothing but a date follows it; in Korean and Japanese, endings may.
        eastern: Whether its last word is Korean or Japanese.
    """

    verdict: str
    about: str
    bare: bool
    eastern: bool


def status_of(text: str) -> str | None:
    """Return the status that a text states; None when it begins with words that state none, or denies it."""
    latest = _ARROW.split(name_key(text))[-1]
    parts = [part for piece in _BETWEEN.split(latest) if (part := piece.strip(" .'\"?!"))]
    verdict = ""
    for part in parts:
        words = list(_known(part))
        said = _said(part, words)
        if verdict:
            verdict = _qualified(verdict, said) if said else verdict
        elif said and not _is_payment(part, said):
            verdict = said.verdict
        elif not words or words[-1].end < len(part):
            return None
    return verdict if verdict in FIRMNESS else None


def _known(part: str) -> Iterator[_Word]:
    """Yield the known words that a part begins with, and the Korean and Japanese ones after them, wherever they are.

    Until a status is found, and in English, each word must follow the one before.
    """
    at, found = 0, False
    for match in _pattern().finditer(part):
        if part[at : match.start()].strip():
            if not found:
                return
            if match[0].isascii():
                continue
        row = _words()[_spaceless(match[0])]
        at, found = match.end(), found or row["part"] != "aside"
        yield _Word(row["status"], row["part"], at, not match[0].isascii())


def _said(part: str, words: Iterable[_Word]) -> _Said | None:
    """Return what the words of a part say together; None when they say nothing."""
    telling = [word for word in words if word.part != "aside"]
    if not telling:
        return None
    verdict, to_come = "", False
    for word in telling:
        to_come |= word.part == "modal"
        now = _DENIED if word.part == "denial" else _UNSURE if to_come and word.status in _ENDS else word.status
        verdict = _together(verdict, now) if verdict else now
    steps = [word.status for word in telling if word.status and word.status not in _OPEN]
    last = telling[-1]
    return _Said(
        verdict,
        max(steps, key=FIRMNESS.__getitem__, default=""),
        not _MORE.search(part[last.end :] if last.eastern else in_symbols(part[last.end :])),
        last.eastern,
    )


def _together(before: str, now: str) -> str:
    """Return what two words say, one after the other: the less firm of two, unless one ends or denies the other."""
    if _UNSURE in (before, now):
        return _UNSURE
    if now == _DENIED:
        return _DENIED
    if before == _DENIED:
        return now if now in _OPEN | _ENDS else _DENIED
    if now in _ENDS:
        # Talks that are over may have led to a deal; an end that is taken back is none.
        return _UNSURE if before in _ENDS or (before in _OPEN and now == "ended") else now
    if before in _ENDS:
        if now in _OPEN:
            return _UNSURE
        # A contract to sell is a contract; a cancelled contract is cancelled.
        return now if before == "exited" and now == "signed" else before
    if now == "announced":
        return before
    return min(now, before, key=FIRMNESS.__getitem__)


def _qualified(verdict: str, said: _Said) -> str:
    """Return a verdict after a further remark: an end decides, and so does a plan or a denial of the same step."""
    if verdict not in FIRMNESS or verdict in _ENDS:
        return _together(verdict, said.verdict) if said.bare and said.verdict in _OPEN else verdict
    if said.verdict in _ENDS:
        return _ended(verdict, said)
    reached = FIRMNESS[verdict]
    if said.verdict == _DENIED:
        return _DENIED if reached >= FIRMNESS[said.about or "closed"] else verdict
    if said.verdict == "planned":
        least = FIRMNESS[said.about] if said.about else FIRMNESS["announced"] + (not said.eastern)
        return "planned" if said.bare and reached >= least else verdict
    if said.verdict == "conditional":
        return _DENIED if verdict == "closed" else verdict
    if said.verdict in ("loi", "negotiating") and said.bare and not said.about:
        return said.verdict if verdict in ("announced", "signed") else verdict
    return verdict


def _ended(verdict: str, said: _Said) -> str:
    """Return what a verdict is when a remark says that the deal came to an end."""
    if said.verdict == "exited":
        # "Closed (sold at $5bn)" is no exit, nor is "holding (sold 10%)".
        return "exited" if verdict == "holding" and said.bare else verdict
    if said.verdict in ("ended", "lapsed") and said.eastern:
        # 2032년 만료 and 2032年終了 are said of the past and of the future.
        return _UNSURE
    return _together(verdict, said.verdict)


def _is_payment(part: str, said: _Said) -> bool:
    """Say whether a part tells what a deal is paid in, and not that it is paid: purchased with credits."""
    return said.verdict == "closed" and bool(read_forms(part).forms)


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
