"""Numbers and scale words → one figure: 6조2000억, 三十億, 1.5 hundred million, hundreds of millions, 수백억."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Final

from circflow.text.numerals import Number
from circflow.text.refusal import Refusal

_TENS_OF: Final = frozenset({1, 2, 3, 5})
"""Powers that can stand before another scale: tens of billions, hundred million, thousand billion, lakh crore."""

_MYRIAD: Final = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """A word for a power of ten.

    Attributes:
        power: 9 for a billion.
        family: myriad (万 억 兆) and small (十 백 千) combine; plain (billion, bn) follows a number; plural (billions)
            and open (multi-billion) stand for "several of them".
        not_in: Languages in which the same word is another number.
        only_in: Currencies beside which the word is a scale: cr is a crore of rupees, and else a credit; empty = all.
        factor: The power of ten itself.
    """

    power: int
    family: str
    not_in: frozenset[str] = frozenset()
    only_in: frozenset[str] = frozenset()
    factor: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "factor", 10**self.power)


Item = Number | Scale


def product(scales: Sequence[Scale]) -> int:
    """Return what scale words in a row stand for: 千億, hundred million.

    Raises:
        Refusal: they do not combine.
    """
    before = scales[:-1]
    families = {scale.family for scale in scales}
    rising = all(one.power < other.power for one, other in pairwise(scales))
    east = families <= {"small", "myriad"} and len(before) <= 1 and all(scale.family == "small" for scale in before)
    west = families <= {"plain", "plural", "open"} and all(scale.power in _TENS_OF for scale in before)
    if not (rising and (east or west)):
        raise Refusal("bad-scale", "the scale words do not combine")
    result = 1
    for scale in scales:
        result *= scale.factor
    return result


def value(items: Sequence[Item]) -> Number:
    """Return the value of numbers and scale words in their order.

    Raises:
        Refusal: they do not make one number.
    """
    if len(items) == 1 and not isinstance(items[0], Scale):
        return items[0]
    if any(isinstance(item, Scale) and item.family in ("small", "myriad") for item in items):
        return _eastern(items)
    return _western(items)


def _western(items: Sequence[Item]) -> Number:
    number, *rest = items
    scales = [item for item in rest if isinstance(item, Scale)]
    if isinstance(number, Scale):
        raise Refusal("no-number", "there is a scale without a number")
    if len(scales) < len(rest):
        raise Refusal("several-numbers", "there are several numbers")
    if any(scale.family == "open" for scale in scales) or any(scale.family == "plural" for scale in scales[:-1]):
        raise Refusal("bad-scale", "a number stands before words for 'several'")
    return number * product(scales)


def _eastern(items: Sequence[Item]) -> Number:
    """Add up what stands before each of 兆, 億, 万, largest first."""
    total: Number = 0
    section: list[Item] = []
    above: Scale | None = None
    for item in items:
        if not isinstance(item, Scale) or item.family == "small":
            section.append(item)
            continue
        if item.family != "myriad" or not section or (above is not None and item.power >= above.power):
            raise Refusal("bad-scale", "the scale words do not make one number")
        total += _below(above, _section(section) * item.factor)
        above, section = item, []
    if section:
        # 6조 2000 is as often short for 6조 2000억.
        if above is not None and above.power > _MYRIAD:
            raise Refusal("bad-scale", "the last part of the figure lacks its unit")
        total += _below(above, _section(section))
    numbers = [item for item in items if not isinstance(item, Scale)]
    if any(isinstance(number, Fraction) for number in numbers[:-1]):
        raise Refusal("bad-scale", "only the last part of a figure can have a fraction")
    return total


def _below(above: Scale | None, part: Number) -> Number:
    """Return a part of a compound; what reaches the unit above it was not meant as its rest: 1兆20000億."""
    if above is not None and part >= above.factor:
        raise Refusal("bad-scale", "a part of the figure is larger than the unit before it")
    return part


def _section(items: Sequence[Item]) -> Number:
    """Return what stands before one unit: 2000, 二千五百, 3천5백, 천."""
    total: Number = 0
    number: Number | None = None
    above: Scale | None = None
    # 30백만 is thirty million, but 30백5십 is nothing.
    single = len(items) <= 2 and not isinstance(items[0], Scale)  # noqa: PLR2004 - a number and its unit
    for item in items:
        if not isinstance(item, Scale):
            if number is not None:
                raise Refusal("several-numbers", "there are several numbers")
            number = item
            continue
        if above is not None and item.power >= above.power:
            raise Refusal("bad-scale", "the scale words do not make one number")
        if number is not None and not single and number not in range(1, 10):
            raise Refusal("bad-scale", f"{number} does not stand before a smaller unit")
        total += (1 if number is None else number) * item.factor
        number, above = None, item
    return total if number is None else total + _below(above, number)
