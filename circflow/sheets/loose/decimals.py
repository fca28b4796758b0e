"""What stands before the decimals of a column: the point, or, where its cells show it, the comma."""

import re
from collections.abc import Iterable
from typing import Final

_COMMA: Final = re.compile(r"(?<![0-9.,])([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{1,2})(?![0-9.,])")
_POINT: Final = re.compile(
    r"(?<![0-9.,])(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.(?:[0-9]{1,2}|[0-9]{4,})(?![0-9.,])|[0-9],[0-9]{3},[0-9]{3}"
)
_EITHER: Final = re.compile(r"(?<![0-9])(?<![0-9][.,])[0-9]{1,3},[0-9]{3}(?![0-9]|[.,][0-9])")
_BRACKETS: Final = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]")


def has_decimal_commas(cells: Iterable[str]) -> bool:
    """Say whether a column writes 22,4 for twenty-two and four tenths, and nowhere 22.4."""
    found = False
    for cell in cells:
        text = _BRACKETS.sub("", cell)
        if _POINT.search(text):
            return False
        found = found or _COMMA.search(text) is not None
    return found


def can_be_either(cell: str) -> bool:
    """Say whether a comma can stand before thousands or before decimals: 6,300."""
    return _EITHER.search(_BRACKETS.sub("", cell)) is not None


def with_points(cell: str) -> str:
    """Write 1.300,5 as 1300.5."""
    return _COMMA.sub(lambda match: f"{match[1].replace('.', '')}.{match[2]}", cell)
