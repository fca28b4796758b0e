"""What stands before the decimals of a column: the point, or, where its cells show it, the comma."""

import re
from collections.abc import Iterable
from typing import Final

_COMMA: Final = re.compile(r"(?<![0-9.,])(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),(?:[0-9]{1,2}|[0-9]{4,})(?![0-9.,])")
_POINT: Final = re.compile(
    r"(?<![0-9.,])(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.(?:[0-9]{1,2}|[0-9]{4,})(?![0-9.,])|[0-9],[0-9]{3},[0-9]{3}"
)
_EITHER: Final = re.compile(r"(?<![0-9.,])[0-9]{1,3},[0-9]{3}(?![0-9.,])")


def has_decimal_commas(cells: Iterable[str]) -> bool:
    """Say whether a column writes 22,4 for twenty-two and four tenths, and nowhere 22.4."""
    found = False
    for cell in cells:
        if _POINT.search(cell):
            return False
        found = found or _COMMA.search(cell) is not None
    return found


def can_be_either(cell: str) -> bool:
    """Say whether a comma can stand before thousands or before decimals: 6,300."""
    return _EITHER.search(cell) is not None
