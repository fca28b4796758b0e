"""A sheet as a grid of cells, whatever file it comes from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet.

    Attributes:
        number: Line on which it begins, from 1; row of a workbook.
        cells: Its cells as text: dates of a workbook as 2025-10-06, its numbers in plain digits.
        offset: Byte at which it begins; 0 where a file has no such place.
        broken: Column, from 0 → why nobody can know what the cell says: a formula without a stored value, an error.
        merged: Columns whose cell is merged with those of other lines, and stands in each of them.
    """

    number: int
    cells: tuple[str, ...]
    offset: int = 0
    broken: Mapping[int, str] = field(default_factory=dict)
    merged: Collection[int] = ()

    @property
    def filled(self) -> list[str]:
        """Return the cells that say something."""
        return [cell.strip() for cell in self.cells if cell.strip()]

    @property
    def text(self) -> str:
        """Return the line as a message can show it."""
        return " | ".join(" ".join(cell.split()) for cell in self.filled)

    def cell(self, column: int) -> str:
        """Return a cell without spaces at its ends; empty beyond the last one."""
        return self.cells[column].strip() if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet.

    Attributes:
        sheet: Its name in a workbook; empty for other files.
        lines: Its lines, blank ones too, in order.
        remarks: What a reader should know: the encoding and how certain it is, hidden rows.
        named: Whether the first line was made of names that stand with each value, as in JSON, and is no line of the
            file.
    """

    sheet: str
    lines: Sequence[Line]
    remarks: tuple[str, ...] = ()
    named: bool = False
