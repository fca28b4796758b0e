"""A table in a sheet: what its columns mean, and its lines."""

from dataclasses import dataclass, field
from typing import Final

from circflow.sheets.grids.grid import Line
from circflow.sheets.loose.parties import Sides

AMOUNTS: Final = frozenset({"amount", "amount_low", "amount_high"})
"""Fields of columns with sums of money."""

BOUNDS: Final = ("amount_low", "amount_high")
"""Those of the two ends of a range."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        index: Its place, from 0.
        header: As written; of two lines, joined.
        field: What it means; empty when it is not read.
        unit: Unit of the amounts, quantities or terms in it; None when nobody says.
        doubtful: Whether its header holds a unit that is not understood.
        per_year: Whether its header says that its amounts are those of one year.
        why: Why it is not read; empty when it is.
        known_as: A header that alone says all that is known of the column, where its own does not: of a header of two
            lines the one that tells, or with the unit that stands above the table.
        rank: How surely its header means the field, as `header_words.csv` has it.
    """

    index: int
    header: str
    field: str = ""
    unit: str | None = None
    doubtful: bool = False
    per_year: bool = False
    why: str = ""
    known_as: str = ""
    rank: int = 0

    @property
    def name(self) -> str:
        """Return a header for it in a file of its own, or its place when it has none."""
        return self.known_as or self.header or f"column {self.index + 1}"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A line that is no row.

    Attributes:
        sheet: Sheet of a workbook; empty for other files.
        line: Its line.
        why: Why it was not read.
        text: What it says.
    """

    sheet: str
    line: int
    why: str
    text: str = ""

    def __str__(self) -> str:
        place = f"{self.sheet}:{self.line}" if self.sheet else f"line {self.line}"
        return f"{place}: {self.why}" + (f": {self.text[:100]}" if self.text else "")


@dataclass(slots=True)
class Table:
    """A table in a sheet.

    Attributes:
        sheet: Sheet of a workbook; empty for other files.
        header_lines: Lines of its header.
        columns: All columns, also those that are not read.
        sides: Which columns hold who pays and who is paid.
        rows: Its lines.
        apart: Numbers of those that may be of another table.
        unit_below: Whether its unit stands below its rows, so that the same header again begins another table.
        beside: Columns of the parties of a second deal that stands beside the first; empty when there are none.
    """

    sheet: str
    header_lines: tuple[int, ...]
    columns: tuple[Column, ...]
    sides: tuple[Sides, ...]
    rows: list[Line] = field(default_factory=list)
    apart: set[int] = field(default_factory=set)
    unit_below: bool = False
    beside: tuple[Column, ...] = ()

    @property
    def parties(self) -> list[Column]:
        """Return the columns of those who pay and who are paid."""
        return [column for side in self.sides for name in side.fields for column in self.of(name)]

    def of(self, name: str) -> list[Column]:
        """Return the columns of a field."""
        return [column for column in self.columns if column.field == name]


@dataclass(slots=True)
class Found:
    """What a grid holds.

    Attributes:
        tables: Its tables, from top to bottom.
        ignored: Lines that are no rows, headers too.
        headers: The line that looks most like a header, for a message when there is no table.
    """

    tables: list[Table] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    headers: tuple[str, ...] = ()
