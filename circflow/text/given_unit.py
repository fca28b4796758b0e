"""What a column's header says of the amounts below it: `$bn`, `억 달러`, `百万円`."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

from circflow.errors import ParamError
from circflow.text.currencies import CurrencyWord
from circflow.text.figures import Figure, Statement
from circflow.text.plain_text import plain
from circflow.text.refusal import Refusal
from circflow.text.scales import Scale, product
from circflow.text.vocabulary import EASTERN, parts

_HUNDRED: Final = 2
_MYRIAD: Final = 4
_COUNTS_UNITS: Final = (3, 4, 5)
"""Powers that count larger units as often as single ones: five thousand (million), 5만 (억), a lakh (crore)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of money.

    Attributes:
        scales: Its scale words.
        currencies: Its words and signs for currencies.
        eastern: Whether some of it is Korean or Japanese.
    """

    scales: tuple[Scale, ...] = ()
    currencies: tuple[CurrencyWord, ...] = ()
    eastern: bool = False


@cache
def read_unit(text: str) -> Unit:
    """Return the scale words and the currencies of a unit.

    Raises:
        ParamError: it holds anything else.
    """
    try:
        found = [part for part in parts(plain(text)) if part.text != "."]
        meanings = [part.meaning for part in found]
        scales = tuple(one for one in meanings if isinstance(one, Scale))
        currencies = tuple(one for one in meanings if isinstance(one, CurrencyWord))
        if found and len(scales) + len(currencies) == len(found):
            product(scales)
            return Unit(scales, currencies, any(part.language in EASTERN for part in found))
    except Refusal:
        pass
    raise ParamError(f"'{text}' is no unit of money", hint="Write $bn, million, 억 달러 or 百万円, for example.")


def apply(unit: Unit, said: Statement) -> None:
    """Apply a unit to figures that only count: below 억, 200, 3천 and two hundred are hundreds of millions.

    Raises:
        Refusal: five thousand below millions can be a sum by itself, or thousands of millions.
    """
    said.eastern = said.eastern or unit.eastern
    if not unit.scales:
        return
    factor = product(unit.scales)
    own = [scale for figure in said.figures for scale in figure.scales]
    if all(scale.family == "small" or scale.power <= _HUNDRED for scale in own):
        if own and said.currencies:
            raise Refusal(
                "ambiguous-scale", "it has a scale and a currency of its own, and may count units of its header"
            )
        if any(scale.factor >= factor for scale in own):
            raise Refusal("ambiguous-scale", "its scale is as large as that of the header, and may count units of it")
        for figure in said.figures:
            figure.factor = factor
    elif not said.currencies and any(_may_count(figure, factor) for figure in said.figures):
        raise Refusal("ambiguous-scale", "its scale is smaller than that of the header, and may count units of it")


def _may_count(figure: Figure, factor: int) -> bool:
    runs = groupby(figure.items, key=lambda item: isinstance(item, Scale))
    powers = [sum(item.power for item in run if isinstance(item, Scale)) for are_scales, run in runs if are_scales]
    largest = max(powers, default=0)
    counts = largest in _COUNTS_UNITS or (_MYRIAD <= largest < 2 * _MYRIAD and _ends_with_myriads(figure))
    return counts and 10**largest < factor


def _ends_with_myriads(figure: Figure) -> bool:
    """Say whether its largest unit is 만: 3백만 (억) is as open as 5만 (억), but 3 million ($bn) is a sum."""
    return max(figure.scales, key=lambda scale: scale.power).family == "myriad"
