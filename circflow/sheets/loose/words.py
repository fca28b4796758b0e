"""The words of sheets are data: small csv tables beside this file, which anybody can add a line to."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from circflow.text.names import name_key

_FOLDER: Final = Path(__file__).parent


class Relation(NamedTuple):
    """What the word of a type column says.

    Attributes:
        relationship: One of `RELATIONSHIPS`.
        turned: Whether the party that is named first is the one that is paid: "sells to".
        deal_kind: Kind of deal inside the type; None when the word says none.
    """

    relationship: str
    turned: bool = False
    deal_kind: str | None = None


def relation_of(text: str) -> Relation | None:
    """Return what a word for the type of a deal says; None when it is not known."""
    return _relations().get(_key(text))


def is_total(text: str) -> bool:
    """Say whether a cell begins a line of sums: `Total`, `합계(3건)`, `Grand total 2025`, `엔비디아 소계`."""
    return _sums().fullmatch(_key(text).rstrip(" :.")) is not None


def begins_note(text: str) -> bool:
    """Say whether a text begins as no name does: `Note: …`, `출처: …`, `注：…`."""
    return _notes().match(_key(text)) is not None


def is_ditto(text: str) -> bool:
    """Say whether a cell stands for the one above it."""
    return _meanings("row_words", "role").get(_key(text)) == "ditto"


@cache
def header_words() -> Mapping[str, str]:
    """Return the field that each word for a column means."""
    return _meanings("header_words", "field")


def header_rank(key: str) -> int:
    """Return how surely a word means its field: 0, or more where it means it only if no other column does."""
    return _ranks().get(key, 0)


def header_kind(key: str) -> str | None:
    """Return the kind of deal that a word for a party says by itself: a lender gives a loan."""
    return _kinds().get(key)


@cache
def _kinds() -> Mapping[str, str]:
    return {_key(row["word"]): row["deal_kind"] for row in _table("header_words") if row["deal_kind"]}


@cache
def _ranks() -> Mapping[str, int]:
    return {_key(row["word"]): int(row["rank"]) for row in _table("header_words") if row["rank"]}


def _key(text: str) -> str:
    return name_key(text).replace("_", " ")


@cache
def _relations() -> Mapping[str, Relation]:
    return {
        _key(row["word"]): Relation(row["relationship"], row["turned"] == "yes", row["deal_kind"] or None)
        for row in _table("relation_words")
    }


@cache
def _meanings(name: str, column: str) -> Mapping[str, str]:
    return {_key(row["word"]): row[column] for row in _table(name)}


@cache
def _sums() -> re.Pattern[str]:
    alone, beside = _any_of("total"), _any_of("sum")
    # `Total` alone may begin the name of a company; what is counted stands behind it.
    counted = r"[:(\[0-9].*|(?:of|for|in|deals?|amounts?|value)\b.*"
    return re.compile(rf"(?:{alone})(?: ?(?:{counted}))?|(?:.* )?(?:{beside})(?:[ :(\[0-9].*)?")


@cache
def _notes() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of('note')}) ?[0-9]*\)? ?:")


def _any_of(role: str) -> str:
    words = (word for word, meant in _meanings("row_words", "role").items() if meant == role)
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _table(name: str) -> list[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
