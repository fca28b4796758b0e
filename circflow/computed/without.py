"""What remains of the circle without each company."""

from collections.abc import Mapping, Sequence
from typing import Any

from circflow.computed.asked import Asked, Computed, Row
from circflow.computed.layers import Layer, apart, layers, worth_asking
from circflow.money import KnockOut, knock_out


def knock_out_rows(fetched: Sequence[Mapping[str, Any]], asked: Asked) -> Computed:
    """Return two rows for each company and currency in which money goes round, whoever leaves least of it on top."""
    found = layers(fetched)
    rows: list[Row] = []
    gone: set[str] = set()
    for layer in found:
        asked.progress(f"What goes round in {layer.currency} without each company", 0, 0)
        several = knock_out(layer.arcs, max_hops=asked.parameters["max_hops"])
        if not any(one.volume_before for one in several):
            continue
        # By what is left at the most that is stated, which stands last of the two.
        left = {one.without: (one.distinct_after, one.volume_after, one.without) for one in several}
        told = sorted(several, key=lambda one: left[one.without])
        rows += [_row(one, layer) for one in told]
        gone |= {deal for one in told for deal in one.deals}
    return Computed(tuple(rows), (*apart(found), *worth_asking((a for one in found for a in one.arcs), gone)))


def _row(one: KnockOut, layer: Layer) -> Row:
    gone = frozenset(one.deals)
    partners = {side for arc in layer.arcs if not gone.isdisjoint(arc.deals) for side in (arc.payer, arc.payee)}
    return {
        "without": one.without,
        "volume_before": one.volume_before,
        "volume_after": one.volume_after,
        "distinct_before": one.distinct_before,
        "distinct_after": one.distinct_after,
        "scenario": one.scenario,
        "currency": layer.currency,
        "companies": sorted({one.without, *partners}),
        "deals": list(one.deals),
    }
