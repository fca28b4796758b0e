"""Two figures → the band between them; the scale after the second often counts for both: 5~6억, $3 to 5 billion.

The first end can be meant in two ways: as it is written, and with the scale of the second. Which one is decided by how
it is written and by which of them is below the second; what stays open is refused.
"""

from dataclasses import replace
from typing import Final

from circflow.text.figures import Band, Figure
from circflow.text.refusal import Refusal
from circflow.text.scales import Scale

_HUNDRED: Final = 2
_THOUSAND: Final = 3
_COUNTED: Final = frozenset({2, 3, 5})
"""Powers that can count a larger unit: two hundred (million), one thousand (million), one lakh (crore)."""
_MYRIAD: Final = 4
_NEAR: Final = 1000
"""An end in full digits is less far than this from the other: $500,000 to $1 million, and not $900 to $1.1 billion."""


def between(first: Figure, second: Figure, *, half_open: bool) -> Band:
    """Return the band from one figure to another.

    Raises:
        Refusal: it falls, or the first figure's scale is not clear.
    """
    high = second.band()
    return spanned(_low_end(first, second, high), high, half_open=half_open)


def spanned(low: Band, high: Band, *, half_open: bool) -> Band:
    """Return the band from one end to the other.

    Raises:
        Refusal: it falls.
    """
    half_open = (half_open or high.half_open) and high.high is not None
    if not _rises(low, high) or (half_open and low.low == high.high):
        raise Refusal("falling-range", "the range falls")
    return Band(low.low, high.high, half_open, low.vague or high.vague)


def can_share(first: Figure, second: Figure) -> bool:
    """Say whether the scale of the second figure can count for the first as well."""
    own, scales = first.scales, second.scales
    if not scales or first.items == [0]:
        return False
    if not own:
        return True
    if all(scale.family == "small" for scale in own):
        return any(scale.family != "small" for scale in scales)
    if len(own) > 1:
        return False
    if own[0].family == "plural":
        return own[0].power < _THOUSAND
    return own[0].family == "plain" and own[0].power in _COUNTED and scales[-1].power > own[0].power


def _low_end(first: Figure, second: Figure, high: Band) -> Band:
    written = first.band()
    if not can_share(first, second):
        return written
    own, scales = first.scales, second.scales
    shared = replace(first, factor=first.factor * _factor(own, second)).band()
    rises = _rises(shared, high)
    if rises and not first.closed and _is_simple(second) and _counts_units(own, scales):
        return shared
    if not rises and (first.closed or _is_a_sum(own, scales) or _is_in_full(first, second)):
        return written
    raise Refusal("ambiguous-scale", "the scale of the first figure is not clear")


def _factor(own: list[Scale], second: Figure) -> int:
    """Return what the first figure's number is multiplied by: by 천억 in 5~6천억, by 억 in 3천~5천억."""
    scales = second.scales
    if own or not _is_simple(second):
        return next((scale.factor for scale in reversed(scales) if scale.family != "small"), scales[-1].factor)
    factor = 1
    for scale in scales:
        factor *= scale.factor
    return factor


def _counts_units(own: list[Scale], scales: list[Scale]) -> bool:
    """Say whether a first end without a unit is meant in that of the second: 5, 3천, one hundred, two thousand.

    A thousand is as often a sum by itself, unless thousands are counted at the other end too: "two thousand to three
    thousand million".
    """
    if not own or all(scale.family == "small" for scale in own):
        return True
    power = own[0].power
    return own[0].family == "plain" and (power == _HUNDRED or (power == _THOUSAND and scales[: len(own)] == own))


def _is_a_sum(own: list[Scale], scales: list[Scale]) -> bool:
    """Say whether a first end can be a sum as it is written: 5천 below 1만, five thousand below a million.

    5천 below 1억 may be short for 5천만: there is a unit between the two.
    """
    if not own:
        return False
    if own[0].family == "small":
        return max(scale.power for scale in scales) <= _MYRIAD
    return own[0].family == "plain" and own[0].power >= _THOUSAND


def _is_in_full(first: Figure, second: Figure) -> bool:
    """Say whether a first end is in full digits beside a sign of its own: $500,000 to $1 million."""
    low, high = first.band().low, second.band().low
    return first.signed and second.signed and not first.scales and low >= _NEAR and high < low * _NEAR


def _is_simple(figure: Figure) -> bool:
    """Say whether a figure is one number and one unit, or the same with 'several': 6억, 5천억, 3백만, 수천억."""
    return sum(isinstance(item, Scale) and item.family == "myriad" for item in figure.items) <= 1 and isinstance(
        figure.items[-1], Scale
    )


def _rises(low: Band, high: Band) -> bool:
    """Say whether no end of the first band is above that of the second; an end that is open is above nothing."""
    if high.high is None:
        return low.low <= high.low
    return low.low <= high.high and (low.high is None or low.high <= high.high)
