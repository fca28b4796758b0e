"""Lines beside a table that say in what its amounts are: `(단위: 억 달러)`, `All amounts in $ millions`, `USD m`.

Whatever is taken for such a line changes every figure of the table, so that nothing else may stand in it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from circflow.sheets.grids.grid import Line
from circflow.sheets.loose.units import is_sure, scale_of, together, unit_among, unit_of
from circflow.sheets.loose.words import begins_note
from circflow.text.names import name_key

_LONGEST: Final = 100
_MARK: Final = re.compile(r"^(?:[*※†‡•] ?|(?:notes?|주|注) ?: ?)")
_NAMED: Final = re.compile(
    r"(?:단위|単位|单位)(?:는|은|は)? ?[:：]? ?([^)）\]]+)|(?:\bunits?|^currency|^통화|^通貨) ?[:：] ?([^\]]+)"
)
_BEGINS: Final = re.compile(r"[(\[（]?(?:단위|単位|单位|units?) ?[:：]")
_AMOUNTS_IN: Final = re.compile(
    r"(?:.*? )??(?:amounts?|figures|values|sums|deals|investments|all)(?: are)?(?: stated| shown| given)? in (.+)"
)
_IN_BRACKETS: Final = re.compile(r".*[(\[（【](?:in )?([^()\[\]（）【】]+)[)\]）】]$")
_UNLESS: Final = re.compile(r"[,;(（]? ?(?:unless|except|if not)\b.*$| ?[(（].*$")
_FIGURE: Final = re.compile(r"[0-9]")
_FEW: Final = 3
_MARKED: Final = 4
"""How far behind a mark a unit may be named: ※ 금액 단위."""


def unit_line(line: Line) -> str | None:
    """Return the unit that a line names for a table; None when it says anything else.

    A cell that begins with the word for it may have others beside it: `単位：百万円`, `作成：山田`.
    """
    if len(line.filled) == 1:
        return unit_in(line.filled[0])
    named = [cell for cell in line.filled if _BEGINS.match(name_key(cell))]
    return unit_in(named[0]) if len(named) == 1 and len(line.filled) <= _FEW else None


def folded(lines: Iterable[Line]) -> str | None:
    """Return what such lines name together; None when they name nothing.

    Raises:
        TwoUnits: they contradict each other.
    """
    found: str | None = None
    for line in lines:
        found = together(found, unit_line(line))
    return found


@lru_cache(maxsize=10_000)
def unit_in(text: str) -> str | None:
    """Return the unit that a text names, if it is there for nothing else."""
    key = name_key(text)
    bare = _MARK.sub("", key)
    if len(key) > _LONGEST or begins_note(bare):
        return None
    if (match := _AMOUNTS_IN.fullmatch(bare)) and (unit := unit_among(_UNLESS.sub("", match[1]))):
        return unit
    if (match := _NAMED.search(bare)) and (bare == key or match.start() <= _MARKED):
        return unit_among(match[1] or match[2])
    return _alone(key) if bare == key else None


def _alone(key: str) -> str | None:
    """Return a unit that is all of a line, or stands in brackets behind a title."""
    in_brackets = key[:1] in "(（[【"
    whole = unit_of(_UNLESS.sub("", key.strip("()[]（）【】 "))) if in_brackets else unit_of(key)
    if whole and is_sure(whole) and (in_brackets or not _FIGURE.match(key)):
        return whole
    if "," in key and not _FIGURE.search(key) and all(map(unit_of, key.split(","))):
        return unit_among(key)
    # A currency alone may be said of anything there.
    match = _IN_BRACKETS.fullmatch(key)
    titled = unit_among(_UNLESS.sub("", match[1])) if match else None
    return titled if titled and scale_of(titled) > 1 and is_sure(titled) else None
