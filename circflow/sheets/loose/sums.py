"""Lines that sum up those above them, by their amount or by what they name."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Final

from circflow.sheets.grids.grid import Line
from circflow.sheets.loose.table import AMOUNTS, Table
from circflow.text.names import name_key

_FIGURE: Final = re.compile(r"([^0-9]*)([0-9][0-9,]*(?:\.[0-9]+)?)([^0-9]*)")
_FEWEST: Final = 2


def adds_up(table: Table, line: Line) -> bool:
    """Say whether a line states in some column the sum of two or more amounts right above it."""
    columns = [column.index for column in table.columns if column.field in AMOUNTS]
    return any(_is_sum(line.cell(index), [above.cell(index) for above in reversed(table.rows)]) for index in columns)


def names_above(table: Table, key: str) -> bool:
    """Say whether a row above names a party with this key."""
    return any(name_key(row.cell(column.index)) == key for row in table.rows for column in table.parties)


def _is_sum(text: str, above: Sequence[str]) -> bool:
    """Say whether an amount is the sum of the first few of others."""
    said = _figure(text)
    if said is None:
        return False
    figures = [Decimal()]
    for cell in filter(None, above):
        figure = _figure(cell)
        if figure is None or figure[1] != said[1]:
            break
        figures.append(figure[0])
    return said[0] in list(accumulate(figures))[_FEWEST:]


def _figure(text: str) -> tuple[Decimal, tuple[str, str]] | None:
    """Return the figure of an amount, and what stands around it; None when it is none."""
    match = _FIGURE.fullmatch(text)
    return (Decimal(match[2].replace(",", "")), (match[1].strip(), match[3].strip())) if match else None
