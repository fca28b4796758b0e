"""Words that judge, as a test finds them."""

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def _pattern() -> re.Pattern[str]:
    words = tomllib.loads(Path(__file__).with_name("judging_words.toml").read_text("utf-8"))
    latin = "|".join(map(re.escape, words["en"]))
    return re.compile(rf"\b(?:{latin})|{'|'.join(words['ko'] + words['ja'])}", re.IGNORECASE)


def judging(text: str) -> list[str]:
    """Return the judging words of a text."""
    return _pattern().findall(text)
