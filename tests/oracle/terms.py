"""What was agreed beside the price, found without Cypher: opposite legs, forms of payment, guarantees, conditions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from oracle.deals import FIRM, OracleDeal, Question, World, readings, status_at
from oracle.network import KINDS, Network, Row

_MONEY = {"cash", "rent", "grant", "loan", "unspecified"}
_LENT = {"loan", "debt", "grant"}
_WAITING = {"conditional", "planned"}
_OVER = {"closed", "in_force", "holding", "lapsed", "terminated", "exited", "defaulted", "ended"}


def linked_legs(world: World, question: Question) -> list[Row]:
    """A pays B and B pays A, a few days apart or in one agreement; one row a pair, types and dates."""
    network = Network(world, question)
    found: dict[tuple[Any, ...], list[tuple[OracleDeal, OracleDeal]]] = defaultdict(list)
    for (first, there_kind, second), going in network.passing.items():
        for back_kind in KINDS if first < second else ():
            for there, back in product(going, network.passing.get((second, back_kind, first), [])):
                days = _days(there, back)
                one_group = there.agreement == back.agreement
                if one_group or (days is not None and days <= question.within_days):
                    dates = there.row.get("announced_date") or None, back.row.get("announced_date") or None
                    found[first, second, (there_kind, back_kind), *dates, days, one_group].append((there, back))
    rows = []
    for (first, second, kinds, first_date, second_date, days, one_group), pairs in found.items():
        told = {"relationships": list(kinds), "first_date": first_date, "second_date": second_date, "days": days}
        row = network.row({"first": first, "second": second}, *zip(*pairs, strict=True))
        rows.append(row | told | {"one_group": one_group})
    return sorted(rows, key=_in_time)


def _days(there: OracleDeal, back: OracleDeal) -> int | None:
    dated = there.row.get("announced_date") and back.row.get("announced_date")
    return abs((there.begins - back.begins).days) if dated else None


def _in_time(row: Row) -> tuple[Any, ...]:
    dates = [(date is None, date or "") for date in (row["first_date"], row["second_date"])]
    return row["first"], row["second"], *dates, row["relationships"], row["one_group"]


def paid_in_kind(world: World, question: Question) -> list[Row]:
    """Forms that are neither cash, rent, a loan, a grant nor unspecified; one row a pair, type and form."""
    network = Network(world, question)
    rows = []
    for (payer, kind, receiver), deals in network.passing.items():
        for form in {form for deal in deals for form in deal.forms if _in_kind(form)}:
            told = {"payer": payer, "receiver": receiver, "relationship": kind, "form": form}
            paid = sorted(deal.id for deal in deals if form in deal.forms)
            rows.append(told | {"companies": [payer, receiver], "deals": paid})
    return sorted(rows, key=lambda row: (row["payer"], row["receiver"], row["relationship"], row["form"]))


def _in_kind(form: str) -> bool:
    words = form.split("_")
    return words[0] not in _MONEY and words[-1] not in _LENT


def contingent_support(world: World, question: Question) -> list[Row]:
    """Contingent deals, and all else between the two; one row a contingent deal."""
    network = Network(world, question)
    rows = []
    for (guarantor, _, beneficiary), deals in network.passing.items():
        for deal in (deal for deal in deals if deal.contingent):
            others = [
                (kind, other.id)
                for payer, payee in ((guarantor, beneficiary), (beneficiary, guarantor))
                for kind in KINDS
                for other in network.passing.get((payer, kind, payee), [])
                if other is not deal
            ]
            rows.append(
                {
                    "deal": deal.id,
                    "guarantor": guarantor,
                    "beneficiary": beneficiary,
                    "kind": deal.deal_kind or None,
                    "amount_high": deal.high,
                    "currency": deal.currency or None,
                    "until": deal.row.get("end_date") or None,
                    "ties": sorted({kind for kind, _ in others}),
                    "companies": [guarantor, beneficiary],
                    "deals": [deal.id, *(id_ for _, id_ in sorted(others))],
                }
            )
    return sorted(rows, key=lambda row: (row["guarantor"], row["beneficiary"], row["deal"]))


def open_conditions(world: World, question: Question) -> list[Row]:
    """Conditional and planned deals, and tranches that wait; one row each."""
    network = Network(world, question)
    rows = []
    for (payer, _, receiver), passing in network.passing.items():
        for deal, tranche, row in _waiting(world, passing, question):
            decider = row.get("condition_controlled_by") and world.place(row["condition_controlled_by"], question)
            low, high = _amount(row)
            rows.append(
                {
                    "deal": deal.id,
                    "tranche": tranche,
                    "payer": payer,
                    "receiver": receiver,
                    "amount_low": low,
                    "amount_high": high,
                    "currency": row.get("currency") or None,
                    "condition": row.get("condition" if tranche else "conditions") or None,
                    "decided_by": decider or None,
                    "expires": row.get("expires" if tranche else "end_date") or None,
                    "status": (row.get("status") or None) if tranche else status_at(deal, question.as_of),
                    "companies": [payer, receiver, *({decider} - {payer, receiver, "", None})],
                    "deals": [deal.id],
                }
            )
    return sorted(rows, key=lambda row: (row["payer"], row["receiver"], row["deal"], row["tranche"] or 0))


def _waiting(
    world: World, deals: Iterable[OracleDeal], question: Question
) -> Iterator[tuple[OracleDeal, int | None, Mapping[str, str]]]:
    for deal in deals:
        waits = status_at(deal, question.as_of) in _WAITING
        if waits:
            yield deal, None, deal.row
        for part in _parts(world, deal, question):
            if not any(_is_it(part, other, deal, waits=waits) for other in world.agreements[deal.agreement]):
                yield deal, int(part["tranche_no"]), part


def _parts(world: World, deal: OracleDeal, question: Question) -> Iterator[Mapping[str, str]]:
    for part in world.tranches[deal.id]:
        status = part.get("status") or ""
        if (
            (part.get("condition") or status in _WAITING)
            and status not in _OVER
            and (question.status == "all" or not status or status in FIRM)
            and not (question.as_of and part.get("expires") and readings(part["expires"])[1] < question.as_of)
        ):
            yield part


def _is_it(part: Mapping[str, str], other: OracleDeal, deal: OracleDeal, *, waits: bool) -> bool:
    """Say whether a tranche is a deal of its own: a tranche of the same agreement, with the same amount."""
    low, high = _amount(part)
    return (
        (other is not deal or waits)
        and other.rollup == "tranche"
        and (other.payee, other.kind) == (deal.payee, deal.kind)
        and (low, high) != (None, None)
        and other.currency == part.get("currency")
        and other.high == high
        and (high is not None or other.low == low)
    )


def _amount(row: Mapping[str, str]) -> tuple[int | None, int | None]:
    low, high = (int(text) if (text := row.get(name)) else None for name in ("amount_low", "amount_high"))
    return (0 if low is None and high is not None else low), high
