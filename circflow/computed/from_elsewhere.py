"""How much of a supplier's revenue or backlog comes from outside the companies that it financed, its ring, its kin."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from circflow.computed.asked import Asked, Computed, Row
from circflow.computed.figures import AMOUNT, SHARES, Facts, Period, Stated, converted, stated, used
from circflow.computed.layers import arc_of, worth_asking
from circflow.errors import InputError
from circflow.listing import listed
from circflow.model import PartialDate
from circflow.money import Figure, PublishedShare, Sale, outside_share
from circflow.money.hops import Hop, hops, in_rings

_RELATED: Final = 20.0
"""Percent from which a stake makes a related party."""

_STAKES: Final = ("INVESTS_IN", "JOINT_VENTURE")
_YEAR: Final = 365.25
_WHOLE: Final = 100

Inside = dict[str, set[str]]
"""The companies of a circle, each with the deals that put it there."""


def outside_share_rows(fetched: Sequence[Mapping[str, Any]], asked: Asked) -> Computed:
    """Return a row for each figure, circle and basis with a customer inside, ordered by supplier and period."""
    world = _World(fetched, asked)
    supplier = asked.parameters["supplier"] and asked.place(asked.parameters["supplier"])
    rows: list[Row] = []
    shorter: list[str] = []
    remarks: list[str] = []
    for metric, share in SHARES.items():
        figures, left_out = used(world.figures, metric)
        shorter += left_out
        for one in figures:
            if supplier in {None, one.company}:
                asked.progress(f"{metric} of {one.company}, {one.told}", 0, 0)
                try:
                    rows += list(world.rows(one, share))
                except InputError as error:
                    remarks.append(f"Left out: {metric} of {one.company}, {one.told}; {error.message}.")
    named = {row["supplier"] for row in rows}
    if held := [text for text in shorter if text.partition(" ")[0] in named]:
        remarks.append(f"Left out for a longer period that holds it: {listed(held)}.")
    remarks += world.remarks(named)
    sold = {deal for row in rows for deal in row["deals"]}
    order = sorted(
        rows, key=lambda row: (row["supplier"], row["metric"], row["period"], _ORDER[row["circle"]], row["basis"])
    )
    theirs = (arc_of(one) for one in world.sales if one["payee"] in named)
    return Computed(tuple(order), (*remarks, *worth_asking(theirs, sold)))


_ORDER: Final = {"financed": 0, "ring": 1, "related": 2}


class _World:
    """What was fetched: promises, deals, and figures of suppliers."""

    def __init__(self, fetched: Sequence[Mapping[str, Any]], asked: Asked) -> None:
        by_kind: dict[str, list[Facts]] = {"promise": [], "deal": [], "figure": []}
        for row in fetched:
            by_kind[row["kind"]].append(row["facts"])
        self.deals = {facts["id"]: facts for facts in by_kind["deal"]}
        self.sales = [facts for facts in by_kind["promise"] if facts["relationship"] == "BUYS_FROM"]
        self.figures = converted(stated(by_kind["figure"]), asked.parameters["rates"], asked.parameters["in"])
        self._places = {one["buyer"]: one["payer"] for one in by_kind["deal"]} | {
            one.facts["counterparty"]: one.facts["place"] for one in self.figures
        }
        self._stakes = [one for one in self.deals.values() if _is_stake(one)]
        self._rings = in_rings(hops(map(arc_of, by_kind["promise"])))

    def rows(self, figure: Stated, share: str) -> Iterator[Row]:
        """Yield the rows of one figure.

        Raises:
            InputError: it is nothing that could have a share, or the published shares cannot be right.
        """
        published = self._published(figure, share)
        sold = list(self._sold(figure, {one.customer for one in published}))
        for name, inside in self._circles(figure).items():
            sales = [sale for sale in sold if self._places[sale.customer] in inside]
            known = [one for one in published if self._places[one.customer] in inside]
            if not sales and not known:
                continue
            for answer in outside_share(_figure(figure), sales, known):
                customers = {self._places[one] for one in answer.companies}
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
                    "companies": sorted({figure.company, *customers}),
                    "deals": sorted({*answer.deals, *(deal for one in customers for deal in inside[one])}),
                }

    def remarks(self, suppliers: Iterable[str]) -> Iterator[str]:
        """Say at what rates the figures of some suppliers were converted."""
        named = frozenset(suppliers)
        rates = {one.rate for one in self.figures if one.company in named and one.rate is not None}
        if rates:
            told = "; ".join(map(str, sorted(rates, key=lambda rate: (rate.sold, rate.day))))
            yield f"Figures are converted at the last day of their period: {told}."

    def _circles(self, figure: Stated) -> dict[str, Inside]:
        company = figure.company
        financed: Inside = defaultdict(set)
        related: Inside = defaultdict(set)
        for one in self._held(figure.period):
            if one["payer"] == company:
                financed[one["payee"]].add(one["id"])
        for one in self._latest(figure.period):
            if one["stake"] >= _RELATED and company in (one["payer"], one["payee"]):
                related[one["payee"] if one["payer"] == company else one["payer"]].add(one["id"])
        ring = _together(financed, self._ways(company))
        return {"financed": financed, "ring": ring, "related": _together(ring, related)}

    def _held(self, period: Period) -> list[Facts]:
        """Return the stakes and investments that are in force on some day of a period."""
        first, last = period
        return [one for one in self._stakes if one["begins"] <= last and one["ends"] >= first]

    def _latest(self, period: Period) -> Iterable[Facts]:
        """Return what says the stake of each pair: its latest deal that states one."""
        said = [one for one in self._held(period) if one["stake"] is not None]
        return {
            (one["payer"], one["payee"]): one for one in sorted(said, key=lambda one: (one["begins"], one["id"]))
        }.values()

    def _ways(self, company: str) -> Inside:
        """Return the companies in rings with one, each with the deals of a shortest way to it."""
        onward: dict[str, list[Hop]] = defaultdict(list)
        for piece in self._rings:
            if any(company in hop.pair for hop in piece):
                for hop in piece:
                    onward[hop.payer].append(hop)
        found: Inside = {company: set()}
        for one in (walk := [company]):
            for hop in onward[one]:
                if hop.payee not in found:
                    found[hop.payee] = found[one].union(*(arc.deals for arc in hop.arcs))
                    walk.append(hop.payee)
        del found[company]
        return found

    def _sold(self, figure: Stated, published: Collection[str]) -> Iterator[Sale]:
        """Yield what the supplier sells, as far as it can fall into the figure.

        An agreement with several members of a group stands for one of them, if possible one without a published share.
        """
        first, last = figure.period
        for facts in self.sales:
            if facts["payee"] != figure.company:
                continue
            of_one = [self.deals[id_] for id_ in facts["deals"]]
            if min(one["begins"] for one in of_one) > last or max(one["ends"] for one in of_one) < first:
                continue
            customer = min((one["buyer"] for one in of_one), key=lambda buyer: (buyer in published, buyer))
            other = facts["currency"] not in {None, figure.facts["currency"]}
            high = None if other else facts["high"]
            if figure.metric == "backlog":
                # What part of a contract is still to come nobody says.
                yield Sale(customer, 0, high, deals=tuple(facts["deals"]))
                continue
            low = 0 if other else facts["low"] or 0
            begins, ends = _term(of_one)
            yield Sale(customer, low, high, spread=True, begins=begins, ends=ends, deals=tuple(facts["deals"]))

    def _published(self, figure: Stated, share: str) -> list[PublishedShare]:
        """Return the best published share of each customer in the period; an amount is a share of the figure."""
        found: dict[str, PublishedShare] = {}
        low, high = figure.facts["low"], figure.facts["high"]
        for one in self.figures:
            customer = one.facts["counterparty"]
            if (one.company, one.period) != (figure.company, figure.period) or not customer or customer in found:
                continue
            least, most = one.facts["low"], one.facts["high"]
            if one.metric == share:
                found[customer] = PublishedShare(customer, float(least), _WHOLE if most is None else float(most))
            elif (
                one.metric == AMOUNT
                and figure.metric == "revenue"
                and low
                and one.facts["currency"] == figure.facts["currency"]
            ):
                found[customer] = PublishedShare(
                    customer,
                    0 if high is None else min(_WHOLE, _WHOLE * least / high),
                    _WHOLE if most is None else min(_WHOLE, _WHOLE * most / low),
                )
        return list(found.values())


def _figure(stated_: Stated) -> Figure:
    low, high, currency = (stated_.facts[name] for name in ("low", "high", "currency"))
    return Figure(int(low), None if high is None else int(high), *stated_.period, currency)


def _is_stake(deal: Facts) -> bool:
    return deal["relationship"] in _STAKES and deal["payer"] != deal["payee"]


def _together(one: Inside, other: Inside) -> Inside:
    return {company: one.get(company, set()) | other.get(company, set()) for company in one.keys() | other.keys()}


def _term(deals: Sequence[Facts]) -> tuple[date | None, date | None]:
    """Return the first and the last day of an agreement, where all of its deals say a term."""
    spans = [_span(one) for one in deals]
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return None, None
    return min(begins for begins, _ in known), max(ends for _, ends in known)


def _span(deal: Facts) -> tuple[date, date] | None:
    if not deal["effective"] or not deal["years"]:
        return None
    begins = PartialDate.parse(deal["effective"]).earliest
    years = deal["years"]
    try:
        if years == int(years) and (begins.month, begins.day) != (2, 29):
            return begins, begins.replace(year=begins.year + int(years)) - timedelta(days=1)
        return begins, begins + timedelta(days=round(years * _YEAR) - 1)
    except (ValueError, OverflowError):
        # It goes on beyond the calendar, so that nobody can say what part of it falls into a period.
        return None
