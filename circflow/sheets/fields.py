"""The text of one cell → its value, or the reason why not. Nothing is mended in silence."""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

from circflow.model import MAX_INTEGER, PartialDate

MAX_ID: Final = 200
_REMEMBERED: Final = 10_000
_ALL_FIT: Final = len(str(MAX_INTEGER))
"""Digits: a number with fewer fits 64 bits, whatever they are."""

_NOT_IN_ID: Final = re.compile(r"[;\n\r\t]")
_INTEGER: Final = re.compile(r"0|[1-9][0-9]*")
_NUMBER: Final = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


class FieldError(ValueError):
    """A cell that does not fit.

    Attributes:
        code: Short name of the rule, such as `not-an-integer`.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


Reader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a package file.

    Attributes:
        name: Header of the column.
        read: Text of a cell that is not empty → value; raises FieldError.
        required: Whether the column must be there and its cells filled.
        known: Words of an open list; others are kept and warned. None when any text will do.
    """

    name: str
    read: Reader
    required: bool = False
    known: frozenset[str] | None = None


def text(cell: str) -> str:
    """Read any text without control characters other than line ends and tabs."""
    if cell.isprintable():  # true of most, and quickly told
        return cell
    for char in cell:
        if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\r\t":
            raise FieldError("control-character", f"the character U+{ord(char):04X} cannot stand in text")
    return cell


def identifier(cell: str) -> str:
    """Read an id: text in composed form, without spaces at its ends and without `;`, at most 200 characters."""
    if (
        cell.isascii()
        and cell.isprintable()
        and len(cell) <= MAX_ID
        and cell[:1] != " " != cell[-1:]
        and ";" not in cell
    ):
        return cell  # true of most, and quickly told
    text(cell)
    if cell != cell.strip() or _NOT_IN_ID.search(cell):
        raise FieldError(
            "bad-id", f"'{cell}' has a space at its end, a line end, a tab or a ';', which an id cannot have"
        )
    if len(cell) > MAX_ID:
        raise FieldError("bad-id", f"an id has at most {MAX_ID} characters; this has {len(cell)}")
    if not cell.isascii() and not unicodedata.is_normalized("NFC", cell):
        raise FieldError(
            "bad-id", f"'{cell}' is not in composed Unicode form (NFC), so that it would not equal its twin"
        )
    return cell


def identifiers(cell: str) -> tuple[str, ...]:
    """Read ids joined by `;`; spaces around them do not count."""
    found = tuple(identifier(part.strip()) for part in cell.split(";") if part.strip())
    if len(set(found)) < len(found):
        raise FieldError("doubled-id", f"'{cell}' names the same id twice")
    return found


def integer(cell: str) -> int:
    """Read a non-negative integer in plain digits that fits 64 bits."""
    if cell.isascii() and cell.isdecimal() and cell[0] != "0" and len(cell) < _ALL_FIT:
        return int(cell)  # true of most, and quickly told
    if not _INTEGER.fullmatch(cell):
        raise FieldError("not-an-integer", f"'{cell}' is not a whole number in plain digits, such as 6300000000")
    value = int(cell) if len(cell) <= _ALL_FIT else MAX_INTEGER + 1
    if value > MAX_INTEGER:
        raise FieldError("too-large", f"{cell} is larger than {MAX_INTEGER}, the largest number the database holds")
    return value


def number(cell: str) -> float:
    """Read a non-negative decimal number with a point."""
    if not _NUMBER.fullmatch(cell) or len(cell) > len(str(MAX_INTEGER)):
        raise FieldError("not-a-number", f"'{cell}' is not a number such as 64.5")
    return float(cell)


def figure(cell: str) -> int | float:
    """Read a figure of a metric: an integer where it is one, else a decimal number; a flow of cash may be below 0."""
    if cell.startswith("-"):
        return -figure(cell[1:])
    return integer(cell) if _INTEGER.fullmatch(cell) else number(cell)


def percent(cell: str) -> float:
    """Read a percentage from 0 to 100."""
    value = number(cell)
    if value > 100:  # noqa: PLR2004 - percent
        raise FieldError("out-of-range", f"{cell} is more than 100 percent")
    return value


@lru_cache(_REMEMBERED)  # of millions of dates, few are different
def partial_date(cell: str) -> PartialDate:
    """Read a year, half, quarter, month or day."""
    try:
        return PartialDate.parse(cell)
    except ValueError as error:
        raise FieldError("bad-date", str(error)) from error


def yes_no(cell: str) -> bool:
    """Read `yes` or `no`."""
    if cell not in ("yes", "no"):
        raise FieldError("not-yes-or-no", f"'{cell}' is neither yes nor no")
    return cell == "yes"


def one_of(words: Collection[str]) -> Reader:
    """Return a reader of a closed list."""
    ordered = sorted(words)

    def read(cell: str) -> str:
        if cell not in words:
            near = get_close_matches(cell, ordered, n=1)
            hint = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(ordered[:16])}"
            raise FieldError("unknown-word", f"'{cell}' is not known here; {hint}")
        return cell

    return read
