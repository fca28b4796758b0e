"""How much of a supplier's revenue or backlog comes from outside the companies that it financed, its ring, its kin."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from circflow.computed.asked import Asked, Computed, Row, listed
from circflow.computed.figures import AMOUNT, SHARES, Facts, Stated, stated, used
from circflow.computed.layers import arc_of, worth_asking
from circflow.model import PartialDate
from circflow.money import Figure, PublishedShare, Sale, outside_share
from circflow.money.hops import hops, in_rings

_RELATED: Final = 20.0
"""Percent from which a stake makes a related party."""

_STAKES: Final = ("INVESTS_IN", "JOINT_VENTURE")
_YEAR: Final = 365.25
_WHOLE: Final = 100

Circles = Mapping[str, tuple[frozenset[str], tuple[str, ...]]]
"""By name: the companies, and the deals that put them there."""


def outside_share_rows(fetched: Sequence[Mapping[str, Any]], asked: Asked) -> Computed:
    """Return a row for each figure, circle and basis with a customer inside, ordered by supplier and period."""
    world = _World(fetched)
    supplier = asked.parameters["supplier"] and asked.place(asked.parameters["supplier"])
    rows: list[Row] = []
    left_out: list[str] = []
    for metric, share in SHARES.items():
        figures, shorter = used(world.figures, metric)
        left_out += shorter
        for one in figures:
            if supplier in {None, one.company}:
                asked.progress(f"{metric} of {one.company}, {one.told}", 0, 0)
                rows += world.rows(one, share)
    named = {row["supplier"] for row in rows}
    remarks = [text for text in left_out if text.partition(" ")[0] in named]
    told = (f"Left out for a longer period that holds it: {listed(remarks)}.",) if remarks else ()
    sold = {deal for row in rows for deal in row["deals"]}
    order = sorted(
        rows, key=lambda row: (row["supplier"], row["metric"], row["period"], _ORDER[row["circle"]], row["basis"])
    )
    return Computed(tuple(order), (*told, *worth_asking(map(arc_of, world.sales), sold)))


_ORDER: Final = {"financed": 0, "ring": 1, "related": 2}


@dataclass(frozen=True, slots=True)
class _Term:
    begins: date | None
    ends: date | None


class _World:
    """What was fetched: promises, deals, and figures of suppliers."""

    def __init__(self, fetched: Sequence[Mapping[str, Any]]) -> None:
        by_kind: dict[str, list[Facts]] = {"promise": [], "deal": [], "figure": []}
        for row in fetched:
            by_kind[row["kind"]].append(row["facts"])
        self.deals = {facts["id"]: facts for facts in by_kind["deal"]}
        self.sales = [facts for facts in by_kind["promise"] if facts["relationship"] == "BUYS_FROM"]
        self.figures = stated(by_kind["figure"])
        promised = hops(map(arc_of, by_kind["promise"]))
        self._rings = [frozenset(side for hop in piece for side in hop.pair) for piece in in_rings(promised)]

    def rows(self, figure: Stated, share: str) -> Iterator[Row]:
        """Yield the rows of one figure."""
        published = self._published(figure, share)
        facts = figure.facts
        reported = Figure(
            int(facts["low"]),
            int(facts["low"] if facts["high"] is None else facts["high"]),
            *figure.period,
            facts["currency"],
        )
        for name, (inside, behind) in self._circles(figure).items():
            sales = [sale for sale in self._sold(figure) if sale.customer in inside]
            known = [one for one in published if one.customer in inside]
            if not sales and not known:
                continue
            for answer in outside_share(reported, sales, known):
                yield {
                    "supplier": figure.company,
                    "circle": name,
                    "metric": figure.metric,
                    "period": figure.told,
                    "inside_low": answer.inside_low,
                    "inside_high": answer.inside_high,
                    "outside_low": answer.outside_low,
                    "outside_high": answer.outside_high,
                    "currency": answer.currency,
                    "basis": answer.basis,
                    "assumed": answer.assumed,
                    "companies": sorted({figure.company, *answer.companies}),
                    "deals": sorted({*answer.deals, *self._of(behind, answer.companies)}),
                }

    def _of(self, deals: Iterable[str], companies: Iterable[str]) -> set[str]:
        among = frozenset(companies)
        return {id_ for id_ in deals if among & {self.deals[id_]["payer"], self.deals[id_]["payee"]}}

    def _circles(self, figure: Stated) -> Circles:
        company, (first, last) = figure.company, figure.period
        financing = [
            one for one in self._stakes() if one["payer"] == company and one["begins"] <= last and one["ends"] >= first
        ]
        financed = frozenset(one["payee"] for one in financing)
        ring = financed.union(*(piece for piece in self._rings if company in piece)) - {company}
        large = [
            one for one in self._stakes() if (one["stake"] or 0) >= _RELATED and company in (one["payer"], one["payee"])
        ]
        related = ring.union(one[side] for one in large for side in ("payer", "payee")) - {company}
        of_financing = tuple(one["id"] for one in financing)
        return {
            "financed": (financed, of_financing),
            "ring": (ring, of_financing),
            "related": (related, (*of_financing, *(one["id"] for one in large))),
        }

    def _stakes(self) -> list[Facts]:
        return [one for one in self.deals.values() if one["relationship"] in _STAKES and one["payer"] != one["payee"]]

    def _sold(self, figure: Stated) -> Iterator[Sale]:
        """Yield what the supplier sells, as far as it can fall into the figure."""
        first, last = figure.period
        for facts in self.sales:
            if facts["payee"] != figure.company:
                continue
            of_one = [self.deals[id_] for id_ in facts["deals"]]
            if min(one["begins"] for one in of_one) > last or max(one["ends"] for one in of_one) < first:
                continue
            other = facts["currency"] not in {None, figure.facts["currency"]}
            high = None if other else facts["high"]
            if figure.metric == "backlog":
                # What part of a contract is still to come nobody says.
                yield Sale(facts["payer"], 0, high, deals=tuple(facts["deals"]))
                continue
            term = _term(of_one)
            low = 0 if other else facts["low"] or 0
            yield Sale(
                facts["payer"], low, high, spread=True, begins=term.begins, ends=term.ends, deals=tuple(facts["deals"])
            )

    def _published(self, figure: Stated, share: str) -> list[PublishedShare]:
        """Return the best published share of each customer in the period; an amount is a share of the figure."""
        found: dict[str, PublishedShare] = {}
        low, high = figure.facts["low"], figure.facts["high"] or figure.facts["low"]
        for one in self.figures:
            customer = one.facts["counterparty"]
            if (one.company, one.period) != (figure.company, figure.period) or not customer or customer in found:
                continue
            least, most = one.facts["low"], one.facts["high"]
            most = least if most is None else most
            if one.metric == share:
                found[customer] = PublishedShare(customer, float(least), float(most))
            elif (
                one.metric == AMOUNT
                and figure.metric == "revenue"
                and one.facts["currency"] == figure.facts["currency"]
            ):
                found[customer] = PublishedShare(
                    customer, min(_WHOLE, _WHOLE * least / high), min(_WHOLE, _WHOLE * most / low)
                )
        return list(found.values())


def _term(deals: Sequence[Facts]) -> _Term:
    """Return the term of an agreement, where all of its deals say one."""
    spans = [_span(one) for one in deals]
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return _Term(None, None)
    return _Term(min(begins for begins, _ in known), max(ends for _, ends in known))


def _span(deal: Facts) -> tuple[date, date] | None:
    if not deal["effective"] or not deal["years"]:
        return None
    begins = PartialDate.parse(deal["effective"]).earliest
    years = deal["years"]
    if years == int(years) and (begins.month, begins.day) != (2, 29):
        return begins, begins.replace(year=begins.year + int(years)) - timedelta(days=1)
    return begins, begins + timedelta(days=round(years * _YEAR) - 1)
