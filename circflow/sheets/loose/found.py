"""What was understood of a file, and the fate of each of its lines."""

from dataclasses import dataclass, field

from circflow.model import Claim, Deal, Source
from circflow.sheets.loose.party_cells import Parties
from circflow.sheets.loose.table import Column, Ignored, Table
from circflow.sheets.tabular import Reject


@dataclass(slots=True)
class Sheets:
    """What was understood of a file.

    Attributes:
        tables: The tables found.
        ignored: Lines that are no rows, with why.
        remarks: What a reader should know about the file itself.
        questions: What a reader should look at.
        deals: Deals, in the order of the file.
        claims: What the rows say, in their own words.
        sources: Documents that they name, and the sheet itself.
        rejects: Rows that cannot be read.
        warnings: What was kept though it is not understood.
        rows: Number of rows that were read; each is a deal or several, a further claim about one, or rejected.
        repeated: Number of rows that are a further claim about a deal of another row.
        parties: The companies.
    """

    parties: Parties
    tables: list[Table] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    rows: int = 0
    repeated: int = 0

    @property
    def unread(self) -> list[Column]:
        """Return the columns that are not read though something stands in their header."""
        return [column for table in self.tables for column in table.columns if column.why]

    @property
    def headers(self) -> tuple[str, ...]:
        """Return the columns of all tables, for the file of rejected rows."""
        return tuple(dict.fromkeys(column.name for table in self.tables for column in table.columns))
