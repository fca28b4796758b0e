"""A grid → the tables in it: where the header is, what each column means, and which lines are no rows, with why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from circflow.sheets.columns import DEALS
from circflow.sheets.grids.grid import Grid, Line
from circflow.sheets.loose.column_map import ColumnMap
from circflow.sheets.loose.headers import Meaning, meaning_of, unit_in
from circflow.sheets.loose.parties import sides_of
from circflow.sheets.loose.table import Column, Found, Ignored, Table
from circflow.sheets.loose.words import is_ditto, is_total

_MANY_FIELDS: Final = frozenset({"amount", "note", "link", "condition", "quote"})
"""Fields that several columns may have together."""

_AMOUNTS: Final = frozenset({"amount", "amount_low", "amount_high"})
_FIGURES: Final = _AMOUNTS | {"date", "stake", "type", "status", "currency"}
_NOTE_SIGNS: Final = ("*", "※", "†", "•", "#")
_NOTE_WORDS: Final = ("注", "주)", "주:", "note:", "notes:", "source:", "sources:", "출처", "資料", "자료:", "出典")
_TITLE_LINES: Final = 50


def find_tables(grid: Grid, columns: ColumnMap | None = None) -> Found:
    """Find the tables of a grid; each of its lines is a row of one, or is ignored with a reason.

    Args:
        grid: The sheet.
        columns: What its columns are, where a person says it; their headers then decide nothing by themselves.
    """
    found = Found()
    above: list[Line] = []
    skip, gap = 0, False
    for position, line in enumerate(grid.lines):
        if skip:
            skip -= 1
            continue
        table = found.tables[-1] if found.tables else None
        if not line.filled:
            found.ignored.append(Ignored(grid.sheet, line.number, "blank"))
            gap = True
        elif header := _mapped(grid, line, columns) if columns else _header(grid, position, table):
            skip = len(header.header_lines) - 1
            _begin(found, header, above, named=grid.named)
            above, gap = [], False
        elif table is None:
            above.append(line)
            found.ignored.append(Ignored(grid.sheet, line.number, "above the table", line.text))
        elif why := "" if grid.named else _why_no_row(table, line):
            found.ignored.append(Ignored(grid.sheet, line.number, why, line.text))
        else:
            table.rows.append(line)
            gap = gap and _stands_apart(table, line)
            if gap:
                table.apart.add(line.number)
    if not found.tables:
        found.headers = _likeliest(above)
    return found


def _begin(found: Found, table: Table, above: Sequence[Line], *, named: bool) -> None:
    """Take a header as the beginning of a table, or as one that is repeated."""
    last = found.tables[-1] if found.tables else None
    again = last is not None and [column.header for column in last.columns] == [
        column.header for column in table.columns
    ]
    if not named:
        why = "the header again" if again else "header"
        text = " | ".join(column.header for column in table.columns if column.header)
        found.ignored += [Ignored(table.sheet, number, why, text) for number in table.header_lines]
    if not again:
        table.columns = _with_unit(table.columns, above)
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


def _with_unit(columns: tuple[Column, ...], above: Sequence[Line]) -> tuple[Column, ...]:
    """Give the unit that stands above a table to those columns of amounts that name none."""
    units = [unit for line in above[-_TITLE_LINES:] for cell in line.filled if (unit := unit_in(cell))]
    if not units:
        return columns
    return tuple(
        replace(column, unit=units[-1], known_as=f"{column.name} ({units[-1]})")
        if column.field in _AMOUNTS and column.unit is None and not column.doubtful
        else column
        for column in columns
    )


def _header(grid: Grid, position: int, table: Table | None) -> Table | None:
    """Return the table whose header begins on a line; None when none does."""
    line = grid.lines[position]
    if table is not None and not _may_be_header(line):
        return None
    single = _table(grid.sheet, (line,), [(cell,) for cell in line.cells])
    below = grid.lines[position + 1] if position + 1 < len(grid.lines) and not grid.named else None
    if below is None or not below.filled:
        return single
    double = _table(grid.sheet, (line, below), list(_joined(line, below)))
    alone = _table(grid.sheet, (below,), [(cell,) for cell in below.cells])
    if double is None or _weight(double) <= _weight(single) or (single and not _goes_on(single, below)):
        return single
    # A line of groups above a header that says all by itself is no part of it.
    return None if single is None and _weight(double) <= _weight(alone) else double


def _goes_on(header: Table, below: Line) -> bool:
    """Say whether a line can be the second one of a header: it names no parties itself."""
    parties = [column for side in header.sides for name in side.fields for column in header.of(name)]
    cells = [(column.header, below.cell(column.index)) for column in parties]
    return all(not cell or cell == above or meaning_of(cell) for above, cell in cells)


def _may_be_header(line: Line) -> bool:
    """Say quickly whether a line below a header can be another one: half of its cells are words for columns."""
    words = [cell for cell in line.filled if len(cell) < _TITLE_LINES and meaning_of(cell)]
    return len(words) > 1 and 2 * len(words) >= len(line.filled) and not any(map(is_ditto, line.filled))


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


def _table(sheet: str, lines: Sequence[Line], texts: Sequence[tuple[str, ...]]) -> Table | None:
    columns: list[Column] = []
    taken: set[str] = set()
    for index, ways in enumerate(texts):
        header = " ".join(ways[0].split())
        telling = next((way for way in ways if meaning_of(way)), "")
        column = _column(index, header, meaning_of(telling), taken)
        columns.append(replace(column, known_as=telling) if telling not in ("", ways[0]) else column)
    columns = _source_as_payer(columns)
    sides = sides_of({column.field for column in columns})
    if not sides:
        return None
    return Table(sheet, tuple(line.number for line in lines), tuple(columns), sides)


def _column(index: int, header: str, meaning: Meaning | None, taken: set[str]) -> Column:
    if not header or header.startswith(DEALS.extra):
        return Column(index, header)
    if meaning is None:
        unit = unit_in(f"({header.rpartition('(')[2].rstrip(')')})")
        return Column(index, header, why="not known" + (", though it names a unit of money" if unit else ""))
    if meaning.field == "number":
        return Column(index, header, why="counts the rows")
    if meaning.field in taken and meaning.field not in _MANY_FIELDS:
        return Column(index, header, why=f"a second column for {meaning.field.replace('_', ' ')}")
    taken.add(meaning.field)
    return Column(index, header, meaning.field, meaning.unit, meaning.doubtful)


def _source_as_payer(columns: list[Column]) -> list[Column]:
    """Take a column `source` beside `target` as the party that pays, when no other column can be that."""
    fields = {column.field for column in columns}
    if "payee" not in fields or fields & {"payer", "investor", "customer", "parent", "company"}:
        return columns
    return [
        Column(column.index, column.header, "payer") if column.header.lower() == "source" else column
        for column in columns
    ]


def _why_no_row(table: Table, line: Line) -> str:
    """Say why a line below a header is no row; empty when it is one."""
    filled = line.filled
    parties = [line.cell(column.index) for side in table.sides for name in side.fields for column in table.of(name)]
    both = len([cell for cell in parties if cell]) > 1
    if any(map(is_total, filled[:3])) and not (both and not any(map(is_total, parties))):
        return "a line of sums"
    if filled[0].startswith(_NOTE_SIGNS) or (not both and filled[0].lower().startswith(_NOTE_WORDS)):
        return "a note"
    if len(filled) == 1 and not any(line.cell(column.index) for column in table.columns if column.field in _FIGURES):
        return "one cell alone, so a note"
    return ""


def _stands_apart(table: Table, line: Line) -> bool:
    """Say whether a line below a blank one is hardly a row of the table above: it fills nothing but names."""
    fields = {column.field for column in table.columns}
    if not fields & _FIGURES:
        return False
    parties = {name for side in table.sides for name in side.fields}
    return not any(line.cell(column.index) for column in table.columns if column.field and column.field not in parties)


def _likeliest(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the cells of the line that looks most like a header."""
    best = max(
        lines[:1000],
        key=lambda line: (sum(1 for cell in line.filled if meaning_of(cell)), len(line.filled)),
        default=None,
    )
    return tuple(best.filled) if best else ()
