"""The words of this room are data: small csv tables beside this file, which anybody can add a line to."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent

Row = dict[str, str]


@cache
def table(name: str) -> Sequence[Row]:
    """Return the rows of a table, by the name of its file without the ending."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def unspecified_words() -> frozenset[str]:
    """Return, folded, what people write where they do not know or do not say: undisclosed, 비공개, 非公表."""
    return frozenset(row["word"].casefold() for row in table("unspecified_words"))
