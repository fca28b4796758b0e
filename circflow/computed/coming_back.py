"""How much of what each company pays out can come back to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from circflow.computed.asked import Asked, Computed, Row
from circflow.computed.layers import Layer, apart, layers, worth_asking
from circflow.money import Returns, returns_to


def money_back_rows(fetched: Sequence[Mapping[str, Any]], asked: Asked) -> Computed:
    """Return a row for each company and currency in which something can come back, the most that is priced on top."""
    found = layers(fetched)
    company = asked.parameters["company"]
    only = company and asked.place(company)
    rows: list[Row] = []
    unpriced: dict[str, Row] = {}
    for layer in found:
        if only and not any(only in (arc.payer, arc.payee) for arc in layer.arcs):
            continue
        asked.progress(f"What can come back in {layer.currency}", 0, 0)
        several = returns_to(layer.arcs, only, in_order=asked.parameters["in_order"])
        returning = [one for one in several if one.back.high != 0]
        # What comes back through unpriced deals alone does so in every currency, and is told once.
        priced = [one for one in returning if one.back.high is not None or one.sent.high_priced]
        rows += [_row(one, layer, layer.currency) for one in sorted(priced, key=_most)]
        for one in returning:
            unpriced.setdefault(one.company, _row(one, layer, None))
    told = {row["company"] for row in rows}
    rows += [row for company, row in sorted(unpriced.items()) if company not in told]
    carrying = {deal for row in rows for deal in row["deals"]}
    return Computed(tuple(rows), (*apart(found), *worth_asking((a for one in found for a in one.arcs), carrying)))


def _most(one: Returns) -> tuple[int, int, str]:
    return -one.back.high_priced, -one.back.low, one.company


def _row(one: Returns, layer: Layer, currency: str | None) -> Row:
    out = {deal for arc in layer.arcs if arc.payer == one.company for deal in arc.deals}
    parties = {side for pair in one.limiting for side in pair}
    return {
        "company": one.company,
        "sent_low": one.sent.low,
        "sent_high": one.sent.high,
        "back_low": one.back.low,
        "back_high": one.back.high,
        "currency": currency,
        "limiting": [list(pair) for pair in one.limiting],
        "companies": sorted({one.company, *parties}),
        "deals": sorted(one.deals or out),
    }
