"""Words of dates → one notation: 2025년 4분기, 第4四半期 and `fourth quarter of` become `2025Y 4Q`."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from circflow.text.tables import table

# Months have their number before them, as 10月 has: October is 10M.
_KANJI: Final = re.compile("([〇零一二三四五六七八九十]+)(?= ?[年月日四])")
_KANJI_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_ORDINAL: Final = re.compile(r"(?<=[0-9])(?:st|[nr]d|th)(?![a-z])")
# Some put a space between a number and its unit: 10 月 6 日.
_APART: Final = re.compile(r"(?<=[0-9]) (?=[YMD])")


class Era(NamedTuple):
    """An era of the Japanese calendar.

    Attributes:
        begins: First day.
        ends: Last day; the last there is for the present era.
        parts: Parts of a year that its letter can count as well: two halves are H1 and H2.
    """

    begins: date
    ends: date
    parts: int


@cache
def eras() -> Mapping[str, Era]:
    """Return the eras by name and by letter."""
    found: dict[str, Era] = {}
    for row in table("eras"):
        ends = date.fromisoformat(row["ends"]) if row["ends"] else date.max
        found[row["era"]] = found[row["letter"]] = Era(date.fromisoformat(row["begins"]), ends, int(row["parts"]))
    return found


def in_symbols(text: str) -> str:
    """Return a text with its words as symbols.

    Y, M and D stand after a year, a month and a day, Q and H for a quarter and a half, N beside a number that counts
    them, F for fiscal, K for a business year that ends there, S for since, U for until, P for a part of the time that
    follows.

    Args:
        text: Plain and in lower case. Words that are not known stay as they are, in lower case.
    """
    text = _ORDINAL.sub("", _KANJI.sub(lambda match: str(in_digits(match[1])), text))
    symbols = " ".join(_words().sub(lambda match: _symbols()[match[0]], text).split())
    return _APART.sub("", symbols)


def in_digits(text: str) -> int:
    """Return the number of 7, 七, 十二, 二十五 or 二〇二五."""
    tens, ten, ones = text.translate(_KANJI_DIGITS).rpartition("十")
    return 10 * int(tens or 1) + int(ones or 0) if ten else int(ones)


@cache
def _symbols() -> Mapping[str, str]:
    """Return what each word becomes; a symbol with a number of its own is set apart from the numbers around it."""
    return {
        row["word"]: f" {symbol} " if (symbol := row["symbol"])[:1].isdigit() or len(symbol) > 1 else symbol
        for row in table("date_words")
    }


@cache
def _words() -> re.Pattern[str]:
    words = sorted(_symbols(), key=lambda word: (-len(word), word))
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    other = "|".join(re.escape(word) for word in words if not word.isascii())
    return re.compile(rf"(?<![a-z])(?:{latin})(?![a-z])|{other}")
