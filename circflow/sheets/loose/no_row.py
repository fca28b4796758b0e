"""Why a line below a header is no row: a sum, a note, a remark that stands alone."""

import re
from typing import Final

from circflow.sheets.grids.grid import Line
from circflow.sheets.loose.table import AMOUNTS, Table
from circflow.sheets.loose.words import is_total
from circflow.text.names import name_key

FIGURES: Final = AMOUNTS | {"date", "stake", "type", "status", "currency"}
"""Fields that say something of a deal beside who its parties are."""

_SIGNS: Final = ("*", "※", "†", "‡", "•", "#")
_NUMBER: Final = re.compile(r"# ?[0-9]+")
_WORDS: Final = ("注", "주)", "出典", "출처", "資料")
# No company is called so, whatever a comma put into the next cell.
_BEGINS: Final = re.compile(
    r"(?:notes?|sources?|remarks?|주|주석|참고|비고|출처|자료|注|注記|備考|出典|出所|資料) ?[0-9]*\)? ?:"
    r"|(?:note|주|注) ?[0-9]{1,2}\)"
)


def why_no_row(table: Table, line: Line) -> str:
    """Say why a line below a header is no row; empty when it is one."""
    filled = line.filled
    parties = [cell for column in table.parties if (cell := line.cell(column.index))]
    both = len(parties) > 1
    if any(map(is_total, filled[:3])) and not (both and not any(map(is_total, parties))):
        return "a line of sums"
    if _is_note(table, line, both=both):
        return "a note"
    if len(filled) == 1 and not _figures(table, line):
        return "one cell alone, so a note"
    return ""


def _is_note(table: Table, line: Line, *, both: bool) -> bool:
    text = line.filled[0]
    first = name_key(text)
    column = next((column for column in table.columns if line.cell(column.index)), None)
    among_parties = column is None or column in table.parties
    if column is not None and column.field and not among_parties:
        return False  # a cell for notes may begin as it likes
    if _BEGINS.match(first):
        return among_parties or not both
    if both and (_figures(table, line) or _NUMBER.fullmatch(first)):
        return False  # a row with a mark: *Nvidia, #1
    return text.startswith(_SIGNS) or (not both and first.startswith(_WORDS))


def _figures(table: Table, line: Line) -> bool:
    return any(line.cell(column.index) for column in table.columns if column.field in FIGURES)
