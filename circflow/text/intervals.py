"""What is said about one or two figures → the interval that they span, and how the words bound it."""

from typing import Final

from circflow.text.figures import Band, Figure, Statement
from circflow.text.ranges import between, can_share, spanned
from circflow.text.refusal import Refusal

_UPPER: Final = ("up_to", "until", "below")
_BOUNDS: Final = ("at_least", "plus", *_UPPER)
_JOINS: Final = ("dash", "wave", "to", "to_below", "and", "and_up_to")
_OVERRIDING: Final = ("conditional", "contingent", "planned")
_YEARS: Final = range(1970, 2070)


def interval(said: Statement) -> Band:
    """Return the interval that a statement's figures and words span.

    Raises:
        Refusal: they span none, or more than one.
    """
    if said.roles("below") and any(figure.leading for figure in said.figures):
        raise Refusal("contradiction", "it can be less than all of the band, or less than its end")
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
    if said.roles("band") or (band.vague and not said.roles(*_BOUNDS)):
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
    if said.roles("dash", "to", "to_below", "and", "and_up_to", "between") or len(wave) > 1:
        raise Refusal("half-a-range", "one end of the range is missing")
    from_it = said.roles("at_least", "plus", "from") or said.roles("wave", at=1)
    up_to_it = said.roles(*_UPPER)
    if said.roles("wave", at=0) and said.eastern:
        raise Refusal("half-a-range", "the wave before the figure can mean 'up to' or 'about'")
    if from_it and up_to_it:
        raise Refusal("contradiction", "it says both 'at least' and 'at most'")
    if from_it:
        return Band(band.low, None, vague=band.vague)
    if up_to_it:
        if band.high is None:
            raise Refusal("contradiction", "'at most' stands before an amount without an end")
        if not band.high and "below" in up_to_it:
            raise Refusal("negative", "it is below zero")
        return Band(0, band.high, half_open=band.half_open or "below" in up_to_it, vague=band.vague)
    return band


def _two(said: Statement, first: Figure, second: Figure) -> Band:
    """Return the band between two figures: 5–6억, between $5bn and $6bn, 5억 이상 6억 미만, 300억~최대 500억."""
    joins = said.roles(*_JOINS, at=1)
    of_first, of_second = _bounds(said)
    half_open = "below" in of_second or "to_below" in joins
    if said.roles("plus", at=1):  # $3bn plus up to $5bn is a sum of two
        raise Refusal("several-figures", "there are several figures")
    upper = set(of_second) <= set(_UPPER)
    bounded = (of_second and len(joins) <= 1) or joins == ["and_up_to"]
    if of_first == ["at_least"] and bounded and upper:
        return between(first, second, half_open=half_open)
    if of_second == ["at_least"] and len(of_first) == 1 and of_first[0] in _UPPER and joins in ([], ["and"]):
        return _swapped(first, second, half_open="below" in of_first)
    if not (joins or of_first) and of_second == said.roles("up_to", "pause", at=1) == ["up_to"]:
        return between(first, second, half_open=False)
    if len(joins) != 1 or (joins[0] in ("and", "and_up_to") and not said.roles("between")):
        raise Refusal("several-figures", "there are several figures")
    _check_share(said, first, second)
    band = between(first, second, half_open=half_open)
    if not of_first and upper:
        return band
    if not of_first and of_second == ["at_least"]:
        return Band(band.low, None, vague=band.vague)
    if not of_second and of_first == ["at_least"] and said.roles("at_least", at=1):
        return band
    # Up to $5-6bn: what stands before both bounds the end.
    if not of_second and len(of_first) == 1 and said.roles(*_UPPER, at=0) and band.high:
        return Band(0, band.high, band.half_open or "below" in of_first, band.vague)
    raise Refusal("contradiction", "it is not clear which end its words bound")


def _bounds(said: Statement) -> tuple[list[str], list[str]]:
    """Return the words that bound the first of two figures, and those that bound the second.

    Between the two, a word belongs to the figure on its side of the sign or word that joins them; where nothing does,
    a word such as "or more" closes the first, and a word such as "up to" begins the second.
    """
    of_first: list[str] = []
    of_second: list[str] = []
    joined = not said.roles(*_JOINS, at=1)
    for place, word in said.words:
        if place == 1 and word.role in _JOINS:
            joined = True
        elif word.role in _BOUNDS:
            begins_second = joined and word.place != "after"
            (of_second if place > 1 or (place and begins_second) else of_first).append(
                "at_least" if word.role == "plus" else word.role
            )
    return of_first, of_second


def _swapped(first: Figure, second: Figure, *, half_open: bool) -> Band:
    """Return the band of "at most $6bn and at least $5bn"."""
    if can_share(second, first):
        raise Refusal("ambiguous-scale", "the scale of the second figure is not clear")
    return spanned(second.band(), first.band(), half_open=half_open)


def _check_share(said: Statement, first: Figure, second: Figure) -> None:
    """Refuse 50-50 and 2024-2025 where nothing says that they are money.

    Raises:
        Refusal: two bare numbers are the same, or two years.
    """
    if said.currencies or first.scales or second.scales or len(first.items) != 1 or len(second.items) != 1:
        return
    if first.items == second.items:
        raise Refusal("percent", "it can be two shares of a whole")
    if first.factor == 1 and all(figure.items[0] in _YEARS for figure in (first, second)):
        raise Refusal("time", "it can be a span of years")
