"""Words for sums: which cells begin a line that sums up those above it, and what it sums up."""

import re
from functools import cache

from circflow.sheets.loose.words import any_of, key_of


def is_total(text: str) -> bool:
    """Say whether a cell begins a line of sums: `Total`, `합계(3건)`, `Grand total 2025`, `엔비디아 소계`."""
    return _sums().fullmatch(key_of(text).rstrip(" :.")) is not None


def is_surely_total(text: str) -> bool:
    """Say whether a cell is a word for sums that no company is called by: 합계, `Grand total (3)`, but not `Total`."""
    return _sure_sums().fullmatch(key_of(text).rstrip(" :.")) is not None


def summed_up(text: str) -> str:
    """Return the key of what a cell sums up: nvidia, in `Nvidia (total)` and `Total Nvidia`; empty for nothing."""
    match = _summed_up().fullmatch(key_of(text))
    return (match["before"] or match["behind"]) if match else ""


def begins_total(text: str) -> bool:
    """Say whether a cell begins with a word for sums, or is one: `Total Samsung`."""
    return _heads_of_sums().match(key_of(text)) is not None


@cache
def _sums() -> re.Pattern[str]:
    alone, beside = any_of("total"), any_of("sum")
    # `Total` alone may begin the name of a company; what is counted stands behind it, and what is summed up before it.
    counted = (
        r"[:(\[0-9].*|(?:of|for|in|deals?|amounts?|value|investments?|invested|purchases?|funding|commitments?)\b.*"
    )
    return re.compile(
        rf"(?:{alone})(?: ?(?:{counted}))?|.+[ (](?:{alone})\)?|(?:.*[ (])?(?:{beside})\)?(?:[ :(\[0-9].*)?"
    )


@cache
def _sure_sums() -> re.Pattern[str]:
    return re.compile(rf"(?:.*[ (])?(?:{any_of('sum')})\)?(?: ?[:(\[0-9].*)?")


@cache
def _heads_of_sums() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('total', 'sum')})(?![^\W_])")


@cache
def _summed_up() -> re.Pattern[str]:
    total = any_of("total", "sum")
    return re.compile(rf"(?P<before>.+?)[ :(]+(?:{total})\)?|(?:{total})[ :(]+(?P<behind>.+?)\)?")
