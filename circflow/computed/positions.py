"""Who has promised more than is promised to it, and what the whole set must get from outside."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from circflow.computed.asked import Asked, Computed, Row
from circflow.computed.layers import Layer, apart, layers, worth_asking
from circflow.money import Arc, Need, OutsideMoney, needs, outside_money


def net_position_rows(fetched: Sequence[Mapping[str, Any]], asked: Asked) -> Computed:
    """Return for each currency a row for each company with a priced deal, and one for all; the greatest need on top.

    Companies whose deals have no price at all stand last.
    """
    found = layers(fetched)
    priced = {
        company for layer in found for arc in layer.arcs if not arc.unpriced for company in (arc.payer, arc.payee)
    }
    rows: list[Row] = []
    remarks: list[str] = list(apart(found))
    for layer in found:
        counted = [arc for arc in layer.arcs if not arc.unpriced]
        if not counted:
            continue
        asked.progress(f"What {len(counted):,} promises in {layer.currency} need from outside", 0, 0)
        here = {company for arc in counted for company in (arc.payer, arc.payee)}
        rows += [_company(one, layer, layer.currency) for one in _greatest(needs(layer.arcs)) if one.company in here]
        whole = outside_money(layer.arcs)
        rows.append(_whole(layer, counted, whole))
        if whole.high_is != "exact":
            remarks.append(f"The need of the whole set in {layer.currency} is known to be at most that, not exactly.")
    for layer in found[:1]:
        rows += [_company(one, layer, None) for one in needs(layer.arcs) if one.company not in priced]
    return Computed(tuple(rows), (*remarks, *worth_asking(arc for layer in found for arc in layer.arcs)))


def _greatest(found: Iterable[Need]) -> Iterator[Need]:
    def key(one: Need) -> tuple[bool, int, int, str]:
        return one.need_high is not None, -(one.need_high or 0), -one.need_low, one.company

    yield from sorted(found, key=key)


def _company(one: Need, layer: Layer, currency: str | None) -> Row:
    partners = {side for arc in layer.arcs for side in (arc.payer, arc.payee) if one.company in (arc.payer, arc.payee)}
    return {
        "company": one.company,
        "out_low": one.out_low,
        "out_high": one.out_high,
        "in_low": one.in_low,
        "in_high": one.in_high,
        "need_low": one.need_low,
        "need_high": one.need_high,
        "currency": currency,
        "unpriced_in": one.unpriced_in,
        "unpriced_out": one.unpriced_out,
        "companies": sorted(partners),
        "deals": list(one.deals),
    }


def _whole(layer: Layer, counted: Sequence[Arc], whole: OutsideMoney) -> Row:
    highs = [arc.high for arc in counted if arc.high is not None]
    low = sum(arc.low for arc in counted)
    high = sum(highs) if len(highs) == len(counted) else None
    return {
        "company": None,
        "out_low": low,
        "out_high": high,
        "in_low": low,
        "in_high": high,
        "need_low": whole.low,
        "need_high": whole.high,
        "currency": layer.currency,
        "unpriced_in": whole.unpriced,
        "unpriced_out": whole.unpriced,
        "companies": sorted({side for arc in counted for side in (arc.payer, arc.payee)}),
        "deals": sorted({deal for arc in layer.arcs for deal in arc.deals}),
    }
