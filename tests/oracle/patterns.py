"""The patterns, found another way than by Cypher: a graph of companies or groups, networkx and plain loops."""

from collections.abc import Callable
from itertools import product

import networkx as nx
from oracle.deals import Question, World
from oracle.money import hop_amount, ring_amount
from oracle.network import STAKES, Hop, Network, Row


def round_trips(world: World, question: Question) -> list[Row]:
    """Directed loops without a repeated node, one row a choice of types along it."""
    network = Network(world, question)
    through = question.through and world.place(question.through, question)
    graph = nx.DiGraph()
    for payer, kind, payee in network.passing:
        if kind != "JOINT_VENTURE" or question.joint_ventures:
            graph.add_edge(payer, payee)
            graph[payer][payee].setdefault("kinds", set()).add(kind)
    rows = []
    for cycle in nx.simple_cycles(graph, length_bound=question.max_hops):
        start = cycle.index(min(cycle))
        ring = cycle[start:] + cycle[:start]
        if through and through not in ring:
            continue
        steps = list(zip(ring, ring[1:] + ring[:1], strict=True))
        for kinds in product(*(sorted(graph[payer][payee]["kinds"]) for payer, payee in steps)):
            if kinds.count("BUYS_FROM") >= question.min_purchases:
                hops = [(payer, kind, payee) for (payer, payee), kind in zip(steps, kinds, strict=True)]
                rows.append(_ring(network, ring, hops))
    return sorted(rows, key=lambda row: (row["hops"], row["ring"], row["relationships"]))


def _ring(network: Network, ring: list[str], hops: list[Hop]) -> Row:
    passing = [network.passing[hop] for hop in hops]
    best = [min((deal.quality for deal in deals if deal.quality), default=None) for deals in passing]
    by_hop = [sorted(deal.id for deal in deals) for deals in passing]
    return {
        "ring": ring,
        "hops": len(ring),
        "relationships": [kind for _, kind, _ in hops],
        "deals_by_hop": by_hop,
        **ring_amount([hop_amount(network.all[hop], network.passing[hop]) for hop in hops]),
        "contingent": any(all(deal.contingent for deal in deals) for deals in passing),
        "quality": None if None in best else max(best),
        "deals": [deal for deals in by_hop for deal in deals],
    }


def customer_owned_suppliers(world: World, question: Question) -> list[Row]:
    """A owns B, and A buys from B; one row a kind of ownership."""
    network = Network(world, question)
    return [
        network.row({"customer": customer, "supplier": supplier, "ownership": kind}, bought, held)
        for customer, supplier in network.sales
        for kind in (STAKES[:1] if question.joint_ventures is False else STAKES)
        if (bought := network.buys(customer, supplier)) and (held := network.passing.get((customer, kind, supplier)))
    ]


def shared_owner_customers(world: World, question: Question) -> list[Row]:
    """X owns C, X owns S, and C buys from S; three different parties."""
    network = Network(world, question)
    return [
        network.row({"customer": customer, "supplier": supplier, "owner": owner}, bought, of_customer, of_supplier)
        for (customer, supplier), owner in product(network.sales, network.owners)
        if owner not in {customer, supplier}
        and (bought := network.buys(customer, supplier))
        and (of_customer := network.owns(owner, customer, question))
        and (of_supplier := network.owns(owner, supplier, question))
    ]


def ownership_returns(world: World, question: Question) -> list[Row]:
    """A buys from V, V buys from T, and A owns T; three different parties."""
    network = Network(world, question)
    return [
        network.row({"buyer": buyer, "intermediary": between, "seller": seller}, there, onward, held)
        for (buyer, between), (passing_on, seller) in product(network.sales, network.sales)
        if between == passing_on
        and buyer != seller
        and (there := network.buys(buyer, between))
        and (onward := network.buys(between, seller))
        and (held := network.owns(buyer, seller, question))
    ]


def reciprocal_purchases(world: World, question: Question) -> list[Row]:
    """A buys from B and B buys from A; one row a pair."""
    network = Network(world, question)
    return [
        network.row({"first": first, "second": second}, there, back)
        for first, second in network.sales
        if first < second and (there := network.buys(first, second)) and (back := network.buys(second, first))
    ]


PATTERNS: dict[str, Callable[[World, Question], list[Row]]] = {
    "round-trips": round_trips,
    "customer-owned-suppliers": customer_owned_suppliers,
    "shared-owner-customers": shared_owner_customers,
    "ownership-returns": ownership_returns,
    "reciprocal-purchases": reciprocal_purchases,
}
"""The patterns by the id of the stored query that must agree with them."""
