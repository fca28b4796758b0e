"""The patterns, found another way than by Cypher: plain loops over companies or groups."""

from collections.abc import Callable

from oracle.changes import changes
from oracle.contradictions import contradictions
from oracle.deals import Question, World
from oracle.network import STAKES, Network, Row
from oracle.ownership import funded_customers, joint_ventures, ownership_chains, rivals_with_one_owner
from oracle.promises import captive_sales, promise_ladder
from oracle.rings import money_paths, ring_hubs, rings_in_time, round_trips
from oracle.terms import contingent_support, linked_legs, open_conditions, paid_in_kind


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
        for customer, supplier in network.sales
        for owner in network.owners[customer]
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
        for buyer, between in network.sales
        for seller in network.suppliers[between]
        if buyer != seller
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
    "ring-hubs": ring_hubs,
    "rings-in-time": rings_in_time,
    "money-paths": money_paths,
    "changes": changes,
    "contradictions": contradictions,
    "funded-customers": funded_customers,
    "joint-ventures": joint_ventures,
    "ownership-chains": ownership_chains,
    "rivals-with-one-owner": rivals_with_one_owner,
    "linked-legs": linked_legs,
    "paid-in-kind": paid_in_kind,
    "contingent-support": contingent_support,
    "open-conditions": open_conditions,
    "captive-sales": captive_sales,
    "promise-ladder": promise_ladder,
}
"""The patterns by the id of the stored query that must agree with them."""
