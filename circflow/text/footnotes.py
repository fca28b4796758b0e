"""Marks of footnotes behind a figure or a name: `$1.3bn*`, `$1.3bn¹`, `Oracle [1]`."""

import re
from typing import Final

# A small digit behind a digit is a power: 40² is left as it stands.
_MARK: Final = re.compile(r" ?((?:\*|†|‡|§)+|(?<![0-9])[¹²³⁰⁴-⁹]+)$")

NAME_MARKS: Final = re.compile(
    r"^[*†‡※]+\s*|(?:\s*(?:[*†‡§⁰¹²³⁴-⁹①-⑳]|\[[0-9]{1,2}\]|(?:주|注)[0-9]{0,2}[)）]|※[0-9]{0,2}))+$"
)
"""Marks that no name has."""

NAME_NUMBERS: Final = re.compile(r"\s*(?:\([0-9a-z]{1,2}\)|(?<![(0-9])[0-9]{1,2}\)|\s[a-z]\))$")
"""Marks that the end of a name could be."""


def without_mark(line: str) -> tuple[str, list[str]]:
    """Return a text without the mark at its end, and that mark as a note."""
    match = _MARK.search(line)
    return (line[: match.start()], [match[1]]) if match and match.start() else (line, [])
