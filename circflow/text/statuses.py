"""A document's own words for how firm a deal is → a status of the ladder, by the small table `status_words.csv`.

In English the verdict stands first and its object after it: "signed a letter of intent". In Korean and Japanese it
stands last, and every word counts: 계약 체결 예정 is a plan, and 체결 beside a word that nobody knows is no status.
What follows, in brackets or after a comma, counts where it takes the verdict back: "signed (terminated Dec 2025)" is
terminated, "signed, closing in March" is signed. What the table does not have means nothing; nothing is guessed.
"""

import re
from collections.abc import Iterator
from typing import Final

from circflow.model.status import FIRMNESS
from circflow.text.forms import read_forms
from circflow.text.names import name_key
from circflow.text.status_parts import DENIED, ENDS, OPEN, UNSURE, Part, Said, read_part, together
from circflow.text.status_words import is_date

# Brackets, commas and dates part what a text says; so do the words that tell one thing after another.
_BETWEEN: Final = re.compile(
    r"([,;:()\[\]/|、。，；—–]|\b(?:and|but|then|later|since)\b|끝에|の結果|(?<=[가-힣]) ?[후뒤](?= )|後(?!半)"
    r"| - |[0-9][0-9.-]*(?![0-9.%])(?: ?(?:[년年월月일日]|분기|四半期))?)"
)
_ARROW: Final = re.compile("→|⇒|->|=>")
_DATE: Final = re.compile("[0-9].*(?:[0-9]{3}|[^0-9.-])")
"""A date that stands within what is said, and does not part it in Korean and Japanese: 체결 2026년 목표."""
_SHARE: Final = re.compile(r"(?:^|\s)(?:of|years?)\b")
"""After a figure, a part of the whole, or a time to come: 1 of 3 tranches, over 5 years."""


def status_of(text: str) -> str | None:
    """Return the status that a text states; None when it begins with words that state none, denies it or asks."""
    latest = _ARROW.split(name_key(text))[-1]
    if "?" in latest:
        return None
    verdict = ""
    for before, words in _parts(latest):
        part = read_part(words)
        if verdict:
            verdict = _qualified(verdict, part, before, words)
        elif part.said and not _is_payment(words, part.said):
            verdict = part.said.verdict if part.said.clear else UNSURE
        elif part.rest:
            return None
    return verdict if verdict in FIRMNESS else None


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text, each after what stands before it."""
    pieces = ["", *_BETWEEN.split(text)]
    for before, piece in zip(pieces[::2], pieces[1::2], strict=True):
        if part := piece.strip(" .'\"!"):
            yield before, part


def _qualified(verdict: str, part: Part, before: str, words: str) -> str:
    """Return a verdict after a further part of the text."""
    if verdict == "closed" and before[:1].isdigit() and _SHARE.search(words):
        return UNSURE
    if _DATE.match(before) and not words.isascii() and not is_date(part.rest):
        return UNSURE
    if part.said:
        return _after_remark(verdict, part.said)
    # What begins with other words may still speak of an end.
    return UNSURE if part.ends and verdict not in ENDS else verdict


def _after_remark(verdict: str, said: Said) -> str:
    """Return a verdict after a further remark: an end decides, and so does a plan or a denial of the same step."""
    if verdict not in FIRMNESS:
        return together(verdict, said.verdict) if said.bare and said.verdict in OPEN else verdict
    if said.verdict == DENIED:
        return _denied(verdict, said)
    if verdict in ENDS:
        return together(verdict, said.verdict) if said.bare and said.verdict in OPEN else verdict
    if said.verdict in ENDS:
        return _ended(verdict, said)
    if said.verdict in FIRMNESS and said.verdict not in OPEN:
        return _gone_on(verdict, said)
    return _held_back(verdict, said)


def _held_back(verdict: str, said: Said) -> str:
    """Return what a verdict is when a remark says something less firm."""
    reached = FIRMNESS[verdict]
    if said.verdict == "planned":
        least = FIRMNESS[said.about] if said.about else FIRMNESS["announced"] + (not said.eastern)
        return "planned" if said.bare and reached >= least else verdict
    if said.verdict == "conditional":
        # Signed subject to approval is signed; "signed, conditional" says no more than that.
        kept = "conditional" if said.bare and verdict in ("announced", "signed") else verdict
        return DENIED if verdict == "closed" else kept
    if said.verdict == "rumoured" and said.bare:
        return UNSURE if reached >= FIRMNESS["announced"] else verdict
    if said.verdict in ("loi", "negotiating") and said.bare and not said.about:
        return said.verdict if verdict in ("announced", "signed") else verdict
    return verdict


def _denied(verdict: str, said: Said) -> str:
    """Return what a verdict is when a remark denies something: the verdict itself, a step before it, or a later one."""
    if not said.about:
        return DENIED if said.bare or verdict not in OPEN | ENDS else verdict
    if verdict in ENDS or said.about in OPEN | ENDS:
        # "Holding (not sold)" is a holding, "terminated, not signed" an end; a rumour that is confirmed is none.
        return DENIED if verdict == said.about else verdict
    return DENIED if FIRMNESS[verdict] >= FIRMNESS[said.about] else verdict


def _gone_on(verdict: str, said: Said) -> str:
    """Return what a verdict is when a remark tells a firmer step: the later one, where it is sure to have happened.

    What is planned may only be dated; a letter of intent that is signed is still one.
    """
    if not said.bare or FIRMNESS[verdict] > FIRMNESS["announced"] or said.verdict == "announced":
        return verdict
    if verdict == "loi" and said.verdict == "signed" and said.alone:
        return verdict
    told = not said.eastern and verdict in ("announced", "negotiating", "rumoured")
    return said.verdict if told else UNSURE


def _ended(verdict: str, said: Said) -> str:
    """Return what a verdict is when a remark says that the deal came to an end."""
    if said.verdict == "exited":
        # "Closed (sold at $5bn)" is no exit, nor is "holding (sold 10%)"; what was closed and then sold may be one.
        if verdict == "holding":
            return "exited" if said.bare else verdict
        return UNSURE if said.bare and not said.priced else verdict
    if not said.clear or (said.verdict in ("ended", "lapsed") and said.eastern):
        # 2032년 만료 and 2032年終了 are said of the past and of the future.
        return UNSURE
    return together(verdict, said.verdict)


def _is_payment(words: str, said: Said) -> bool:
    """Say whether a part tells what a deal is paid in, and not that it is paid: purchased with credits."""
    return said.verdict == "closed" and bool(read_forms(words).forms)
