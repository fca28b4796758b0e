"""Who is who in a line, and what kind of deal it states: from its columns, its words, or what a person says."""

from collections.abc import Mapping

from circflow.sheets.grids.grid import Line
from circflow.sheets.loose.line_cells import Cells
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.loose.parties import Sides
from circflow.sheets.loose.table import Table
from circflow.sheets.loose.words import Relation, ends_deal, header_kind, relation_of, tells_of_end
from circflow.sheets.records import RowError
from circflow.text.forms import read_forms
from circflow.text.names import name_key


class LineRelations:
    """Reads who pays whom, and for what, in the lines of a table.

    Args:
        table: The table.
        cells: Its columns by field.
        options: What a person says about it.
    """

    def __init__(self, table: Table, cells: Cells, options: SheetOptions) -> None:
        self._table = table
        self._cells = cells
        self._given = options.relation

    def sides(self, line: Line, above: Mapping[int, str]) -> Sides:
        """Return the columns of parties that a line fills.

        Args:
            line: The line.
            above: The last cell of each column above it, by the places of columns.

        Raises:
            RowError: it fills no pair, or two, or names others who pay too.
        """
        self._check_others(line)
        if beside := [column for column in self._table.beside if line.cell(column.index)]:
            raise RowError(
                beside[0].header, "two-deals", "another deal stands beside this one; write one below the other"
            )
        filled = [side for side in self._table.sides if all(self._cells.text(line, name) for name in side.fields)]
        if len(filled) == 1:
            return filled[0]
        if filled:
            raise RowError(
                self._cells.header(filled[1].payer), "two-deals", "the line states two deals; write a line for each"
            )
        side = self._table.sides[0]
        empty = next(name for name in side.fields if not self._cells.text(line, name))
        last = above.get(self._cells.columns(empty)[0].index, "")
        hint = f" below '{last}'; if the same is meant, write it again or put 〃" if last else ""
        raise RowError(self._cells.header(empty), "blank-party", f"the cell is blank{hint}")

    def relation(self, line: Line, sides: Sides) -> Relation:
        """Return the type of the deal, from what the columns, the line, or a person says.

        A word that is not known says nothing where the columns say the type.

        Raises:
            RowError: nobody says it, they contradict each other, or the line states no new deal.
        """
        text, header = self._cells.said(line, "type"), self._cells.header("type")
        said = relation_of(text) if text else None
        if said is None and read_forms(text).forms == ("grant",):
            raise RowError(header, "grant", f"'{text}' is a grant, which is no deal between companies")
        self._check_end(text, said, sides)
        if sides.relationship is not None:
            if said is None:
                return Relation(sides.relationship, deal_kind=self._kind(sides))
            if said.relationship != sides.relationship:
                raise RowError(
                    header,
                    "type-contradicts-columns",
                    f"'{text}' is {said.relationship}, the columns say {sides.relationship}",
                )
            # The columns themselves say who pays; a word that is said of the other side does not turn them.
            return said._replace(turned=False)
        if said is None and text:
            raise RowError(header, "unknown-type", f"'{text}' is no word for a type of deal that is known")
        meant = said or self._given
        if meant is None:
            raise RowError(header, "unknown-type", "the cell is empty; --relationship says what is meant")
        return meant._replace(turned=False) if sides.directed else meant

    def _check_others(self, line: Line) -> None:
        if others := self._cells.said(line, "others"):
            raise RowError(
                self._cells.header("others"),
                "several-parties",
                f"'{others[:100]}' invests too, and what each pays is not known; write a row for each",
            )

    def _check_end(self, text: str, said: Relation | None, sides: Sides) -> None:
        """Refuse a word for what ends a deal.

        Raises:
            RowError: it is one, and below columns of investors also where it would be a sale of goods elsewhere.
        """
        invests = sides.relationship == "INVESTS_IN"
        ends = ends_deal(text) if said or not invests else tells_of_end(text)
        if ends and (said is None or invests):
            raise RowError(
                self._cells.header("type"),
                "ends-a-deal",
                f"'{text}' ends a stake or a loan and is no new deal; the row of the deal that it ends takes its date "
                "as the end date",
            )

    def _kind(self, sides: Sides) -> str | None:
        """Return the kind of deal that the headers of its parties say."""
        kinds = (header_kind(name_key(self._cells.header(name))) for name in sides.fields)
        return next(filter(None, kinds), None)
