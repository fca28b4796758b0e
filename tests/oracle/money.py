"""What a ring can carry, word for word as the definition has it.

Per agreement within a hop: P = its rows that pass the filters without the headline, F = those that fail, H = the
headline if it passes.

    low  = max(sum of P.low, H.low - sum of F.high)
    high = min(sum of P.high if P is not empty and P and F together reach H.low, else open; H.high - sum of F.low)

Without H the sums of P; without P and F the headline. Agreements of a hop add up. Open is infinity here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Any

from oracle.deals import OracleDeal

_BASES = {"consideration", "contract_value", "total"}
_PAPER = {
    "shares",
    "shares_of_supplier",
    "stock",
    "warrants_for_guarantee",
    "warrants_of_customer",
    "warrants_of_investee",
    "warrants_of_supplier",
}


@dataclass(frozen=True)
class Carried:
    """Bounds of a hop; `known` is False when nothing that passes has an amount."""

    known: bool
    low: float
    high: float
    currencies: frozenset[str]


def brings_amount(deal: OracleDeal) -> bool:
    """Say whether a deal's figure is money that goes over in exchange for what the arrow means."""
    return not (
        deal.rollup == "holding"
        or deal.deal_kind in {"holding", "acquisition"}
        or deal.contingent
        or deal.code == "not_this_edge"
        or deal.basis not in _BASES
        or set(deal.forms) <= _PAPER
    )


def hop_amount(rows: Iterable[OracleDeal], passing: Iterable[OracleDeal]) -> Carried:
    """Return what one hop carries, given all its deals and those that pass the filters."""
    parts = agreement_amounts(rows, passing).values()
    return Carried(
        any(part.known for part in parts),
        sum(part.low for part in parts),
        sum(part.high for part in parts),
        frozenset().union(*(part.currencies for part in parts)),
    )


def agreement_amounts(rows: Iterable[OracleDeal], passing: Iterable[OracleDeal]) -> dict[str, Carried]:
    """Return what each agreement of a hop brings, of those that have a row which passes and can bring an amount."""
    bringing = [deal for deal in rows if brings_amount(deal)]
    passes = {deal.id for deal in passing}
    return {
        agreement: _agreement([deal for deal in bringing if deal.agreement == agreement], passes)
        for agreement in {deal.agreement for deal in bringing if deal.id in passes}
    }


def ring_amount(hops: list[Carried]) -> dict[str, Any]:
    """Return the money columns of a ring."""
    currencies = set().union(*(hop.currencies for hop in hops))
    unknown = sum(not hop.known for hop in hops)
    low = min((hop.low for hop in hops if hop.known), default=inf)
    high = min((hop.high for hop in hops if hop.known), default=inf)
    mixed = len(currencies) > 1
    return {
        "carries_low": None if mixed or unknown else low,
        "carries_high": None if mixed or high == inf else high,
        "currency": "mixed" if mixed else next(iter(currencies), None),
        "unknown_hops": unknown,
    }


def _agreement(rows: list[OracleDeal], passes: set[str]) -> Carried:
    part = [deal for deal in rows if deal.rollup != "headline" and deal.id in passes]
    failing = [deal for deal in rows if deal.rollup != "headline" and deal.id not in passes]
    headline = [deal for deal in rows if deal.rollup == "headline" and deal.id in passes]
    stated = any(deal.low is not None for deal in headline)
    # What fails is set against a headline that states an amount, and against nothing else.
    compared = [*part, *headline, *(failing if stated else ())]
    known = any(deal.low is not None for deal in [*part, *headline])
    low, high = _low(part), _high(part)
    if headline:
        # Several headlines of one agreement: the largest bounds.
        head_low = max(_low([deal]) for deal in headline)
        head_high = max(_high([deal]) for deal in headline)
        reached = stated and _high(part) + _high(failing) >= head_low
        low = max(_low(part), head_low - _high(failing))
        high = min(_high(part) if part and reached else inf, head_high - _low(failing))
    currencies = frozenset(deal.currency for deal in compared if deal.low is not None)
    return Carried(known, low, max(low, high), currencies)


def _low(rows: Iterable[OracleDeal]) -> float:
    return sum(deal.low or 0 for deal in rows)


def _high(rows: Iterable[OracleDeal]) -> float:
    return sum(inf if deal.high is None else deal.high for deal in rows)
