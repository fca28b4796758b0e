"""Rings and paths of money, found by networkx in a graph of companies or groups."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from math import inf

import networkx as nx
from oracle.deals import OracleDeal, Question, World
from oracle.money import hop_amount, ring_amount
from oracle.network import Hop, Network, Row

_YEAR = 365
"""The window of `rings-in-time`, unless told otherwise."""


def round_trips(world: World, question: Question) -> list[Row]:
    """Directed loops without a repeated node, one row a choice of types along it."""
    rows = rings(world, question)
    if question.top is None:
        return rows
    # Python sorts stably: what carries the same stays in the usual order.
    return sorted(rows, key=lambda row: -inf if row["carries_low"] is None else row["carries_low"], reverse=True)[
        : question.top
    ]


def rings(world: World, question: Question) -> list[Row]:
    """Return all of them, in the usual order."""
    network = _chosen(world, question, undated=question.window_days is None)
    found = _with_new(ring_hops(network, world, question), network, question)
    if question.window_days is not None:
        found = [hops for hops in found if any(_in_order([network.passing[hop] for hop in hops], question.window_days))]
    return [_ring(network, hops) for hops in found]


def _chosen(world: World, question: Question, *, undated: bool) -> Network:
    """Leave out deals that are too small, in another currency or, where a date is needed, without one."""
    network = Network(world, question)
    for hop, deals in list(network.passing.items()):
        network.passing[hop] = [
            deal
            for deal in deals
            if (undated or deal.latest)
            and (
                question.min_amount is None
                or (deal.low is not None and deal.low >= question.min_amount and deal.currency == question.currency)
            )
        ]
        if not network.passing[hop]:
            del network.passing[hop]
    return network


def ring_hubs(world: World, question: Question) -> list[Row]:
    """In how many loops each company is, and in how many it is not."""
    found = rings(world, question)
    rows = []
    for company in {company for row in found for company in row["ring"]}:
        own = [row for row in found if company in row["ring"]]
        rows.append(
            {
                "company": company,
                "rings": len(own),
                "rings_without": sum(company not in row["ring"] for row in found),
                "companies": sorted({other for row in own for other in row["ring"]}),
                "deals": sorted({deal for row in own for deal in row["deals"]}),
            }
        )
    return sorted(rows, key=lambda row: (-row["rings"], row["company"]))


def rings_in_time(world: World, question: Question) -> list[Row]:
    """Loops of which, from some hop on, one dated deal a hop can be chosen whose earliest readings never fall.

    Of all choices within the window it is that with the earliest first, then the earliest last deal; then the one with
    the earliest at each hop, of these the most precisely dated, then the smallest ids.
    """
    network = _chosen(world, question, undated=True)
    window_days = _YEAR if question.window_days is None else question.window_days
    rows = []
    for hops in _with_new(ring_hops(network, world, question), network, question):
        chosen = min(_in_order([network.passing[hop] for hop in hops], window_days), key=_earliest, default=[])
        if chosen:
            surely = all(before.latest < deal.begins for before, deal in pairwise(chosen))
            rows.append(
                {
                    **_ring(network, hops),
                    "companies": [payer for payer, _, _ in hops],
                    "first": chosen[0].begins,
                    "last": chosen[-1].begins,
                    "days": (chosen[-1].begins - chosen[0].begins).days,
                    "order": "rising" if surely else "together",
                    "in_order": [deal.id for deal in chosen],
                }
            )
    return rows


def _with_new(found: list[list[Hop]], network: Network, question: Question) -> list[list[Hop]]:
    """Keep the loops with a deal that was announced after a day."""
    day = question.new_since
    return [
        hops for hops in found if day is None or any(deal.begins > day for hop in hops for deal in network.passing[hop])
    ]


def money_paths(world: World, question: Question) -> list[Row]:
    """Directed paths from the payer to the payee without a repeated node, one row a choice of types along it."""
    network = Network(world, question)
    graph = _graph(network, question)
    payer, payee = world.place(question.payer, question), world.place(question.payee, question)
    if payer == payee or payer not in graph or payee not in graph:
        return []
    rows = []
    for path in nx.all_simple_paths(graph, payer, payee, cutoff=question.max_hops):
        for hops in _choices(graph, list(pairwise(path))):
            row = _ring(network, hops)
            rows.append(
                {"path": path, "companies": path}
                | {name: value for name, value in row.items() if name not in {"ring", "deals_by_hop", "quality"}}
            )
    return sorted(rows, key=lambda row: (row["hops"], row["path"], row["relationships"]))


def _graph(network: Network, question: Question) -> nx.DiGraph:
    graph = nx.DiGraph()
    for payer, kind, payee in network.passing:
        if kind != "JOINT_VENTURE" or question.joint_ventures:
            graph.add_edge(payer, payee)
            graph[payer][payee].setdefault("kinds", set()).add(kind)
    return graph


def _choices(graph: nx.DiGraph, steps: Sequence[tuple[str, str]]) -> Iterator[list[Hop]]:
    for kinds in product(*(sorted(graph[payer][payee]["kinds"]) for payer, payee in steps)):
        yield [(payer, kind, payee) for (payer, payee), kind in zip(steps, kinds, strict=True)]


def ring_hops(network: Network, world: World, question: Question) -> list[list[Hop]]:
    """Return the hops of each loop, in the order of the answers."""
    through = question.through and world.place(question.through, question)
    graph = _graph(network, question)
    found = []
    for cycle in nx.simple_cycles(graph, length_bound=question.max_hops):
        start = cycle.index(min(cycle))
        ring = cycle[start:] + cycle[:start]
        if not through or through in ring:
            found += _choices(graph, list(pairwise([*ring, ring[0]])))
    enough = [hops for hops in found if sum(kind == "BUYS_FROM" for _, kind, _ in hops) >= question.min_purchases]
    return sorted(enough, key=lambda hops: (len(hops), [hop[0] for hop in hops], [hop[1] for hop in hops]))


def _ring(network: Network, hops: list[Hop]) -> Row:
    passing = [network.passing[hop] for hop in hops]
    best = [min((deal.quality for deal in deals if deal.quality), default=None) for deals in passing]
    by_hop = [sorted(deal.id for deal in deals) for deals in passing]
    return {
        "ring": [payer for payer, _, _ in hops],
        "hops": len(hops),
        "relationships": [kind for _, kind, _ in hops],
        "deals_by_hop": by_hop,
        **ring_amount([hop_amount(network.all[hop], network.passing[hop]) for hop in hops]),
        "contingent": any(all(deal.contingent for deal in deals) for deals in passing),
        "quality": None if None in best else max(best),
        "deals": [deal for deals in by_hop for deal in deals],
    }


def _in_order(hops: Sequence[Sequence[OracleDeal]], window_days: int) -> Iterator[list[OracleDeal]]:
    dated = [[deal for deal in deals if deal.latest] for deals in hops]
    for turn in range(len(dated)):
        chosen: list[list[OracleDeal]] = [[]]
        for deals in dated[turn:] + dated[:turn]:
            chosen = [[*before, deal] for before in chosen for deal in deals if _follows(before, deal, window_days)]
        yield from chosen


def _follows(before: Sequence[OracleDeal], deal: OracleDeal, window_days: int) -> bool:
    return not before or (before[-1].begins <= deal.begins and (deal.begins - before[0].begins).days <= window_days)


def _earliest(chosen: Iterable[OracleDeal]) -> tuple[object, ...]:
    chosen = list(chosen)
    return (
        chosen[0].begins,
        chosen[-1].begins,
        [deal.begins for deal in chosen],
        [deal.latest for deal in chosen],
        [deal.id for deal in chosen],
    )
