"""A document's own words for how firm a deal is → a status of the ladder, by the small table `status_words.csv`.

The words must begin the text: "signed, closing in March" is signed, and "announced, conditional on closing" announced.
The longest words that fit count. What the table does not have means nothing; nothing is guessed.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from circflow.text.names import name_key

_TABLE: Final = Path(__file__).with_name("status_words.csv")


def status_of(text: str) -> str | None:
    """Return the status that a text begins with; None when it begins with none."""
    said = name_key(text)
    fitting = [word for word in _words() if said.startswith(word) and _ends(word, said)]
    return _words()[max(fitting, key=len)] if fitting else None


def _ends(word: str, said: str) -> bool:
    """Say whether a word is whole: in Korean and Japanese, endings follow without a space."""
    return not (word[-1].isascii() and said[len(word) : len(word) + 1].isalnum())


@cache
def _words() -> Mapping[str, str]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {name_key(row["word"]): row["status"] for row in csv.DictReader(file)}
