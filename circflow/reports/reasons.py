"""What the loaded data name as delivered or gained by a deal: quantities, and claims in words of gain."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from circflow.reports.asking import Asked

_WORDS: Final = Path(__file__).with_name("words_of_gain.toml")
_PURCHASE: Final = "BUYS_FROM"


@dataclass(frozen=True, slots=True)
class Gain:
    """What somebody names.

    Attributes:
        deal: Id of the deal.
        text: A quantity, or a claim in the words of its data set.
        source: Title of the document that the claim is in; empty for a quantity, which the deal's own row states.
    """

    deal: str
    text: str
    source: str = ""


def gains(asked: Asked) -> list[Gain]:
    """Return what is delivered or gained by the deals behind the rows, by deal."""
    return sorted((*_quantities(asked), *_claims(asked)), key=lambda gain: (gain.deal, gain.source, gain.text))


def _quantities(asked: Asked) -> Iterator[Gain]:
    for row in asked.said:
        if row["relationship"] == _PURCHASE and row["capacity"]:
            yield Gain(row["deal"], f"to be delivered: {row['capacity']}")


def _claims(asked: Asked) -> Iterator[Gain]:
    behind = set(asked.behind)
    for row in asked.claims:
        if row["deal"] in behind and row["paraphrase"] and _pattern().search(row["paraphrase"]):
            yield Gain(row["deal"], row["paraphrase"], row["title"] or row["source"] or "")


@cache
def _pattern() -> re.Pattern[str]:
    """Return what finds the words: Latin ones as whole words, others anywhere, since no blanks set them apart."""
    words = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    latin = "|".join(map(re.escape, words["en"]))
    others = "|".join(re.escape(word) for language in ("ko", "ja") for word in words[language])
    return re.compile(rf"\b(?:{latin})\b|{others}", re.IGNORECASE)
