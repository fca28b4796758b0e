"""Text from data, made safe for a terminal."""

import unicodedata
from typing import Final

# Marks that turn the reading direction, by which a name can be made to look like another one.
_DIRECTION: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe_text(text: str, *, keep_lines: bool = True) -> str:
    r"""Return the text with control and direction characters shown as `\x1b` or `\u202e` instead of obeyed.

    Args:
        text: Anything from data or a server.
        keep_lines: Whether line ends and tabs stay as they are.
    """
    # What can be printed is none of these, and nearly all texts are so.
    if text.isprintable():
        return text
    return "".join(char if _harmless(char, keep_lines=keep_lines) else _shown(char) for char in text)


def _harmless(char: str, *, keep_lines: bool) -> bool:
    if char in "\n\t":
        return keep_lines
    return unicodedata.category(char) not in ("Cc", "Cs") and char not in _DIRECTION


def _shown(char: str) -> str:
    number = ord(char)
    return f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}"  # noqa: PLR2004 - one byte
