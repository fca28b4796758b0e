"""The weekday that people write beside a day: Mon, 6 Oct 2025, or 2025年10月6日(月). It must be the right one."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from circflow.model.partial_date import PartialDate
from circflow.text.refusal import Refusal
from circflow.text.tables import table

# A Japanese calendar marks the days on which nobody works.
_HOLIDAY: Final = "(?:[・·/ ]?祝)?"


def without_weekday(text: str) -> tuple[str, int | None]:
    """Return a date without its weekday, and the weekday: 0 for Monday; None when there is none.

    Args:
        text: Plain and in lower case.
    """
    match = _pattern().search(text)
    if match is None:
        return text, None
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return " ".join(rest.split()).strip(" ,"), _weekdays()[match["inside"] or match["word"]]


def check_weekday(found: PartialDate, weekday: int) -> None:
    """Raise Refusal for a date that is no day, or one with another weekday."""
    if found.earliest != found.latest:
        raise Refusal("no-date", "it has a weekday and no day")
    if found.earliest.weekday() != weekday:
        raise Refusal("no-such-day", f"{found.text} has another weekday")


@cache
def _weekdays() -> Mapping[str, int]:
    return {row["word"]: int(row["weekday"]) for row in table("weekday_words")}


@cache
def _pattern() -> re.Pattern[str]:
    """Return what finds a weekday; a single letter is one only in brackets, 月 is the month elsewhere."""
    words = sorted(_weekdays(), key=lambda word: (-len(word), word))
    latin = "|".join(word for word in words if word.isascii())
    other = "|".join(word for word in words if not word.isascii() and len(word) > 1)
    return re.compile(
        rf"\( ?(?P<inside>{'|'.join(words)}){_HOLIDAY} ?\)|(?P<word>(?<![a-z])(?:{latin})(?![a-z])|{other})\.?"
    )
