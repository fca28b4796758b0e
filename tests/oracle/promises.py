"""What is promised in all, found without Cypher: sales among owners and owned, and how firm the promises are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

from oracle.deals import LADDER, OracleDeal, Question, World, status_at
from oracle.money import Carried, agreement_amounts, brings_amount
from oracle.network import Network, Row

_NOTHING = Carried(known=False, low=0, high=0, currencies=frozenset())


@dataclass(frozen=True)
class Promise:
    """What one agreement between two parties brings."""

    parties: tuple[str, ...]
    deals: tuple[str, ...]
    amount: Carried
    stakes: tuple[OracleDeal, ...] = ()

    @property
    def currency(self) -> str | None:
        """Return the one currency it is stated in; None without a price, or where there are several."""
        return next(iter(self.amount.currencies)) if self.amount.known and len(self.amount.currencies) == 1 else None


def captive_sales(world: World, question: Question) -> list[Row]:
    """Purchases of a company from its owners among all, and sales to its owners; one row a currency."""
    network = Network(world, question)
    seen: dict[tuple[str, str], list[Promise]] = defaultdict(list)
    for customer, supplier in network.sales:
        for promise in _purchases(network, customer, supplier):
            for company, side, party in ((customer, "customer", supplier), (supplier, "supplier", customer)):
                stakes = tuple(network.owns(party, company, question))
                seen[company, side].append(Promise((party,), promise.deals, promise.amount, stakes))
    return [
        _captive(company, side, currency, promises)
        for (company, side), promises in sorted(seen.items())
        for currency in sorted({promise.currency for promise in promises if promise.currency})
    ]


def _purchases(network: Network, customer: str, supplier: str) -> Iterator[Promise]:
    bought = [deal for deal in network.buys(customer, supplier) if not deal.contingent]
    found = [
        Promise((), tuple(deal.id for deal in bought if deal.agreement == agreement), amount)
        for agreement, amount in agreement_amounts(network.all[customer, "BUYS_FROM", supplier], bought).items()
    ]
    # What has no price leaves open what the two exchange at most.
    leaves_open = any(promise.currency is None for promise in found)
    for promise in found:
        high = inf if leaves_open else promise.amount.high
        amount = Carried(promise.amount.known, promise.amount.low, high, promise.amount.currencies)
        yield Promise((), promise.deals, amount)
    told = {id_ for promise in found for id_ in promise.deals}
    if priceless := tuple(deal.id for deal in bought if deal.id not in told):
        yield Promise((), priceless, _NOTHING)


def _captive(company: str, side: str, currency: str, promises: Iterable[Promise]) -> Row:
    promises = list(promises)
    known = [promise for promise in promises if promise.currency == currency]
    unknown = [promise for promise in promises if promise.currency is None]
    related_low, related_high = _sums(promise for promise in known if promise.stakes)
    other_low, other_high = _sums(promise for promise in known if not promise.stakes)
    shown = known + unknown
    return {
        "company": company,
        "side": side,
        "related_low": related_low,
        "related_high": _closed(related_high),
        "known_low": related_low + other_low,
        "known_high": _closed(related_high + other_high),
        "share_low": _share(related_low, other_high),
        "share_high": _share(related_high, other_low),
        "currency": currency,
        "unknown_deals": sorted(id_ for promise in unknown for id_ in promise.deals),
        "contingent": any(all(stake.contingent for stake in promise.stakes) for promise in known if promise.stakes),
        "companies": [company, *sorted({party for promise in shown for party in promise.parties})],
        "deals": sorted({id_ for promise in shown for id_ in (*promise.deals, *(deal.id for deal in promise.stakes))}),
    }


def _share(part: float, rest: float) -> float | None:
    return None if inf in {part, rest} or not part + rest else part / (part + rest)


def _sums(promises: Iterable[Promise]) -> tuple[float, float]:
    promises = list(promises)
    return sum(promise.amount.low for promise in promises), sum(promise.amount.high for promise in promises)


def _closed(amount: float) -> float | None:
    return None if amount == inf else amount


Step = tuple[str, int, str, str]


def promise_ladder(world: World, question: Question) -> list[Row]:
    """Agreements by relationship, status and form: the parts of each, and a headline for what they leave of it."""
    network = Network(world, question)
    ladder: dict[Step, list[Promise]] = defaultdict(list)
    for (payer, kind, payee), passing in network.passing.items():
        rows = network.all[payer, kind, payee]
        for agreement in {deal.agreement for deal in passing}:
            whole = [deal for deal in rows if deal.agreement == agreement and brings_amount(deal)]
            heads, standing = _standing(whole, [deal for deal in passing if deal.agreement == agreement], question)
            for (status, form), members in standing.items():
                own = [deal for deal in members if brings_amount(deal)]
                holding = [deal for deal in heads if own and deal not in own]
                amount = agreement_amounts(whole, own + holding).get(agreement, _NOTHING)
                step = (kind, -_rank(status), status, form)
                ladder[step].append(Promise((payer, payee), tuple(deal.id for deal in members + holding), amount))
    return [row for step, promises in sorted(ladder.items()) for row in _rungs(step, promises)]


def _standing(
    whole: list[OracleDeal], passing: list[OracleDeal], question: Question
) -> tuple[list[OracleDeal], dict[tuple[str, str], list[OracleDeal]]]:
    """Return the headlines that hold the parts they are made of, and the deals of an agreement by status and form."""
    heads = sorted((deal for deal in passing if deal in whole and deal.rollup == "headline"), key=lambda deal: deal.id)
    parts = [deal for deal in whole if deal.rollup != "headline"]
    stated = [deal.low for deal in heads if deal.low is not None]
    reached = (
        bool(stated)
        and any(deal in passing for deal in parts)
        and sum(inf if deal.high is None else deal.high for deal in parts) >= max(stated)
    )
    standing: dict[tuple[str, str], list[OracleDeal]] = defaultdict(list)
    for deal in passing:
        if deal not in heads:
            standing[_place(deal, question)].append(deal)
    if heads and not reached:
        standing[_place(heads[0], question)] += heads
    return heads if reached else [], standing


def _place(deal: OracleDeal, question: Question) -> tuple[str, str]:
    return status_at(deal, question.as_of), ";".join(deal.forms)


def _rank(status: str) -> int:
    return next(rank for rank, statuses in LADDER.items() if status in statuses)


def _rungs(step: Step, promises: list[Promise]) -> Iterator[Row]:
    kind, _, status, form = step
    unpriced = [promise for promise in promises if promise.currency is None]
    currencies = sorted({promise.currency for promise in promises if promise.currency})
    alone = len(currencies) == 1
    for currency in (*currencies, *([None] if unpriced and not alone else [])):
        priced = [promise for promise in promises if currency and promise.currency == currency]
        beside = unpriced if alone or currency is None else []
        low, high = _sums(priced)
        money: dict[str, Any] = {"low": low, "high": _closed(high)} if priced else {"low": None, "high": None}
        yield {
            "relationship": kind,
            "status": status,
            "form": form,
            **money,
            "currency": currency,
            "deals_priced": len(priced),
            "deals_unpriced": len(beside),
            "companies": sorted({party for promise in priced + beside for party in promise.parties}),
            "deals": sorted({id_ for promise in priced + beside for id_ in promise.deals}),
        }
