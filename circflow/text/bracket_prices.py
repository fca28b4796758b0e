"""Notes in brackets that make the figure the price of one thing or one payment of several: (per GW), (GPU당), (x2)."""

import re
from collections.abc import Sequence
from typing import Final

from circflow.text.currencies import CurrencyWord
from circflow.text.refusal import Refusal
from circflow.text.vocabulary import Part

_SAYS: Final = (
    "filings?|press|reports?|media|sources?|s-1|8-k|10-[kq]|6-k|20-f|sec|reuters|bloomberg|wsj|ft|nikkei|cnbc|"
    "techcrunch|the information|axios|yonhap|ap|afp|nyt"
)
"""Those who say an amount: per Reuters, per 8-K."""

# "Per the filing" says who says so; 배당, 담당 and 해당 are words of their own.
_OF_ONE: Final = re.compile(
    rf"(?<!as )\bper (?!(?:year|annum|cent|the|{_SAYS})\b)"
    r"|^ ?/ ?(?!(?:year|yr)\b)"
    r"|(?<![배담해부상식타할정합충])당(?![가-힣])"
    r"|(?<!年)(?:あ|当)たり",
    re.IGNORECASE,
)
_TIMES_A_YEAR: Final = re.compile("[연월年月] ?[0-9]+ ?[회回]")
_TIMES: Final = re.compile(r"[x×*] ?[0-9]+|[0-9]+ ?(?:[x×]|times|회|번|차례|回|度)", re.IGNORECASE)


def check_price(text: str, found: Sequence[Part | None]) -> None:
    """Refuse a note that says how often or for what the figure is paid; one with a price of its own says it of that.

    Args:
        text: Without spaces at its ends.
        found: Its parts.

    Raises:
        Refusal: the figure is no whole sum.
    """
    if _TIMES.fullmatch(text) or _TIMES_A_YEAR.search(text):
        raise Refusal("count", f"it is paid several times ('{text}')")
    named = any(part is not None and isinstance(part.meaning, CurrencyWord) for part in found)
    counted = any(part is not None and part.meaning is None for part in found)
    if not (named and counted) and (match := _OF_ONE.search(text)):
        raise Refusal("count", f"it is the price of one of several things ('{match[0].strip()}' in brackets)")
