r"""Values as JSON that is exact and safe to print.

Dates are ISO texts, integers have all their digits, letters of any script stand as they are. Characters that a terminal
would obey or that turn the reading direction are written as `\u009b`, which every reader turns back. What JSON has no
word for, NaN and the infinities, becomes null.
"""

import json
import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

# JSON itself escapes what is below U+0020. Lone surrogates cannot be written as UTF-8 at all.
_TO_ESCAPE: Final = re.compile(
    "[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def json_text(value: object) -> str:
    """Return the value as one line of JSON.

    Args:
        value: What a cell, a parameter or a record can hold.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain)
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False, allow_nan=False, default=_plain)
    return _TO_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever json knows
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"a value of type {type(value).__name__} has no place in an answer")


def _finite(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value
