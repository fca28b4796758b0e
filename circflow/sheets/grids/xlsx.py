"""A workbook of Excel → grids: values as they are stored, dates as dates, merged cells filled down."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from circflow.errors import PackageError
from circflow.sheets.grids.cell_text import value_text
from circflow.sheets.grids.grid import Grid, Line
from circflow.sheets.grids.row_numbers import in_words

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_CELLS: Final = 5_000_000
"""Cells of one sheet, blank ones too."""

_DAMAGED: Final = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    OSError,
)


def xlsx_grids(data: bytes, where: str, sheets: Sequence[str]) -> list[Grid]:
    """Read the sheets of a workbook: those that are named, or all that can be seen.

    Raises:
        PackageError: openpyxl is not installed, the workbook is damaged, or it has no such sheet.
    """
    formulas = _opened(data, where, values=False)
    pages = formulas.worksheets
    has_formulas = any(cell.data_type == "f" for page in pages for row in _rows(page, where) for cell in row)
    values = _opened(data, where, values=True) if has_formulas else formulas
    unknown = [name for name in sheets if name not in {page.title for page in pages}]
    if unknown:
        known = ", ".join(f"'{page.title}'" for page in pages)
        raise PackageError(f"it has no sheet '{unknown[0]}'", where=where, hint=f"Its sheets are {known}.")
    return [_grid(page, values[page.title], where, sheets) for page in pages if not sheets or page.title in sheets]


def _opened(data: bytes, where: str, *, values: bool) -> "Workbook":
    try:
        import openpyxl  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise PackageError(
            "reading workbooks needs openpyxl", where=where, hint="Install it: pip install 'circflow[xlsx]'"
        ) from error
    try:
        with warnings.catch_warnings():
            # It warns of what it does not keep when it writes: styles, validations, extensions.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), data_only=values)
    except _DAMAGED as error:
        raise PackageError(f"the workbook is damaged: {error}", where=where) from error


def _grid(page: "Worksheet", values: Any, where: str, sheets: Sequence[str]) -> Grid:  # noqa: ANN401 - a worksheet
    if page.sheet_state != "visible" and page.title not in sheets:
        return Grid(page.title, (), (f"the sheet is hidden and was not read; --sheet '{page.title}' reads it",))
    hidden = [number for number, row in page.row_dimensions.items() if row.hidden and number <= page.max_row]
    columns = sorted(name for name, column in page.column_dimensions.items() if column.hidden)
    remarks = []
    if hidden:
        remarks.append(f"the hidden rows {in_words(sorted(hidden))} were read too")
    if columns:
        remarks.append(f"the hidden columns {', '.join(columns)} were read too")
    return Grid(page.title, list(_lines(page, values, where)), tuple(remarks))


def _rows(page: "Worksheet", where: str) -> Iterator[tuple[Any, ...]]:
    if page.max_row * page.max_column > MAX_CELLS:
        raise PackageError(
            f"the sheet has {page.max_row:,} rows and {page.max_column:,} columns",
            where=f"{where}: {page.title}",
            hint="Delete the rows and columns without content, or save it as .csv.",
        )
    yield from page.iter_rows()


def _lines(page: "Worksheet", values: Any, where: str) -> Iterator[Line]:  # noqa: ANN401 - a worksheet
    origins = {
        (row, merged.min_col): merged.min_row
        for merged in page.merged_cells.ranges
        if merged.max_row > merged.min_row
        for row in range(merged.min_row, merged.max_row + 1)
    }
    for cells in _rows(page, where):
        broken: dict[int, str] = {}
        texts: list[str] = []
        merged: set[int] = set()
        for cell in cells:
            row = origins.get((cell.row, cell.column), cell.row)
            if (cell.row, cell.column) in origins:
                merged.add(len(texts))
            origin, stored = page.cell(row, cell.column), values.cell(row, cell.column)
            text = value_text(stored.value, stored.number_format)
            if origin.data_type == "f" and stored.value is None:
                broken[len(texts)] = f"the formula {str(origin.value)[:60]} has no stored value"
            elif stored.data_type == "e":
                broken[len(texts)] = f"the cell holds the error {text}"
            texts.append(text)
        yield Line(cells[0].row, tuple(texts), broken=broken, merged=merged)
