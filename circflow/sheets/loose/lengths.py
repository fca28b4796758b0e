"""Lengths of time that terms are counted in."""

import re
from typing import Final

_PARTS: Final = (
    (1, re.compile(r"(?:years?|yrs?\.?|y)\b|년간?|年間?|개년", re.IGNORECASE)),
    (4, re.compile(r"quarters?\b|분기|四半期", re.IGNORECASE)),
    (12, re.compile(r"(?:months?|mos?\.?|m)\b|개월|[かヶカヵケ]?月", re.IGNORECASE)),
    (None, re.compile(r"(?:weeks?|days?|fortnights?)\b|주|週|일|日", re.IGNORECASE)),
)
"""How many of them a year has, and how they are written; None where that is no whole number."""


def length_in(text: str) -> str | None:
    """Return the length that a remark begins with: `months`, `in years, est.`; None when it is about something else."""
    bare = text.strip().removeprefix("in ")
    return next((match[0] for _, word in _PARTS if (match := word.match(bare))), None)


def parts_of_a_year(length: str) -> int | None:
    """Return how many of a length make a year; None when nobody knows."""
    return next((parts for parts, word in _PARTS if word.fullmatch(length.strip())), None)
