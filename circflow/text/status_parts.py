"""What one part of a text, between its commas and brackets, says of how firm a deal is."""

import re
from typing import Final, NamedTuple

from circflow.model.status import FIRMNESS
from circflow.text.status_words import Word, anywhere, is_date, is_linked, known

DENIED: Final = "denied"
"""Something did not happen, or has not yet."""

UNSURE: Final = "unsure"
"""Words that together say nothing of how firm the deal is: an end that is only planned, an end that is undone."""

ENDS: Final = frozenset({"lapsed", "terminated", "exited", "defaulted", "ended"})
OPEN: Final = frozenset(status for status, rank in FIRMNESS.items() if rank < FIRMNESS["announced"])

_MONEY: Final = re.compile("[$€£¥₩]")


class Said(NamedTuple):
    """What a part of a text says.

    Attributes:
        verdict: A status, `DENIED` or `UNSURE`.
        about: The firmest step that is spoken of, be it denied or planned; empty for none.
        bare: Whether nothing but a date follows it.
        clear: Whether nothing follows it that could take it back.
        priced: Whether a price follows it.
        alone: Whether a single word says it.
        eastern: Whether its last word is Korean or Japanese.
    """

    verdict: str
    about: str
    bare: bool
    clear: bool
    priced: bool
    alone: bool
    eastern: bool


class Part(NamedTuple):
    """A part of a text.

    Attributes:
        said: What it says; None when it says nothing, or begins with words that are not known.
        rest: What stands after the last of the known words that it begins with.
        ends: Whether it speaks of an end anywhere.
    """

    said: Said | None
    rest: str
    ends: bool


def read_part(part: str) -> Part:
    """Read one part of a text."""
    words = list(known(part))
    rest = part[words[-1].end :] if words else part
    return Part(_said(words, rest), rest, any(word.status in ENDS and not word.part for word in anywhere(part)))


def together(before: str, now: str) -> str:
    """Return what two words say, one after the other: the less firm of two, unless one ends or denies the other."""
    if UNSURE in (before, now):
        return UNSURE
    if now == DENIED:
        return DENIED
    if before == DENIED:
        return now if now in OPEN else DENIED
    if now in ENDS:
        # Talks that are over may have led to a deal; an end that is taken back is none.
        return UNSURE if before in ENDS or (before in OPEN and now == "ended") else now
    if before == "negotiating" and now == "closed":
        return UNSURE
    if before in ENDS:
        if now in OPEN:
            return UNSURE
        # A contract to sell is a contract; a cancelled contract is cancelled.
        return now if before == "exited" and now == "signed" else before
    if now == "announced":
        return before
    return min(now, before, key=FIRMNESS.__getitem__)


def _said(words: list[Word], rest: str) -> Said | None:
    """Return what the words of a part say together, and what the rest leaves of it; None when they say nothing."""
    telling = [word for word in words if word.part != "aside"]
    if not telling:
        return None
    verdict, to_come, negated = "", False, False
    for word in telling:
        to_come |= word.part == "modal"
        # English denies what follows: not planned, not terminated.
        negated |= word.part == "denial" and not word.eastern
        denied = negated or word.part == "denial"
        now = DENIED if denied else UNSURE if to_come and word.status in ENDS else word.status
        verdict = together(verdict, now) if verdict else now
    steps = [word.status for word in telling if word.status and (word.status not in OPEN or word.part == "denial")]
    eastern, bare = words[-1].eastern, is_date(rest)
    return Said(
        verdict,
        max(steps, key=FIRMNESS.__getitem__, default=""),
        bare,
        bare or (not eastern and _is_clear(verdict, rest)),
        bool(_MONEY.search(rest)),
        len(telling) == 1,
        eastern,
    )


def _is_clear(verdict: str, rest: str) -> bool:
    """Say whether an English verdict stands whatever follows it.

    An object that nobody knows may be a part, an offer or an option; and a firm word may be taken back later on.
    """
    if FIRMNESS.get(verdict, 0) > FIRMNESS["announced"] and not is_linked(rest):
        return verdict == "holding" and rest.strip()[:1].isdigit()
    return not any(_takes_back(verdict, word) for word in anywhere(rest))


def _takes_back(verdict: str, word: Word) -> bool:
    if word.part == "aside":
        return False
    if word.status in ENDS:
        return True
    return verdict in FIRMNESS and verdict not in OPEN and (word.part != "" or word.status in OPEN)
