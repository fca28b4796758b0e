"""What is said about one or two figures → the interval that they span, and how the words bound it."""

from typing import Final

from circflow.text.figures import Band, Figure, Statement
from circflow.text.refusal import Refusal
from circflow.text.scales import Scale

_UPPER: Final = ("up_to", "until", "below")
_BOUNDS: Final = ("at_least", *_UPPER)
_JOINS: Final = ("dash", "wave", "to", "to_below", "and")
_OVERRIDING: Final = ("conditional", "contingent", "planned")


def interval(said: Statement) -> Band:
    """Return the interval that a statement's figures and words span.

    Raises:
        Refusal: they span none, or more than one.
    """
    match said.figures:
        case [figure]:
            return _one(said, figure)
        case [first, second]:
            return _two(said, first, second)
    raise Refusal("several-figures", "there are several figures")


def code_of(said: Statement, band: Band) -> str:
    """Return the code of an amount: how its words bound the figure."""
    for role in _OVERRIDING:
        if said.roles(role):
            return role
    if band.vague and not said.roles(*_BOUNDS):
        return "vague_band"
    if band.high is None:
        return "at_least"
    if len(said.figures) > 1 and not (band.low == 0 and said.roles(*_UPPER)):
        return "range"
    if said.roles(*_UPPER):
        return "up_to"
    return "approx" if said.roles("approx", "wave") else "exact"


def _one(said: Statement, figure: Figure) -> Band:
    """Return the band of a single figure: as it is, up to it, or from it on."""
    band = figure.band()
    wave = said.roles("wave")
    if said.roles("dash", "to", "to_below", "and", "between") or len(wave) > 1:
        raise Refusal("half-a-range", "one end of the range is missing")
    from_it = said.roles("at_least", "from") or said.roles("wave", at=1)
    up_to_it = said.roles(*_UPPER)
    if said.roles("wave", at=0) and _is_eastern(figure):
        raise Refusal("half-a-range", "the wave before the figure can mean 'up to' or 'about'")
    if from_it and up_to_it:
        raise Refusal("contradiction", "it says both 'at least' and 'at most'")
    if from_it:
        return Band(band.low, None, vague=band.vague)
    if up_to_it:
        if band.high is None:
            raise Refusal("contradiction", "'at most' stands before an amount without an end")
        return Band(0, band.high, half_open=band.half_open or "below" in up_to_it, vague=band.vague)
    return band


def _is_eastern(figure: Figure) -> bool:
    return any(scale.family in ("small", "myriad") for scale in figure.scales)


def _two(said: Statement, first: Figure, second: Figure) -> Band:
    """Return the band between two figures: 5–6억, between $5bn and $6bn, 5억 이상 6억 미만."""
    bounds = said.roles(*_BOUNDS)
    joins = said.roles(*_JOINS, at=1)
    if len(bounds) == 2 and "at_least" in bounds and set(bounds) & set(_UPPER):  # noqa: PLR2004 - two ends
        low, high = first.band(), second.band()
        if bounds[1] == "at_least":
            low, high = high, low
        return _between(low, high, half_open="below" in bounds)
    if len(joins) != 1 or (joins == ["and"] and not said.roles("between")) or len(bounds) > 1:
        raise Refusal("several-figures", "there are several figures")
    band = _range(first, second, half_open="to_below" in joins)
    # 5억에서 6억까지 is a range, 5〜6億円以下 goes up to its end.
    match bounds:
        case ["at_least"]:
            return Band(band.low, None, vague=band.vague)
        case ["up_to" | "below"]:
            return Band(0, band.high, half_open=band.half_open or bounds == ["below"], vague=band.vague)
    return band


def _range(first: Figure, second: Figure, *, half_open: bool) -> Band:
    """Return the band from one figure to another, whose scale may count for both.

    Raises:
        Refusal: it falls, or the first figure's scale is not clear.
    """
    high = second.band()
    shared = _shared(first, second.scales)
    if shared and _is_simple(second):
        alone = first.factor
        first.factor *= shared
        low = first.band()
        if high.high is None or low.low <= high.high:
            return _between(low, high, half_open=half_open)
        first.factor = alone
    if shared and not first.scales and first.items != [0]:
        raise Refusal("ambiguous-scale", "the scale of the first figure is not clear")
    return _between(first.band(), high, half_open=half_open)


def _shared(first: Figure, scales: list[Scale]) -> int:
    """Return what the scale after the second figure makes of the first: 5~6억, 3천~5천억; 0 when nothing."""
    own = first.scales
    if not own:
        factor = 1
        for scale in scales:
            factor *= scale.factor
        return factor if scales else 0
    if all(scale.family == "small" for scale in own) and scales and scales[-1].family == "myriad":
        return scales[-1].factor
    if len(own) == 1 and own[0].family == "plural" and own[0].power < 3:  # noqa: PLR2004 - tens, hundreds
        raise Refusal("ambiguous-scale", "the scale of the first figure is not clear")
    return 0


def _is_simple(figure: Figure) -> bool:
    """Say whether a figure is one number and one unit, or the same with 'several': 6억, 5천억, 3백만, 수천억."""
    return sum(isinstance(item, Scale) and item.family == "myriad" for item in figure.items) <= 1 and isinstance(
        figure.items[-1], Scale
    )


def _between(low: Band, high: Band, *, half_open: bool) -> Band:
    if high.high is not None and low.low > high.high:
        raise Refusal("falling-range", "the range falls")
    return Band(low.low, high.high, half_open or high.half_open, low.vague or high.vague)
