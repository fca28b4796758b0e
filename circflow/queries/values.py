"""Values of parameters: from Python or from the command line, read by the same code.

Each function returns the value as it is sent, or raises ValueError with the end of a sentence that starts with the
parameter's name, such as "must be a whole number, and 'x' is none".
"""

import math
import operator
import os
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

Value = int | float | str | bool | date | list[Any] | None
"""What a parameter can be; a list is of texts, or of rows of exchange rates."""

SMALLEST: Final = -(2**63)
LARGEST: Final = 2**63 - 1

_WHOLE: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YES: Final = frozenset({"true", "yes", "on", "1"})
_NO: Final = frozenset({"false", "no", "off", "0"})
_LONGEST_SHOWN: Final = 60


def shown(value: object) -> str:
    """Return a value as an error shows it: quoted, and not too long."""
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def integer(value: object) -> int:
    """Read a whole number of at most 64 bits, which is what Neo4j holds."""
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        # Python refuses to read some thousand digits; no number of more than twenty fits anyway.
        digits = value.lstrip("+-").lstrip("0")
        number = int(value) if len(digits) <= len(str(LARGEST)) else LARGEST + 1
    elif isinstance(value, (str, bool)):
        raise ValueError(f"must be a whole number, and {shown(value)} is none")
    else:
        try:
            number = operator.index(value)  # type: ignore[arg-type]  # takes numpy's integers, refuses all else
        except TypeError:
            raise ValueError(f"must be a whole number, and {shown(value)} is none") from None
    if not SMALLEST <= number <= LARGEST:
        raise ValueError("does not fit into the 64 bits of a Neo4j integer")
    return number


def number(value: object) -> float:
    """Read a finite number."""
    fits = not isinstance(value, bool) and (not isinstance(value, str) or _DECIMAL.fullmatch(value))
    try:
        read = float(value) if fits else math.nan  # type: ignore[arg-type]  # anything that knows how to become one
    except (TypeError, ValueError, OverflowError):
        read = math.nan
    if not math.isfinite(read):
        raise ValueError(f"must be a number, and {shown(value)} is none")
    return read


def day(value: object) -> date:
    """Read a date: a `datetime.date`, or text such as 2025-09-30."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"must be a date, and {value} is not in the calendar") from None
    raise ValueError(f"must be a date such as 2025-09-30, and {shown(value)} is none")


def boolean(value: object) -> bool:
    """Read a yes or no."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.casefold() in _YES | _NO:
        return value.casefold() in _YES
    raise ValueError(f"must be true or false, and {shown(value)} is neither")


def string(value: object) -> str:
    """Read a text that UTF-8 can write."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ValueError(f"must be a text in UTF-8, and {shown(value)} holds other bytes") from None
        return value
    raise ValueError(f"must be a text, and {shown(value)} is none")


def rates(value: object) -> str | list[dict[str, str]]:
    """Read exchange rates: the path of a csv file, or its rows. What a row says is looked at where it is used."""
    if isinstance(value, os.PathLike):
        return string(os.fspath(value))
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping)):
        rows = list(value)
        if not all(isinstance(row, Mapping) for row in rows):
            raise ValueError("must be the path of a csv file, or its rows as mappings of column to value")
        return [{str(key): "" if cell is None else str(cell) for key, cell in row.items()} for row in rows]
    return string(value)


def share_of(value: object) -> str:
    """Read `NAME=SHARE`, a share from 0 to 1."""
    text = string(value)
    name, sign, share = text.rpartition("=")
    if not sign or not name.strip() or not _DECIMAL.fullmatch(share):
        raise ValueError(f"must be NAME=SHARE such as openai=0.5, and {shown(text)} is not")
    if not 0 <= float(share) <= 1:
        raise ValueError(f"must be a share from 0 to 1, and {share} of {name.strip()} is not")
    return f"{name.strip()}={share}"


def items(value: object, read: Callable[[object], str]) -> list[str]:
    """Read a list of texts. One text alone is a list of one: nothing is ever split at commas.

    Args:
        value: A text, or anything that gives texts one by one.
        read: Reads one of them.
    """
    if isinstance(value, str):
        return [read(value)]
    if isinstance(value, (set, frozenset)):
        # A set has no order of its own; sorted, the same call is the same record.
        return [read(item) for item in sorted(value, key=str)]
    if isinstance(value, Iterable) and not isinstance(value, (bytes, Mapping)):
        return [read(item) for item in value]
    raise ValueError(f"must be a list of texts, and {shown(value)} is none")
