"""One line of a table → the deals it states, or the first cell that keeps anybody from knowing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from circflow.model import Amount, PartialDate
from circflow.sheets.fields import FieldError, identifier
from circflow.sheets.fields import text as plain_text
from circflow.sheets.grids.grid import Line
from circflow.sheets.loose import figure_cells
from circflow.sheets.loose.column_map import IDS
from circflow.sheets.loose.date_cells import doubtful_date, is_eastern, order_of, read_date_cell
from circflow.sheets.loose.line_amounts import LineAmount, LineAmounts
from circflow.sheets.loose.line_cells import Cells
from circflow.sheets.loose.line_relations import LineRelations
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.loose.party_cells import Parties
from circflow.sheets.loose.table import Table
from circflow.sheets.loose.words import Relation, is_ditto, relation_of
from circflow.sheets.records import RowError
from circflow.text.forms import read_forms
from circflow.text.statuses import status_of
from circflow.text.tables import unspecified_words

_DATES: Final = ("date", "effective_date", "end_date")
_LINKS: Final = re.compile(r"\s*[;；\n]\s*|\s+(?=https?://)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A deal as a line states it, without an id yet.

    Attributes:
        values: Column of deals.csv → value, without those of the amount.
        amount: Its amount.
        sources: What the line names as its sources, as written.
        raw_amount: The amount as written.
        raw_status: The status as written.
        quote: What the line quotes.
        own_id: The line's own id for the deal; None when it has none.
    """

    values: Mapping[str, Any]
    amount: Amount
    sources: tuple[str, ...] = ()
    raw_amount: str = ""
    raw_status: str = ""
    quote: str = ""
    own_id: str | None = None


@dataclass(slots=True)
class RowReader:
    """Reads the lines of one table, from top to bottom.

    Attributes:
        table: The table.
        options: What a person says about it.
        parties: The companies of the sheet.
        warnings: What was kept though it is not understood.
    """

    table: Table
    options: SheetOptions
    parties: Parties
    warnings: list[str] = field(default_factory=list)
    _last: dict[int, str] = field(default_factory=dict)
    _above: dict[int, str] = field(default_factory=dict)
    _orders: dict[str, str | None] = field(default_factory=dict)
    _cells: Cells = field(init=False)
    _amounts: LineAmounts = field(init=False)
    _relations: LineRelations = field(init=False)
    _fractions: bool = False

    def __post_init__(self) -> None:
        """Decide the order of dates in each column, which no single line can."""
        self._cells = Cells(self.table.columns)
        self._amounts = LineAmounts(self.table, self._cells, self.options)
        self._relations = LineRelations(self.table, self._cells, self.options)
        eastern = is_eastern(cell for line in self.table.rows for cell in line.cells)
        for name in _DATES:
            for column in self.table.of(name):
                cells = [line.cell(column.index) for line in self.table.rows]
                self._orders[name] = order_of(column.header, cells, self.options.date_order, eastern=eastern)
        self._fractions = any(map(figure_cells.is_fraction, self._column("stake")))

    def _column(self, name: str) -> Iterator[str]:
        """Yield all cells of a field."""
        return (line.cell(column.index) for line in self.table.rows for column in self.table.of(name))

    def filled_down(self, line: Line) -> Line:
        """Return a line with the cells above in the place of signs that stand for them."""
        cells = list(line.cells)
        for column in self.table.columns:
            text = line.cell(column.index)
            if is_ditto(text) and self._last.get(column.index):
                cells[column.index] = text = self._last[column.index]
            self._last[column.index] = text
            if text:
                self._above[column.index] = text
        return replace(line, cells=tuple(cells))

    def read(self, line: Line) -> list[Draft]:
        """Read a line whose signs for the cell above are filled in.

        Raises:
            RowError: a cell that is read cannot be, or says what contradicts another; `column` is its header.
        """
        if line.number in self.table.apart:
            raise RowError(
                self._cells.header(self.table.sides[0].payer),
                "another-table",
                "the line stands below another header, or below a blank line with nothing but names; if it is a row of "
                "this table, put it above them",
            )
        self._check_cells(line)
        sides = self._relations.sides(line, self._above)
        relation = self._relations.relation(line, sides)
        payer, payee = sides.fields
        if relation.turned:
            payer, payee = payee, payer
        venture = relation.relationship == "JOINT_VENTURE"
        context = " ".join([self._cells.text(line, "note"), self._cells.text(line, "quote")])
        sources = self._companies(line, payer, context, several=venture)
        target = self._companies(line, payee, context, several=False)[0]
        for name, code in zip(sides.fields, IDS, strict=True):
            if text := self._cells.text(line, code):
                self.parties.take_code(sources if name == payer else [target], text)
        stated = self._amounts.read(line)
        stakes = figure_cells.stakes(self._cells.said(line, "stake"), self._cells.header("stake"), len(sources))
        values = {**self._values(line, relation, stated), "relationship": relation.relationship, "target": target}
        amount, note = stated.read.amount, values.get("note")
        if len(sources) > 1 and amount.known:
            note = "; ".join(filter(None, [f"{stated.raw} is the amount of all {len(sources)} parents together", note]))
            amount = Amount(text=amount.text)
        own_id = self._own_id(line)
        return [
            Draft(
                {**values, "note": note, "source": source, "stake_pct": stake},
                amount,
                tuple(self._links(line)),
                stated.raw,
                self._cells.text(line, "status"),
                self._cells.text(line, "quote"),
                own_id if own_id is None or len(sources) == 1 else f"{own_id}-{number}",
            )
            for number, (source, stake) in enumerate(zip(sources, stakes, strict=True), 1)
        ]

    def _check_cells(self, line: Line) -> None:
        for column in self.table.columns:
            if not column.field:
                continue
            if column.index in line.broken:
                raise RowError(column.header, "formula", line.broken[column.index])
            text = line.cell(column.index)
            if is_ditto(text):
                raise RowError(column.header, "ditto-without-above", f"nothing stands above '{text}'")
            try:
                plain_text(text)
            except FieldError as error:
                raise RowError(column.header, error.code, str(error)) from error
        beyond = [cell for cell in line.cells[len(self.table.columns) :] if cell.strip()]
        if beyond:
            raise RowError("", "too-many-cells", f"'{beyond[0][:50]}' stands beyond the last column")

    def _companies(self, line: Line, name: str, context: str, *, several: bool) -> list[str]:
        return self.parties.read(self._cells.text(line, name), self._cells.header(name), context, several=several)

    def _values(self, line: Line, relation: Relation, stated: LineAmount) -> dict[str, Any]:
        """Return everything of a deal but its parties and its amount."""
        type_ = self._unknown_type(line)
        forms, status, said, rest = self._words(line)
        fiscal = self.options.fiscal_year
        notes = [self._cells.text(line, "note"), *rest, type_]
        read = stated.read
        notes += [read.amount.note, *stated.others]
        capacity = "; ".join(filter(None, [self._amounts.quantity(line), *stated.quantities]))
        dates = {name: self._date(line, name, fiscal) for name in _DATES}
        return {
            "deal_kind": relation.deal_kind,
            "amount_basis": read.amount.basis,
            "capacity": capacity or None,
            "term_years": figure_cells.term(self._cells.said(line, "term"), self._cells.columns("term")),
            "announced_date": dates["date"],
            "effective_date": dates["effective_date"],
            "end_date": dates["end_date"],
            "status": status,
            "status_text": said or None,
            "consideration_form": ";".join(forms) or None,
            "conditions": self._cells.text(line, "condition") or None,
            "note": "; ".join(filter(None, notes)) or None,
            "suspect": read.suspect or self._doubtful_stake(line) or doubtful_date(dates.values()) or None,
        }

    def _unknown_type(self, line: Line) -> str:
        """Return what stands for the type of the deal, where the columns say it and the word is not known."""
        text = self._cells.said(line, "type")
        if not text or relation_of(text):
            return ""
        self._warn(line, "type", f"'{text}' is no word for a type of deal that is known; kept as a note")
        return text

    def _words(self, line: Line) -> tuple[tuple[str, ...], str | None, str, tuple[str, ...]]:
        """Return the forms, the status, the words that say it, and those for forms that nobody knows."""
        form, text = self._cells.said(line, "form"), self._cells.text(line, "status")
        if text.casefold() in unspecified_words() and not any(map(status_of, text.split())):
            text = ""  # "not announced" says something of a status, though nothing of an amount
        status = status_of(text) if text else None
        if text and status is None:
            self._warn(line, "status", f"'{text}' is no word for a status that is known; kept as status_text")
        found = read_forms(form)
        if form and not text and not found.forms and (status := status_of(form)):
            # People write how firm a deal is below "form" as well.
            return (), status, form, ()
        for word in found.unknown:
            self._warn(line, "form", f"'{word}' is no word for a form that is known; kept as a note")
        return found.forms, status, text, found.unknown

    def _date(self, line: Line, name: str, fiscal: str | None) -> PartialDate | None:
        if not self._cells.columns(name):
            return None
        order = self._orders[name]
        return read_date_cell(
            self._cells.text(line, name), self._cells.header(name), order, fiscal, ends=name == "end_date"
        )

    def _doubtful_stake(self, line: Line) -> str:
        return figure_cells.doubtful_stake(self._cells.text(line, "stake"), among_fractions=self._fractions)

    def _own_id(self, line: Line) -> str | None:
        text = self._cells.text(line, "deal_id")
        if not text:
            return None
        try:
            return identifier(text)
        except FieldError as error:
            raise RowError(self._cells.header("deal_id"), error.code, str(error)) from error

    def _links(self, line: Line) -> Iterator[str]:
        for column in self._cells.columns("link"):
            yield from filter(None, _LINKS.split(line.cell(column.index)))

    def _warn(self, line: Line, name: str, what: str) -> None:
        self.warnings.append(f"line {line.number}: {self._cells.header(name)}: {what}")
