"""A stored number and the text that a cell shows of it → the number, with the words around it."""

import re
from typing import Final

from circflow.sheets.grids.number_text import SCALES, in_scale, plain_number

_GROUPING: Final = str.maketrans(dict.fromkeys(" \u00a0\u2009\u202f'\u2019"))
_FIGURE: Final = re.compile(r"[0-9](?:[0-9.,\s'\u2019]*[0-9])?")


def as_shown(value: float, shown: str) -> str:
    """Return a stored number with the signs and words that a cell shows around it; a scale that it hides in a word."""
    figure = _FIGURE.search(shown)
    if figure is None:
        return plain_number(value)
    before, after = shown[: figure.start()], shown[figure.end() :]
    for thousands in range(len(SCALES)):
        if _is_shown_as(figure[0], abs(value) / 1000**thousands):
            if thousands:
                return in_scale(value, thousands, before, after)
            return " ".join(f"{before.strip(' -(')} {plain_number(value)} {after.strip(' )')}".split())
    return plain_number(value)


def _is_shown_as(figure: str, value: float) -> bool:
    """Say whether a figure is a number, rounded to its last digit; with a point or a comma before its decimals."""
    for grouping, decimal in ((",", "."), (".", ",")):
        whole, _, decimals = figure.translate(_GROUPING).replace(grouping, "").partition(decimal)
        if decimal in decimals or not (whole + decimals).isdecimal():
            continue
        if round(value, len(decimals)) == round(float(f"{whole}.{decimals}"), len(decimals)):
            return True
    return False
