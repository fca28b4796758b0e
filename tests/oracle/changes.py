"""What appeared or went between two days: the answers of both days, held against each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from oracle.deals import FIRM, OracleDeal, Question, World, status_at
from oracle.network import Network, Row
from oracle.rings import ring_hops

_OVER = {"lapsed", "terminated", "exited", "defaulted", "ended"}

Legs = list[list[OracleDeal]]


@dataclass(frozen=True)
class _Item:
    """A ring, a purchase with a shared owner, or a deal."""

    what: str
    name: str
    companies: tuple[str, ...]


def changes(world: World, question: Question) -> list[Row]:
    """Items of one day only; and those of both that are firm on one only, by the statuses of their deals."""
    asked = [replace(question, as_of=day) for day in (question.since, question.until)]
    days = [(asked_then, dict(_items(world, asked_then))) for asked_then in asked]
    rows = []
    for item in {item for _, items in days for item in items}:
        found = _change(item, days)
        if found:
            change, causes = found
            everything = [deal for _, items in days for leg in items.get(item, ()) for deal in leg]
            rows.append(
                {
                    "what": item.what,
                    "item": item.name,
                    "change": change,
                    "because_of": sorted({deal.id for deal in causes}),
                    "companies": list(item.companies),
                    "deals": sorted({deal.id for deal in everything}),
                }
            )
    return sorted(rows, key=lambda row: (row["what"] == "deal", row["what"], row["item"]))


def _items(world: World, question: Question) -> Iterator[tuple[_Item, Legs]]:
    """Give what there is on the day of a question, each step with its deals."""
    network = Network(world, question)
    through = question.through and world.place(question.through, question)
    for hops in ring_hops(network, world, question):
        name = " ".join([hops[0][0], *(f"{kind} {payee}" for _, kind, payee in hops)])
        yield _Item("ring", name, tuple(payer for payer, _, _ in hops)), [network.passing[hop] for hop in hops]
    # Ventures are owned whether or not they count in rings.
    owned = replace(question, joint_ventures=True)
    both = ((customer, supplier, owner) for customer, supplier in network.sales for owner in network.owners[customer])
    for customer, supplier, owner in both:
        if owner in {customer, supplier} or through not in {None, customer, supplier, owner}:
            continue
        legs = [network.buys(customer, supplier), *(network.owns(owner, one, owned) for one in (customer, supplier))]
        if all(legs):
            name = f"{customer} BUYS_FROM {supplier}, owner {owner}"
            yield _Item("shared owner", name, (customer, supplier, owner)), legs
    for (payer, _, payee), deals in network.passing.items():
        if through in {None, payer, payee}:
            for deal in deals:
                yield _Item("deal", deal.id, (payer, payee)), [[deal]]


def _change(item: _Item, days: Sequence[tuple[Question, dict[_Item, Legs]]]) -> tuple[str, list[OracleDeal]] | None:
    """Say what became of an item, and through which deals."""
    both = all(item in items for _, items in days)

    def takes(deal: OracleDeal, question: Question) -> bool:
        return _is_firm(deal, question.as_of) if both else _counts(deal, question)

    was, is_ = (
        item in items and all(any(takes(deal, question) for deal in leg) for leg in items[item])
        for question, items in days
    )
    if was == is_:
        return None
    (here, items), (other, _) = days[::-1] if is_ else days
    # The steps that could not be taken on the other day, each with the deals that it can be taken by.
    steps = [
        [deal for deal in leg if takes(deal, here)]
        for leg in items[item]
        if not any(takes(deal, other) for deal in leg)
    ]
    causes = [deal for leg in steps for deal in leg]
    if all(any(_turned(deal, here.as_of, other.as_of) for deal in leg) for leg in steps):
        return "firmed" if is_ else "weakened", causes
    return None if both else ("appeared" if is_ else "ended", causes)


def _counts(deal: OracleDeal, question: Question) -> bool:
    """Say whether a deal that counts on one day does on another, where only date and status can differ."""
    return _is_there(deal, question.as_of) and (question.status == "all" or status_at(deal, question.as_of) in FIRM)


def _is_there(deal: OracleDeal, day: date) -> bool:
    return deal.begins <= day <= deal.ends


def _is_firm(deal: OracleDeal, day: date) -> bool:
    """Say whether a deal is there and firm, and its status does not say that it is over."""
    return _is_there(deal, day) and status_at(deal, day) in FIRM - _OVER


def _turned(deal: OracleDeal, day: date, other: date) -> bool:
    """Say whether a deal is there on both days and firm on the first only."""
    return _is_firm(deal, day) and _is_there(deal, other) and not _is_firm(deal, other)
