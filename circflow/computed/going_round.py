"""How much money can go round: volume and distinct money of each currency."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from circflow.computed.asked import Asked, Computed, Row
from circflow.computed.layers import Layer, apart, layers
from circflow.money import Circulation, circulation, distinct_money

VOLUME: Final = "volume"
DISTINCT: Final = "distinct"


def circulation_rows(fetched: Sequence[Mapping[str, Any]], asked: Asked) -> Computed:
    """Return a row for each currency and measure in which something can go round."""
    found = layers(fetched)
    answers = [(layer, list(_answers(layer, asked))) for layer in found]
    # A ring of unpriced deals is in every layer, and says the same in each.
    told = [(layer, several) for layer, several in answers if any(_is_own(layer, money) for money in several)]
    told = told or [(layer, several) for layer, several in answers if any(one.money.high != 0 for one in several)][:1]
    rows = [_row(layer, money) for layer, several in told for money in several]
    return Computed(tuple(rows), (*apart(found), *_bounds(told, asked)))


def _answers(layer: Layer, asked: Asked) -> Iterator[Circulation]:
    measure = asked.parameters["measure"]
    if measure != DISTINCT:
        asked.progress(f"Volume of {len(layer.arcs):,} promises in {layer.currency}", 0, 0)
        yield circulation(layer.arcs)
    if measure != VOLUME:
        asked.progress(f"Distinct money of {len(layer.arcs):,} promises in {layer.currency}", 0, 0)
        yield distinct_money(layer.arcs, max_hops=asked.parameters["max_hops"])


def _is_own(layer: Layer, money: Circulation) -> bool:
    return money.money.high != 0 and not layer.own.isdisjoint(money.deals)


def _row(layer: Layer, found: Circulation) -> Row:
    # Where nothing has a price, no currency is meant, and there is no total.
    own = found.money.high == 0 or _is_own(layer, found)
    return {
        "measure": found.measure,
        "low": found.money.low,
        "high_priced": found.money.high_priced,
        "high": found.money.high,
        "currency": layer.currency if own else None,
        "of_total_low": found.of_total_low if own else None,
        "of_total_high": found.of_total_high if own else None,
        "decided_by": list(found.decided_by),
        "holds_rings": [list(pair) for pair in found.holds_rings],
        "companies": list(found.companies),
        "deals": list(found.deals),
    }


def _bounds(told: Sequence[tuple[Layer, Sequence[Circulation]]], asked: Asked) -> tuple[str, ...]:
    """Say what volume alone says of distinct money, which a reader must not miss."""
    if asked.parameters["measure"] != VOLUME:
        return ()
    return tuple(
        f"Distinct money, a unit counted once for each round, was not worked out: at most half of the volume, "
        f"{money.money.high // 2:,} {layer.currency or ''}".rstrip()
        + "."
        for layer, several in told
        for money in several
        if money.money.high is not None
    )
