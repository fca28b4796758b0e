"""Who then pays what, when some pay only a share of their promises."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from circflow.computed.asked import Asked, Computed, Row
from circflow.computed.layers import Layer, apart, layers, worth_asking
from circflow.errors import ParamError
from circflow.listing import listed
from circflow.money import Cleared, clearing, first_round

FIRST_ROUND = "first round"

Own = dict[str, tuple[int, int]]


def clearing_rows(fetched: Sequence[Mapping[str, Any]], asked: Asked) -> Computed:
    """Return for each currency and scenario the companies that promise or lack something, the greatest lack on top.

    Without outside money only the first round is told: what partners lack at once.

    Raises:
        ParamError: neither who pays less nor outside money is given, or a company has two shares or no promise.
    """
    found = layers(fetched)
    pays = _pays(asked)
    money = asked.parameters["outside"]
    if not pays and money is None:
        raise ParamError(
            "clearing needs who pays less, or the outside money",
            hint="Such as --pays openai=0.5, --outside FILE, or both.",
        )
    present = {side for layer in found for arc in layer.arcs for side in (arc.payer, arc.payee)}
    if strangers := sorted(pays.keys() - present):
        raise ParamError(f"{', '.join(strangers)} of pays is in no promise that counts")
    remarks = [*apart(found)]
    rows: list[Row] = []
    for layer in found:
        if not any(not arc.unpriced for arc in layer.arcs):
            continue
        asked.progress(f"Who pays what in {layer.currency}", 0, 0)
        rows += _first(layer, pays) if money is None else _cleared(layer, pays, _own(money, layer, asked), asked)
    if money is None:
        remarks.append("Without --outside only the first round is told: what partners lack at once.")
        if asked.parameters["recovery"] != 1:
            remarks.append("recovery has no effect without --outside: in the first round nobody has failed yet.")
    else:
        idle = {asked.place(row["company"]) for row in money} - present
        if idle:
            remarks.append(
                f"In no promise that counts, so that their outside money is left out: {listed(sorted(idle))}."
            )
    return Computed(tuple(rows), (*remarks, *worth_asking(arc for layer in found for arc in layer.arcs)))


def _pays(asked: Asked) -> dict[str, float]:
    """Return the share that each company pays.

    Raises:
        ParamError: one is given two, perhaps through two members of its group.
    """
    pays: dict[str, float] = {}
    for given in asked.parameters["pays"] or ():
        name, _, text = given.rpartition("=")
        company, share = asked.place(name), float(text)
        if pays.setdefault(company, share) != share:
            raise ParamError(f"{company} of pays is given two shares, {pays[company]:g} and {share:g}")
    return pays


def _own(money: Sequence[Mapping[str, str]], layer: Layer, asked: Asked) -> Own:
    """Return the outside money in the currency of a layer; members of one group put theirs together."""
    own: Own = {}
    here = {side for arc in layer.arcs for side in (arc.payer, arc.payee)}
    for row in money:
        company = asked.place(row["company"])
        if row["currency"] == layer.currency and company in here:
            low, high = own.get(company, (0, 0))
            own[company] = (low + int(row["low"]), high + int(row["high"]))
    return own


def _cleared(layer: Layer, pays: Mapping[str, float], own: Own, asked: Asked) -> Iterator[Row]:
    here = {side for arc in layer.arcs for side in (arc.payer, arc.payee)}
    fixed = {company: share for company, share in pays.items() if company in here}
    several = clearing(layer.arcs, own, pays=fixed, recovery=asked.parameters["recovery"])

    def key(one: Cleared) -> tuple[bool, int, int, str]:
        return one.scenario != "low", -one.lacks_high, -one.lacks_low, one.company

    for one in sorted(several, key=key):
        if one.promised or one.lacks_high:
            yield _row(layer, one.company, one.deals, one.scenario, lacks=(one.lacks_low, one.lacks_high)) | {
                "promised": one.promised,
                "pays_least": one.pays_least,
                "pays_most": one.pays_most,
            }


def _first(layer: Layer, pays: Mapping[str, float]) -> Iterator[Row]:
    lacks: dict[str, tuple[int, int | None]] = {}
    deals: dict[str, set[str]] = {}
    for payer, share in pays.items():
        if any(arc.payer == payer for arc in layer.arcs):
            for one in first_round(layer.arcs, payer, share):
                low, high = lacks.get(one.company, (0, 0))
                most = None if high is None or one.lacks_high is None else high + one.lacks_high
                lacks[one.company] = (low + one.lacks_low, most)
                deals.setdefault(one.company, set()).update(one.deals)
    ordered = sorted(lacks, key=lambda company: (lacks[company][1] is not None, -(lacks[company][1] or 0), company))
    for company in ordered:
        if lacks[company][1] != 0 and not layer.own.isdisjoint(deals[company]):
            yield _row(layer, company, deals[company], FIRST_ROUND, lacks=lacks[company])


def _row(
    layer: Layer, company: str, deals: Sequence[str] | set[str], scenario: str, *, lacks: tuple[int, int | None]
) -> dict[str, Any]:
    behind = frozenset(deals)
    partners = {side for arc in layer.arcs if not behind.isdisjoint(arc.deals) for side in (arc.payer, arc.payee)}
    return {
        "company": company,
        "promised": None,
        "pays_least": None,
        "pays_most": None,
        "lacks_low": lacks[0],
        "lacks_high": lacks[1],
        "scenario": scenario,
        "currency": layer.currency,
        "companies": sorted({company, *partners}),
        "deals": sorted(behind),
    }
