"""Marks of footnotes behind a figure: `$1.3bn*`, `$1.3bn¹`."""

import re
from typing import Final

# A small digit behind a digit is a power: 40² is left as it stands.
_MARK: Final = re.compile(r" ?((?:\*|†|‡|§)+|(?<![0-9])[¹²³⁰⁴-⁹]+)$")


def without_mark(line: str) -> tuple[str, list[str]]:
    """Return a text without the mark at its end, and that mark as a note."""
    match = _MARK.search(line)
    return (line[: match.start()], [match[1]]) if match and match.start() else (line, [])
