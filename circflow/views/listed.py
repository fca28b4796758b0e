"""Lists in one cell, for csv and workbooks.

- Items are joined with `;`, the items of an inner list with `+`: `D-006a+D-006b;D-007`.
- A list that this form could not give back (an empty one, one with an empty or missing item, with a `;` inside an item,
  with a `+` inside an item of an inner list, with a first item that begins with `[`, or with lists three deep) is JSON
  instead. JSON begins with `[`, the other form never does, so that a reader can always tell them apart.
"""

import math
from collections.abc import Callable
from datetime import date
from typing import Final

from circflow.views.json_text import json_text

_OUTER: Final = ";"
_INNER: Final = "+"


def scalar_text(value: object) -> str:
    """Return one value as text: ISO dates, `true` and `false`, all digits of an integer, nothing for None and NaN."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def list_text(values: list[object] | tuple[object, ...], harmless: Callable[[str], str] = str) -> str:
    """Return a list as the text of one cell.

    Args:
        values: Items; lists of lists too.
        harmless: Applied to each text inside it.
    """
    joined = _joined(values, harmless)
    return json_text(values) if joined is None else joined


def _joined(values: object, harmless: Callable[[str], str], separators: str = _OUTER + _INNER) -> str | None:
    """Return the joined form, or None when it could not be read back."""
    if not isinstance(values, list | tuple) or not values or not separators:
        return None
    nested = any(isinstance(value, list | tuple) for value in values)
    parts = []
    for value in values:
        if nested:
            part = _joined(value, harmless, separators[1:])
        else:
            text = scalar_text(value)
            forbidden = any(separator in text for separator in (_OUTER, separators[0]))
            part = None if not text or forbidden else harmless(text) if isinstance(value, str) else text
        if part is None:
            return None
        parts.append(part)
    joined = separators[0].join(parts)
    return None if joined.startswith("[") else joined
