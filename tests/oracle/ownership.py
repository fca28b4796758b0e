"""Who holds whom, found without Cypher: funded customers, joint ventures, chains of owners, and rivals of one owner."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from math import inf
from typing import Any

from oracle.deals import OracleDeal, Question, World
from oracle.money import Carried, hop_amount
from oracle.network import STAKES, Network, Row


def funded_customers(world: World, question: Question) -> list[Row]:
    """S invests in C, and C buys from S; one row a pair, with the money of both legs."""
    network = Network(world, question)
    kinds = STAKES if question.joint_ventures else STAKES[:1]
    rows = []
    for customer, supplier in network.sales:
        bought = network.buys(customer, supplier)
        funding = [deal for kind in kinds for deal in network.passing.get((supplier, kind, customer), [])]
        if funding:
            row = network.row({"supplier": supplier, "customer": customer}, funding, bought)
            invested = _amount(network, [(supplier, kind, customer) for kind in kinds])
            spent = _amount(network, [(customer, "BUYS_FROM", supplier)])
            currencies = invested.currencies | spent.currencies
            mixed = len(currencies) > 1
            money = {**_bounds("invested", invested), **_bounds("bought", spent)}
            row |= dict.fromkeys(money) if mixed else money
            row["currency"] = "mixed" if mixed else next(iter(currencies), None)
            rows.append(row)
    return sorted(rows, key=lambda row: (row["supplier"], row["customer"]))


def _amount(network: Network, hops: Iterable[tuple[str, str, str]]) -> Carried:
    parts = [hop_amount(network.all.get(hop, []), network.passing.get(hop, [])) for hop in hops]
    return Carried(
        any(part.known for part in parts),
        sum(part.low for part in parts),
        sum(part.high for part in parts),
        frozenset().union(*(part.currencies for part in parts)),
    )


def _bounds(name: str, amount: Carried) -> dict[str, Any]:
    low, high = (amount.low, amount.high) if amount.known else (None, None)
    return {f"{name}_low": low, f"{name}_high": None if high == inf else high}


def joint_ventures(world: World, question: Question) -> list[Row]:
    """V that somebody is a parent of, with what it trades with its parents; one row a venture."""
    network = Network(world, question)
    parents: dict[str, list[str]] = {}
    for payer, kind, payee in network.passing:
        if kind == "JOINT_VENTURE":
            parents.setdefault(payee, []).append(payer)
    rows = []
    for venture, unsorted in sorted(parents.items()):
        founders = sorted(unsorted)
        shares = {parent: network.passing[parent, "JOINT_VENTURE", venture] for parent in founders}
        legs = [deal for parent in founders for deal in (*shares[parent], *_trade(network, venture, parent))]
        rows.append(
            {
                "venture": venture,
                "parents": founders,
                "stakes": [_stake(shares[parent]) for parent in founders],
                "buys_from_parents": [parent for parent in founders if network.buys(venture, parent)],
                "sells_to_parents": [parent for parent in founders if network.buys(parent, venture)],
                "companies": [venture, *founders],
                "deals": sorted(deal.id for deal in legs),
            }
        )
    return rows


def ownership_chains(world: World, question: Question) -> list[Row]:
    """Chains of stakes without a repeated company; one row a chain."""
    network = Network(world, question)
    steps = {
        (payer, payee): network.owns(payer, payee, question)
        for payer, kind, payee in network.passing
        if kind in STAKES and network.owns(payer, payee, question)
    }
    onward: dict[str, list[str]] = {}
    for payer, payee in steps:
        onward.setdefault(payer, []).append(payee)
    owner = question.owner and world.place(question.owner, question)
    held = question.held and world.place(question.held, question)
    chains = [
        chain
        for start in onward
        for chain in _walks([start], onward, question.max_steps)
        if owner in {None, chain[0]} and held in {None, chain[-1]}
    ]
    rows = []
    for chain in sorted(chains, key=lambda chain: (len(chain), chain)):
        deals = [steps[step] for step in pairwise(chain)]
        rows.append(
            {
                "owner": chain[0],
                "held": chain[-1],
                "chain": chain,
                "stakes": [_stake(step) for step in deals],
                "companies": chain,
                "deals": [id_ for step in deals for id_ in sorted(deal.id for deal in step)],
            }
        )
    return rows


def _walks(chain: list[str], onward: Mapping[str, list[str]], more: int) -> Iterator[list[str]]:
    if len(chain) > 1:
        yield chain
    for company in onward.get(chain[-1], ()) if more else ():
        if company not in chain:
            yield from _walks([*chain, company], onward, more - 1)


def rivals_with_one_owner(world: World, question: Question) -> list[Row]:
    """X owns A and X owns B, and neither buys from the other; three different parties."""
    network = Network(world, question)
    holdings: dict[str, dict[str, list[OracleDeal]]] = {}
    for owner, kind, company in network.passing:
        if kind in STAKES and (deals := network.owns(owner, company, question)):
            holdings.setdefault(owner, {})[company] = deals
    rows = []
    for owner, held in sorted(holdings.items()):
        for first, second in combinations(sorted(held), 2):
            if not _trade(network, first, second):
                row = {"owner": owner, "first": first, "second": second}
                rows.append(row | {"deals": sorted(deal.id for deal in (*held[first], *held[second]))})
    return rows


def _trade(network: Network, one: str, other: str) -> list[OracleDeal]:
    return [*network.buys(one, other), *network.buys(other, one)]


def _stake(deals: Iterable[OracleDeal]) -> float | None:
    """Return what the latest of the deals says that says anything."""
    stated = [deal for deal in deals if deal.row.get("stake_pct")]
    return float(max(stated, key=lambda deal: (deal.begins, deal.id)).row["stake_pct"]) if stated else None
