"""What a line says in the columns of a field."""

from collections.abc import Iterable, Sequence

from circflow.sheets.grids.grid import Line
from circflow.sheets.loose.table import Column
from circflow.text.tables import unspecified_words


class Cells:
    """The columns of a table that are read, by field."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self._by_field: dict[str, list[Column]] = {}
        for column in columns:
            if column.field:
                self._by_field.setdefault(column.field, []).append(column)

    def columns(self, name: str) -> Sequence[Column]:
        """Return the columns of a field, from left to right; none when the table has none."""
        return self._by_field.get(name, ())

    def header(self, name: str) -> str:
        """Return the first header of a field, as written; empty when the table has none."""
        columns = self.columns(name)
        return columns[0].header if columns else ""

    def text(self, line: Line, name: str) -> str:
        """Return the cells of a field; empty when the table has none."""
        return "; ".join(filter(None, (line.cell(column.index) for column in self.columns(name))))

    def said(self, line: Line, name: str) -> str:
        """Return the cells of a field; empty also when they say that nobody knows."""
        text = self.text(line, name)
        return "" if text.casefold() in unspecified_words() else text
