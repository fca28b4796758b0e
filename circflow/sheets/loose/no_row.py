"""Why a line below a header is no row: a sum, a note, a remark that stands alone."""

import re
from typing import Final

from circflow.sheets.grids.grid import Line
from circflow.sheets.loose.sum_words import begins_total, is_surely_total, is_total, summed_up
from circflow.sheets.loose.sums import adds_up, names_above
from circflow.sheets.loose.table import AMOUNTS, Column, Table
from circflow.sheets.loose.words import begins_note, is_about_sheet
from circflow.text.names import name_key

FIGURES: Final = AMOUNTS | {"date", "stake", "type", "status", "currency"}
"""Fields that say something of a deal beside who its parties are."""

_WORDS: Final = frozenset({"note", "quote", "link", "condition", "form"})
"""Fields whose cells may begin as they like."""

_SIGNS: Final = ("*", "※", "†", "‡", "•", "#")
_NUMBER: Final = re.compile(r"[#*] ?[0-9]+")
_HEADS: Final = re.compile(r"(?:注|주\)|出典|출처|資料)(?![^\W\d_])")
_COUNT: Final = re.compile(r"\(?[0-9][0-9,.]* ?(?:deals?|rows?|items?|companies|transactions|[건개사件社])?\)?")
_NUMBERED: Final = re.compile(r"(?:note|주|注) ?[0-9]{1,2}\)")


def why_no_row(table: Table, line: Line) -> str:
    """Say why a line below a header is no row; empty when it is one."""
    first = next((column for column in table.columns if line.cell(column.index)), None)
    parties = [cell for column in table.parties if (cell := line.cell(column.index))]
    if _is_sum(table, line, first, parties):
        return "a line of sums"
    if _is_note(table, line, first, both=len(parties) > 1):
        return "a note"
    if len(line.filled) == 1 and not (first is not None and first.field in FIGURES):
        return "one cell alone, so a note"
    return ""


def _is_sum(table: Table, line: Line, first: Column | None, parties: list[str]) -> bool:
    """Say whether a party, or what stands before them, is a word for sums, and nobody else is a party beside it."""
    if any(map(is_surely_total, parties)):
        return True
    begins = line.filled[0] if first is None or first.field not in {*AMOUNTS, *_WORDS} else ""
    counts = [party for party in parties if _COUNT.fullmatch(party)]
    if counts and begins_total(begins):
        return len(parties) - len(counts) <= (begins in parties)
    if begins in parties and (what := summed_up(begins)) and names_above(table, what):
        return True
    if not any(map(is_total, parties)):
        return is_total(begins) and len(parties) < 2  # noqa: PLR2004 - a payer and a payee
    others = [party for party in parties if not is_total(party) and party not in counts]
    # A company is called Total, but hardly one that pays what all the others above it pay.
    return not others or (is_total(begins) and adds_up(table, line))


def _is_note(table: Table, line: Line, first: Column | None, *, both: bool) -> bool:
    text = line.filled[0]
    key = name_key(text)
    if first is not None and first.field in _WORDS:
        return False
    if begins_note(text) or is_about_sheet(text):
        return first is None or first in table.parties or not both
    others = [column for column in table.columns if column != first and line.cell(column.index)]
    if any(column.field in FIGURES for column in others) or (both and (_NUMBER.fullmatch(key) or _more(table, others))):
        return False  # a row with a mark: *Nvidia, #1
    return bool(text.startswith(_SIGNS) or _NUMBERED.match(key) or (not both and _HEADS.match(key)))


def _more(table: Table, filled: list[Column]) -> bool:
    return any(column.field and column not in table.parties for column in filled)
