"""Lines beside a table that say in what its amounts are: `(단위: 억 달러)`, `All amounts in $ millions`, `USD m`.

Whatever is taken for such a line changes every figure of the table, so that nothing else may stand in it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from circflow.sheets.grids.grid import Line
from circflow.sheets.loose.units import is_sure, scale_of, together, unit_among, unit_of
from circflow.text.names import name_key

_LONGEST: Final = 100
_NAMED: Final = re.compile(r"(?:단위|単位|单位|\bunits?|^currency|^통화|^通貨) ?[:：]? *([^)）\]]+)")
_AMOUNTS_IN: Final = re.compile(
    r"(?:notes?: )?(?:all )?(?:the )?(?:amounts?|figures|values|sums|deals)(?: are)?(?: stated| shown| given)? in (.+)"
)
_IN_BRACKETS: Final = re.compile(r".*[(\[（【](?:in )?([^()\[\]（）【】]+)[)\]）】]$")
_NOTE: Final = re.compile(
    r"[*※†‡•#]|(?:notes?|sources?|주|주석|참고|비고|출처|자료|注|注記|備考|出典|出所|資料) ?[0-9]*\)? ?:"
)
_UNLESS: Final = re.compile(r"[,;(（]? ?(?:unless|except|if not)\b.*$| ?[(（].*$")


def unit_line(line: Line) -> str | None:
    """Return the unit that a line names for a table; None when it says anything else."""
    return unit_in(line.filled[0]) if len(line.filled) == 1 else None


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
    if len(key) > _LONGEST:
        return None
    if match := _AMOUNTS_IN.fullmatch(key):
        return unit_among(_UNLESS.sub("", match[1]))
    if _NOTE.match(key):
        return None
    if match := _NAMED.search(key):
        return unit_among(match[1])
    whole = unit_of(_UNLESS.sub("", key.strip("()[]（）【】 "))) if key[:1] in "(（[【" else unit_of(key)
    if whole and is_sure(whole):
        return whole
    # A title with a unit behind it. A currency alone may be said of anything there.
    match = _IN_BRACKETS.fullmatch(key)
    titled = unit_of(_UNLESS.sub("", match[1])) if match else None
    return titled if titled and scale_of(titled) > 1 and is_sure(titled) else None
