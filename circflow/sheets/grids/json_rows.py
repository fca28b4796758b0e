"""JSON, an array of objects or one object a line → a grid; numbers stay as they are written."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from circflow.errors import PackageError
from circflow.sheets.grids.encoding import decoded
from circflow.sheets.grids.grid import Grid, Line

LOOKS_LIKE: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*[\[{\]]|\{\s*[\"}])")
"""How JSON begins, and hardly any other sheet."""

_SPACE: Final = re.compile(r"[\s]*")
_BETWEEN: Final = re.compile(r"\s*,?\s*")
_HINT: Final = "It is read as an array of objects, or as one object a line."


def json_grid(data: bytes, where: str, encoding: str | None = None) -> Grid:
    """Read rows of JSON.

    Raises:
        PackageError: it is not JSON, or no rows of named values; the message names the line.
    """
    found = decoded(data, where, encoding)
    text = found.text
    rows = list(_objects(text, where))
    names = list(dict.fromkeys(name for _, row in rows for name in row))
    lines = [Line(0, tuple(names))]
    lines += [Line(number, tuple(_cell(row.get(name)) for name in names)) for number, row in rows]
    return Grid("", lines if rows else [], named=True)


def _objects(text: str, where: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a text with the line on which each begins."""
    decoder = json.JSONDecoder(object_pairs_hook=_once, parse_float=str, parse_int=str, parse_constant=_no_number)
    start = _end(_SPACE, text, 0)
    array = text.startswith("[", start)
    at = _end(_SPACE, text, start + 1) if array else start
    counted, line = 0, 1
    while at < len(text) and not (array and text[at] == "]"):
        line, counted = line + text.count("\n", counted, at), at
        try:
            row, end = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise PackageError(f"it is not JSON: {error.msg}", where=f"{where}:{error.lineno}", hint=_HINT) from error
        except (ValueError, RecursionError) as error:
            reason = str(error) if isinstance(error, ValueError) else "it is nested too deeply"
            raise PackageError(reason, where=f"{where}:{line}", hint=_HINT) from error
        if not isinstance(row, dict):
            raise PackageError("a row is no object with names and values", where=f"{where}:{line}", hint=_HINT)
        yield line, row
        after = _end(_BETWEEN, text, end)
        if array and "," not in text[end:after] and text[after : after + 1] != "]":
            raise PackageError("it is not JSON: the array is not closed", where=f"{where}:{line}", hint=_HINT)
        at = after
    if array and (at >= len(text) or text[at + 1 :].strip()):
        raise PackageError("it is not JSON: the array is not closed, or something follows it", where=where, hint=_HINT)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        names = [name for name, _ in pairs]
        doubled = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name '{doubled}' stands twice in one object")
    return row


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON")


def _cell(value: object) -> str:
    """Return the text of a value; of objects that have a name, their names."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    named = [_name(one) for one in (value if isinstance(value, list) else [value])]
    return "; ".join(named) if named and all(named) else json.dumps(value, ensure_ascii=False)


def _name(value: object) -> str:
    name = value.get("name") if isinstance(value, dict) else None
    return name if isinstance(name, str) else ""
