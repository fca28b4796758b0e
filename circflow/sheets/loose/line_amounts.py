"""The amount of a line, from the column that states it or the two that bound it, and what stands beside it."""

from dataclasses import replace

from circflow.model import Amount
from circflow.sheets.grids.grid import Line
from circflow.sheets.loose.amount_cells import Read, between, read_cell
from circflow.sheets.loose.decimals import has_decimal_commas
from circflow.sheets.loose.line_cells import Cells
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.loose.table import AMOUNTS, Column, Table
from circflow.sheets.loose.unit_cells import currency_of, in_units_of
from circflow.sheets.loose.units import unit_of


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

    def read(self, line: Line) -> tuple[Read, str]:
        """Return the amount of a line, and its cells as written.

        Raises:
            RowError: a cell is no amount, or contradicts another.
        """
        cells = self._cells
        currency = currency_of(cells.text(line, "currency"), cells.header("currency"), self._currency)
        stated = self._stated(line)
        if stated:
            column, text = stated[0]
            return self._read(line, column, text, currency), text
        bounds = {
            name: (text, self._read(line, cells.columns(name)[0], text, currency))
            for name in ("amount_low", "amount_high")
            if (text := cells.text(line, name))
        }
        if not bounds:
            return Read(Amount()), ""
        raw = " – ".join(text for text, _ in bounds.values())
        low, high = (bounds[name][1] if name in bounds else Read(Amount()) for name in ("amount_low", "amount_high"))
        return between(low, high, raw, (cells.header("amount_low"), cells.header("amount_high"))), raw

    def others(self, line: Line) -> list[str]:
        """Return the same amount in other currencies as written, each with its header; the first column counts."""
        return [f"{column.header}: {text}" for column, text in self._stated(line)[1:]]

    def quantity(self, line: Line) -> str:
        """Return how much is delivered, with its unit: `6 GW`."""
        return f"{self._cells.text(line, 'capacity')} {self._unit_of_quantity(line)}".strip()

    def _stated(self, line: Line) -> list[tuple[Column, str]]:
        found = [(column, line.cell(column.index)) for column in self._cells.columns("amount")]
        return [(column, text) for column, text in found if text]

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
