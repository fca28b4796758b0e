"""Whether there are more rings than companies with so many deals would form by chance."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from circflow.computed.asked import Asked, Computed
from circflow.computed.layers import arc_of
from circflow.errors import InputError
from circflow.money import Arc, more_than_chance
from circflow.money.chance import CENSUS, Statistic

_STATISTICS: Final[Mapping[str, tuple[Statistic, ...]]] = {
    "rings": ("rings of 2", "rings of 3"),
    "distinct": ("distinct share",),
}

Facts = Mapping[str, Any]


def more_than_chance_rows(fetched: Sequence[Mapping[str, Any]], asked: Asked) -> Computed:
    """Return a row for each statistic.

    Raises:
        InputError: a data set does not declare how its rows were chosen, or amounts are in several currencies.
    """
    promises = [row["facts"] for row in fetched if row["kind"] == "promise"]
    if not promises:
        return Computed(())
    sampling = _sampling([row["facts"] for row in fetched if row["kind"] == "dataset"])
    parameters = asked.parameters
    deals = _one_a_place(promises, priced=parameters["statistic"] == "distinct")
    rows = []
    for statistic in _STATISTICS[parameters["statistic"]]:
        asked.progress(f"{parameters['draws']:,} shuffled sets: {statistic}", 0, 0)
        found = more_than_chance(
            deals,
            statistic,
            sampling=sampling,
            draws=parameters["draws"],
            seed=parameters["seed"],
            max_hops=parameters["max_hops"],
        )
        rows.append(
            {
                "statistic": found.statistic,
                "observed": found.observed,
                "null_low": found.null_low,
                "null_middle": found.null_middle,
                "null_high": found.null_high,
                "p": found.p,
                "draws": found.draws,
                "seed": found.seed,
                "companies": sorted({side for arc, _ in deals for side in (arc.payer, arc.payee)}),
                "deals": sorted({deal for arc, _ in deals for deal in arc.deals}),
            }
        )
    return Computed(tuple(rows), (f"How the rows were chosen: {sampling}.",))


def _sampling(datasets: Sequence[Facts]) -> str:
    """Return what the data sets say of how their rows were chosen."""
    said = {one["id"]: json.loads(one["descriptor"] or "{}").get("sampling") for one in datasets}
    silent = [id_ for id_, text in said.items() if not isinstance(text, str) or not text.lower().startswith(CENSUS)]
    if silent:
        raise InputError(
            f"{', '.join(silent)}: how the rows were chosen is not declared; of deals that were collected "
            "because they circle, more rings than by chance would show whoever collected them",
            hint='Declare it in datapackage.json, such as "sampling": "census: all deals of …", or take --datasets.',
        )
    return "; ".join(str(text) for text in said.values())


def _one_a_place(promises: Sequence[Facts], *, priced: bool) -> list[tuple[Arc, str]]:
    """Return one deal for each payer, payee and type."""
    places: dict[tuple[str, str, str], list[Arc]] = {}
    for facts in promises:
        arc = arc_of(facts)
        places.setdefault((arc.payer, arc.payee, facts["relationship"]), []).append(arc)
    currencies = {arc.currency for same in places.values() for arc in same if arc.currency}
    if priced and len(currencies) > 1:
        raise InputError(
            f"the amounts are in {', '.join(sorted(currencies))}, which do not add up",
            hint="Convert them with --rates FILE --in CURRENCY.",
        )
    return [
        (
            Arc(
                payer,
                payee,
                sum(arc.low for arc in same) if priced else 0,
                sum(arc.priced for arc in same) if priced else None,
                next(iter(currencies), None) if priced else None,
                tuple(sorted(deal for arc in same for deal in arc.deals)),
            ),
            kind,
        )
        for (payer, payee, kind), same in sorted(places.items())
    ]
