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
    return _relations().get(key_of(text))


def ends_deal(text: str) -> bool:
    """Say whether a word for the type of a deal ends a stake or a loan: `exit`, 지분매각, 償還.

    売却 and 매각 are sales of goods as well; below columns of investors they are none.
    """
    return _meanings("row_words", "role").get(key_of(text)) == "ending"


def tells_of_end(text: str) -> bool:
    """Say whether a remark begins or ends with such a word: `early redemption`, `repayment of loan`, 일부 상환."""
    return _endings().fullmatch(key_of(text)) is not None


def is_about_sheet(text: str) -> bool:
    """Say whether a cell begins what is said about the sheet itself: `Prepared by`, 작성일, `更新日: 2025-10-01`."""
    return _about().fullmatch(key_of(text)) is not None


def begins_note(text: str) -> bool:
    """Say whether a text begins as no name does: `Note: …`, `출처: …`, `注：…`."""
    return _notes().match(key_of(text)) is not None


def is_ditto(text: str) -> bool:
    """Say whether a cell stands for the one above it."""
    return _meanings("row_words", "role").get(key_of(text)) == "ditto"


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


def key_of(text: str) -> str:
    """Return a cell as the tables are looked up."""
    return name_key(text).replace("_", " ")


def any_of(*roles: str) -> str:
    """Return the words of some roles in `row_words.csv` as a pattern, longer ones first."""
    words = (word for word, meant in _meanings("row_words", "role").items() if meant in roles)
    # 합계 is often spread over its cell: 합 계.
    spread = (re.escape(word) if word.isascii() else " ?".join(word) for word in words)
    return "|".join(sorted(spread, key=len, reverse=True))


@cache
def _kinds() -> Mapping[str, str]:
    return {key_of(row["word"]): row["deal_kind"] for row in _table("header_words") if row["deal_kind"]}


@cache
def _ranks() -> Mapping[str, int]:
    return {key_of(row["word"]): int(row["rank"]) for row in _table("header_words") if row["rank"]}


@cache
def _relations() -> Mapping[str, Relation]:
    return {
        key_of(row["word"]): Relation(row["relationship"], row["turned"] == "yes", row["deal_kind"] or None)
        for row in _table("relation_words")
    }


@cache
def _meanings(name: str, column: str) -> Mapping[str, str]:
    return {key_of(row["word"]): row[column] for row in _table(name)}


@cache
def _endings() -> re.Pattern[str]:
    words = [word for word, meant in _meanings("row_words", "role").items() if meant == "ending"]
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    eastern = "|".join(word for word in words if not word.isascii())
    return re.compile(rf"(?:{latin})\b.*|.*\b(?:{latin})|.*(?:{eastern})")


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('about')}) ?(?::.*)?")


@cache
def _notes() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('note')}) ?[0-9]*\)? ?:")


def _table(name: str) -> list[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
