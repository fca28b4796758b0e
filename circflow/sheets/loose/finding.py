"""A grid → the tables in it: where the header is, what each column means, and which lines are no rows, with why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from circflow.sheets.grids.grid import Grid, Line
from circflow.sheets.loose.column_map import ColumnMap
from circflow.sheets.loose.header_columns import table_of
from circflow.sheets.loose.headers import meaning_of
from circflow.sheets.loose.no_row import FIGURES, why_no_row
from circflow.sheets.loose.parties import sides_of
from circflow.sheets.loose.table import AMOUNTS, Column, Found, Ignored, Table
from circflow.sheets.loose.unit_lines import folded, unit_line
from circflow.sheets.loose.units import TwoUnits, scale_of, together
from circflow.sheets.loose.words import is_ditto

_OTHER_HEADER: Final = "a header without two parties"
_LONGEST_WORD: Final = 50
_MONEY: Final = AMOUNTS | {"round_total"}


def find_tables(grid: Grid, columns: ColumnMap | None = None) -> Found:
    """Find the tables of a grid; each of its lines is a row of one, or is ignored with a reason.

    Args:
        grid: The sheet.
        columns: What its columns are, where a person says it; their headers then decide nothing by themselves.
    """
    found = Found()
    above: list[Line] = []  # what stands above the next table
    units: list[Line] = []  # lines that name a unit, until it is clear for which table
    skip, gap = 0, False
    lost = False  # below a header that is not understood
    for position, line in enumerate(grid.lines):
        if skip:
            skip -= 1
            continue
        table = found.tables[-1] if found.tables else None
        if not line.filled:
            found.ignored.append(Ignored(grid.sheet, line.number, "blank"))
            units = _left_below(table, units)
            gap = True
        elif not grid.named and unit_line(line):
            units.append(line)
            why = "a unit" if table else "above the table"
            found.ignored.append(Ignored(grid.sheet, line.number, why, line.text))
        elif header := _mapped(grid, line, columns) if columns else _header(grid, position, table):
            skip = len(header.header_lines) - 1
            _begin(found, header, units, named=grid.named)
            above, units, gap, lost = [], [], False, False
        elif table is None:
            above.append(line)
            found.ignored.append(Ignored(grid.sheet, line.number, "above the table", line.text))
        elif why := "" if grid.named else _why_ignored(table, line, gap=gap):
            lost = lost or why == _OTHER_HEADER
            found.ignored.append(Ignored(grid.sheet, line.number, why, line.text))
        else:
            # Between header and rows a unit counts for all of them; further down nobody can say for which.
            _take_units(table, units, doubtful=bool(table.rows))
            units = []
            gap = gap and _stands_apart(table, line)
            _add(table, line, apart=gap or lost)
    if found.tables:
        _take_units(found.tables[-1], units)
    else:
        found.headers = _likeliest(above)
    for each in found.tables:
        each.columns = tuple(_unnamed(each, column) for column in each.columns)
    return found


def _unnamed(table: Table, column: Column) -> Column:
    """Say of a column without a header that it is not read; the first one often counts the rows."""
    if column.header or column.field:
        return column
    cells = [cell for line in table.rows if (cell := line.cell(column.index))]
    counts = column.index == 0 and all(map(str.isdigit, cells))
    return replace(column, why="it has no header") if cells and not counts else column


def _left_below(table: Table | None, units: list[Line]) -> list[Line]:
    """Give a table the units that stand right below its rows; return what is left for the next one."""
    if table is None or not table.rows:
        return units
    _take_units(table, units)
    table.unit_below = table.unit_below or bool(units)
    return []


def _add(table: Table, line: Line, *, apart: bool) -> None:
    table.rows.append(line)
    if apart:
        table.apart.add(line.number)


def _begin(found: Found, table: Table, units: Sequence[Line], *, named: bool) -> None:
    """Take a header as the beginning of a table, or as one that is repeated."""
    last = found.tables[-1] if found.tables else None
    _take_units(table, units)
    again = (
        last is not None
        and not last.unit_below
        and (
            [column.header for column in last.columns] == [column.header for column in table.columns]
            and (not units or last.columns == table.columns)
        )
    )
    if not named:
        why = "the header again" if again else "header"
        text = " | ".join(column.header for column in table.columns if column.header)
        found.ignored += [Ignored(table.sheet, number, why, text) for number in table.header_lines]
    if not again:
        found.tables.append(table)


def _mapped(grid: Grid, line: Line, columns: ColumnMap) -> Table | None:
    """Return the table whose header is a line with all the columns that a person names; None when it is not."""
    places = columns.places(line.cells)
    if places is None:
        return None
    found = tuple(
        Column(index, " ".join(cell.split()), places[index].field, places[index].unit)
        if index in places
        else Column(index, " ".join(cell.split()))
        for index, cell in enumerate(line.cells)
    )
    return Table(grid.sheet, (line.number,), found, sides_of({column.field for column in found}))


def _take_units(table: Table, lines: Sequence[Line], *, doubtful: bool = False) -> None:
    """Give the unit of lines beside a table to those columns of amounts that do not say how many they count.

    Args:
        table: The table.
        lines: Those beside it that name a unit.
        doubtful: Whether nobody can say which rows they are meant for, so that bare figures cannot be read.
    """
    try:
        unit = folded(lines)
    except TwoUnits:
        unit, doubtful = unit_line(lines[0]), True
    if unit is not None:
        table.columns = tuple(_in_unit(column, unit, doubtful=doubtful) for column in table.columns)


def _in_unit(column: Column, unit: str, *, doubtful: bool) -> Column:
    if column.field not in _MONEY or column.doubtful:
        return column
    if column.unit and scale_of(column.unit) > 1 and not doubtful:
        return column
    try:
        both = together(column.unit, unit)
    except TwoUnits:
        return replace(column, doubtful=True)
    if both == column.unit:
        return column
    if doubtful:
        return replace(column, doubtful=True) if scale_of(unit) > 1 else column
    return replace(column, unit=both, known_as=f"{column.name} ({unit})")


def _header(grid: Grid, position: int, table: Table | None) -> Table | None:
    """Return the table whose header begins on a line; None when none does."""
    line = grid.lines[position]
    if table is not None and not _may_be_header(table, line):
        return None
    single = table_of(grid.sheet, (line,), [(cell,) for cell in line.cells])
    below = grid.lines[position + 1] if position + 1 < len(grid.lines) and not grid.named else None
    if below is None or not below.filled or unit_line(below):
        return single
    double = table_of(grid.sheet, (line, below), list(_joined(line, below)))
    alone = table_of(grid.sheet, (below,), [(cell,) for cell in below.cells])
    if double is None or _weight(double) <= _weight(single) or (single and not _goes_on(single, below)):
        return single
    # A line of groups above a header that says all by itself is no part of it.
    return None if single is None and _weight(double) <= _weight(alone) else double


def _goes_on(header: Table, below: Line) -> bool:
    """Say whether a line can be the second one of a header: it names no parties itself."""
    cells = [(column.header, below.cell(column.index)) for column in header.parties]
    return all(not cell or cell == above or meaning_of(cell) for above, cell in cells)


def _may_be_header(table: Table, line: Line) -> bool:
    """Say quickly whether a line below a header can be another one.

    Half of its cells are words for columns, or those that stand where the table above has its parties.
    """
    words = [cell for cell in line.filled if len(cell) < _LONGEST_WORD and meaning_of(cell)]
    if len(words) < 2 or any(map(is_ditto, line.filled)):  # noqa: PLR2004 - a payer and a payee
        return False
    parties = [cell for name in table.parties if (cell := line.cell(name.index))]
    return 2 * len(words) >= len(line.filled) or (len(parties) > 1 and set(parties) <= set(words))


def _why_ignored(table: Table, line: Line, *, gap: bool) -> str:
    """Say why a line below a header is no row of its table; empty when it is one."""
    words = {cell for cell in line.filled if len(cell) < _LONGEST_WORD and meaning_of(cell)}
    parties = {cell for column in table.parties if (cell := line.cell(column.index))}
    figures = any(any(map(str.isdigit, cell)) for cell in line.filled if cell not in words)
    # What follows the header of another table that nobody understands is no row of this one.
    if parties & words and not figures and (gap or (len(words) > 1 and 2 * len(words) >= len(line.filled))):
        return _OTHER_HEADER
    return why_no_row(table, line)


def _weight(table: Table | None) -> int:
    """Return how much a header says: its fields, and the units in it."""
    if table is None:
        return 0
    return len({column.field for column in table.columns if column.field}) + sum(
        1 for column in table.columns if column.unit
    )


def _joined(upper: Line, lower: Line) -> Iterator[tuple[str, ...]]:
    """Return for each column what a header of two lines can say: a cell above several stands over all of them."""
    group = ""
    for index in range(max(len(upper.cells), len(lower.cells))):
        above, below = upper.cell(index), lower.cell(index)
        group = above or (group if below else "")
        yield (below if group == below else f"{group} {below}".strip()), below, above


def _stands_apart(table: Table, line: Line) -> bool:
    """Say whether a line below a blank one is hardly a row of the table above: it fills nothing but names."""
    fields = {column.field for column in table.columns}
    if not fields & FIGURES:
        return False
    return not any(line.cell(column.index) for column in table.columns if column.field and column not in table.parties)


def _likeliest(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the cells of the line that looks most like a header."""
    best = max(
        lines[:1000],
        key=lambda line: (sum(1 for cell in line.filled if meaning_of(cell)), len(line.filled)),
        default=None,
    )
    return tuple(best.filled) if best else ()
