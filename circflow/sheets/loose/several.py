"""Cells that speak of several companies and do not name them all: Nvidia et al., 엔비디아 외 3개사."""

import re
from functools import cache, lru_cache
from typing import Final

from circflow.text.name_words import of_role
from circflow.text.names import name_key

_ARROW: Final = re.compile("[-–—=]+>|[→⇒➔➜⟶↔]")


@lru_cache(maxsize=10_000)  # the same names come again and again in a long sheet
def means_several(text: str) -> bool:
    """Say whether a cell counts others beside a name, names who leads a group, or has an arrow from one to another."""
    key = name_key(text)
    return bool(_ARROW.search(key) or _others().fullmatch(key) or _group().fullmatch(key))


@cache
def _others() -> re.Pattern[str]:
    latin, eastern = of_role("others")
    vague, _ = of_role("vague")
    noun, noun_eastern = of_role("generic", "unnamed")
    _, counted = of_role("counted")
    _, many = of_role("many")
    some = rf"(?:[0-9]{{1,3}}|{vague}) "
    # McKinsey & Company is one company; who stands behind "and two other companies" is not said.
    joined = r"(?:[ (]+(?:and|plus|with) |[ (]*[,+&] ?(?:and )?)"
    west = rf"(?:{joined}(?:{some})+(?:{noun})|(?:{joined}|[ (]+)(?:{some})*(?:{latin}))\)?"
    several = rf"(?:[0-9]{{1,3}}|{many}) ?(?:{counted}|{noun_eastern})?"
    # 해외, 海外 and 균등 are words; behind a space, other letters or before a number, their ends count others.
    alone = rf"(?:(?<![가-힣㐀-鿿])|(?![가-힣外]))(?:{eastern})(?: ?{several})?"
    east = rf" ?\(?(?:{alone}|(?:{eastern}) ?{several})\)?"
    return re.compile(rf".*[^ ,(+&](?:{west}|{east})")


@cache
def _group() -> re.Pattern[str]:
    latin, eastern = of_role("group")
    return re.compile(
        rf"(?:an? |the )?(?:{latin}) (?:led|headed) by .+|.+[ -](?:led|headed) (?:{latin})|.*[^ ].*(?:{eastern})"
    )
