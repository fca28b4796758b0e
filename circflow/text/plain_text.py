"""Text as people paste it → text to read: full-width forms, wide spaces and joined unit signs made plain, nothing else.

Unicode's own compatibility forms (NFKC) go too far for figures: they make `40²` into 402 and `①40` into 140.
"""

import re
import unicodedata
from typing import Final

# Full-width and half-width letters and digits, spaces that do not break, and signs such as ㌦ for ドル.
# U+3000 is marked as wide; the other spaces of typography (thin, figure, narrow) are spaces to `split` anyway.
_TAKEN_APART: Final = ("<wide>", "<narrow>", "<noBreak>", "<square>")
# The marks of direction that Windows puts around a copied figure; not U+202E, which shows digits in reverse.
_DIRECTIONS: Final = "\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069"
_INVISIBLE: Final = frozenset("\u200b\u200e\u200f\u2060\ufeff" + _DIRECTIONS)
_SHOWN: Final = 80
# 二三億 is two or three hundred million: only a row with a zero in it is sure to be digits.
_KANJI_DIGITS: Final = re.compile("[一二三四五六七八九][一二三四五六七八九]*〇[〇一二三四五六七八九]*")
_DIGITS_OF_KANJI: Final = str.maketrans("〇一二三四五六七八九", "0123456789")
_JAPANESE_POINT: Final = re.compile("(?<![0-9.,・])([0-9]+)・([0-9]{1,2})(?=[百千万億兆])")
_SCIENTIFIC: Final = re.compile(r"(?<![\w.,])([0-9])\.([0-9]{1,30})[eE]\+?([0-9]{1,2})(?![\w.,])")


class _Plain(dict[int, str]):
    """What `str.translate` puts for each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain_character(chr(code))
        return plain


_PLAIN: Final = _Plain()


def plain(text: str) -> str:
    """Return the text with one way to write each letter and digit, single spaces, and none at the ends."""
    if not text.isascii():
        # Half-width kana and Hangul come as several characters, and are put together again.
        text = unicodedata.normalize("NFC", text.translate(_PLAIN))
    return " ".join(text.split())


def with_all_digits(text: str) -> str:
    """Write 5.689852347E7 as 56898523.47; a figure whose digits may be cut off, such as 1.3E+11, stays as it is."""

    def spelt_out(match: re.Match[str]) -> str:
        first, rest, power = match[1], match[2], int(match[3])
        if len(rest) < power or first == "0":
            return match[0]
        # Three digits after the point could be thousands; four cannot.
        fraction = f".{rest[power:]}0" if rest[power:] else ""
        return f"{first}{rest[:power]}{fraction}"

    return _SCIENTIFIC.sub(spelt_out, text)


def with_plain_digits(text: str) -> str:
    """Write a Japanese figure's digits and its point as elsewhere: 一兆二〇〇〇億円, 1・5兆円."""
    text = _KANJI_DIGITS.sub(lambda match: match[0].translate(_DIGITS_OF_KANJI), text)
    return _JAPANESE_POINT.sub(r"\1.\2", text)


def shown(text: str) -> str:
    """Return a text as a message can quote it: on one line, and not too long."""
    line = " ".join(text[: 4 * _SHOWN].split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _plain_character(char: str) -> str:
    if char in _INVISIBLE:
        return ""
    if not unicodedata.decomposition(char).startswith(_TAKEN_APART):
        return char
    return unicodedata.normalize("NFKC", char)
