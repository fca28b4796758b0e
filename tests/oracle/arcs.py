"""What companies promise each other, one row an agreement of a hop; written from the definitions, without Cypher."""

from datetime import date
from math import inf

from oracle.deals import FIRM, OracleDeal, Question, World, status_at
from oracle.money import agreement_amounts, brings_amount
from oracle.network import STAKES, Network, Row


def arcs(world: World, question: Question) -> list[Row]:
    """Return the arcs of a question in their order; what is open or unknown is None."""
    network = Network(world, question)
    found = []
    for (payer, kind, payee), passing in network.passing.items():
        if kind == "JOINT_VENTURE" and not question.joint_ventures:
            continue
        amounts = agreement_amounts(network.all[payer, kind, payee], passing)
        for agreement, carried in amounts.items():
            deals = [deal for deal in passing if deal.agreement == agreement and brings_amount(deal)]
            known = carried.known and len(carried.currencies) == 1
            dated = all(deal.latest for deal in deals)
            found.append(
                {
                    "payer": payer,
                    "payee": payee,
                    "relationship": kind,
                    "low": carried.low if known else None,
                    "high": carried.high if known and carried.high != inf else None,
                    "currency": next(iter(carried.currencies)) if known else None,
                    "first": min(deal.begins for deal in deals) if dated else None,
                    "last": max(deal.latest for deal in deals if deal.latest) if dated else None,
                    "deals": sorted(deal.id for deal in deals),
                }
            )
    return sorted(found, key=lambda row: (row["payer"], row["payee"], row["relationship"], row["deals"]))


def layer(found: list[Row], currency: str) -> list[Row]:
    """Return the arcs that can be in one currency."""
    return [row for row in found if row["currency"] in {None, currency}]


def stakes(world: World, question: Question, today: date) -> list[Row]:
    """Return what each owner holds of each company: the stake of the latest deal that states one, a firm one first."""
    network = Network(world, question)
    latest: dict[tuple[str, str], OracleDeal] = {}
    for (owner, kind, held), deals in network.passing.items():
        for deal in deals:
            if kind in STAKES and deal.row.get("stake_pct") and (question.as_of or deal.begins <= today <= deal.ends):
                before = latest.get((owner, held))
                if before is None or _newer(deal, question) > _newer(before, question):
                    latest[owner, held] = deal
    return [
        {
            "owner": owner,
            "held": held,
            "low": 0.0 if any(form.startswith("warrants") for form in deal.forms) else float(deal.row["stake_pct"]),
            "high": float(deal.row["stake_pct"]),
            "deals": [deal.id],
        }
        for (owner, held), deal in sorted(latest.items())
    ]


def _newer(deal: OracleDeal, question: Question) -> tuple[bool, date, str]:
    return status_at(deal, question.as_of) in FIRM, deal.begins, deal.id
