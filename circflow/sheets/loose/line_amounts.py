"""The amount of a line, from the column that states it or the two that bound it, and what stands beside it."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from circflow.model import Amount
from circflow.sheets.grids.grid import Line
from circflow.sheets.loose.amount_cells import Read, between, read_cell
from circflow.sheets.loose.decimals import has_decimal_commas
from circflow.sheets.loose.line_cells import Cells
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.loose.table import AMOUNTS, BOUNDS, Column, Table
from circflow.sheets.loose.unit_cells import currency_of, in_units_of
from circflow.sheets.loose.units import unit_of
from circflow.sheets.records import RowError

_BARE: Final = re.compile(r"[0-9][0-9,.]*")


@dataclass(frozen=True, slots=True)
class LineAmount:
    """The amount of a line.

    Attributes:
        read: The amount, and what is doubtful.
        raw: Its cells as written; empty when there are none.
        quantities: Cells of amounts that state a quantity which is no money.
        others: What other columns say of the amount, as in another currency, each with its header.
    """

    read: Read
    raw: str
    quantities: tuple[str, ...] = ()
    others: list[str] = field(default_factory=list)


class LineAmounts:
    """Reads the amounts of the lines of a table.

    Args:
        table: The table. Whether a column has decimal commas is seen from all of its cells.
        cells: Its columns by field.
        options: What a person says about it.
    """

    def __init__(self, table: Table, cells: Cells, options: SheetOptions) -> None:
        self._cells = cells
        self._currency = options.currency
        self._decimal_commas = {
            column.index
            for column in table.columns
            if column.field in AMOUNTS and has_decimal_commas(line.cell(column.index) for line in table.rows)
        }

    def read(self, line: Line) -> LineAmount:
        """Return the amount of a line: of the first cell that states one, else of the two that bound it.

        Raises:
            RowError: a cell is no amount, or contradicts another.
        """
        cells = self._cells
        currency = currency_of(cells.text(line, "currency"), cells.header("currency"), self._currency)
        stated = [(column, text) for column in cells.columns("amount") if (text := line.cell(column.index))]
        quantities: list[str] = []
        said: list[tuple[str, Read]] = []
        for place, (column, text) in enumerate(stated, 1):
            read = self._read(line, column, text, currency)
            quantities += filter(None, [read.capacity])
            if read.amount.known:
                found = LineAmount(read, text, tuple(quantities))
                return self._with_others(line, currency, found, stated[place:])
            said.append((text, read))
        bounded = self._between(line, currency)
        text, read = bounded if bounded[1].amount.known or not said else said[0]
        return LineAmount(read, text, tuple(quantities))

    def quantity(self, line: Line) -> str:
        """Return how much is delivered, with its unit: `6 GW`."""
        text = self._cells.text(line, "capacity")
        unit = self._unit_of_quantity(line)
        columns = self._cells.columns("capacity")
        if not unit and columns and columns[0].unit and _BARE.fullmatch(text):
            unit = columns[0].unit
        return f"{text} {unit}".strip()

    def _with_others(
        self, line: Line, currency: str | None, found: LineAmount, others: list[tuple[Column, str]]
    ) -> LineAmount:
        """Keep what other columns say of the amount, and doubt it where that is another sum in the same currency."""
        bounds = [(self._cells.columns(name)[0], text) for name in BOUNDS if (text := self._cells.text(line, name))]
        for column, text in (*others, *bounds):
            found.others.append(f"{column.header}: {text}")
        if found.read.suspect:
            return found
        for column, text in others:
            try:
                amount = self._read(line, column, text, currency).amount
            except RowError:
                continue
            if amount.known and amount.currency == found.read.amount.currency and not _same(amount, found.read.amount):
                doubt = f"'{column.header}' says {text}; {found.raw} is the first of several sums"
                return replace(found, read=replace(found.read, suspect=doubt))
        return found

    def _between(self, line: Line, currency: str | None) -> tuple[str, Read]:
        cells = self._cells
        bounds = {
            name: (text, self._read(line, cells.columns(name)[0], text, currency))
            for name in BOUNDS
            if (text := cells.text(line, name))
        }
        if not bounds:
            return "", Read(Amount())
        raw = " – ".join(text for text, _ in bounds.values())
        low, high = (bounds[name][1] if name in bounds else Read(Amount()) for name in BOUNDS)
        return raw, between(low, high, raw, (cells.header("amount_low"), cells.header("amount_high")))

    def _read(self, line: Line, column: Column, text: str, currency: str | None) -> Read:
        cells = self._cells
        # Beside a quantity, a unit that is none of money is the quantity's.
        unit = "" if self._unit_of_quantity(line) else cells.said(line, "unit")
        column = in_units_of(column, cells.text(line, "currency"), unit, cells.header("unit"))
        commas = column.index in self._decimal_commas
        read = read_cell(text, column, self._currency, currency, decimal_commas=commas)
        if column.index in line.merged and read.amount.known and not read.suspect:
            return replace(
                read, suspect=f"{text} stands in a cell merged over several rows, and may be theirs together"
            )
        return read

    def _unit_of_quantity(self, line: Line) -> str:
        unit = self._cells.said(line, "unit")
        return unit if self._cells.text(line, "capacity") and unit_of(unit) is None else ""


def _same(one: Amount, other: Amount) -> bool:
    return (one.low, one.high) == (other.low, other.high)
