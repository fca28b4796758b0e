"""The language of a text, as far as its letters tell."""

from typing import Final

_RANGES: Final = (("ぁ", "ヿ", "ja"), ("가", "힣", "ko"))


def language_of(text: str) -> str | None:
    """Return an ISO 639 code: by kana or Hangul, English for plain Latin letters; None when the letters do not tell."""
    for first, last, language in _RANGES:
        if any(first <= char <= last for char in text):
            return language
    return "en" if text.isascii() else None
