"""The same figures from the plain linear programmes of their definitions, on 300 random sets of promises."""

from math import ceil, floor
from random import Random

import networkx as nx
import numpy as np
import pytest
from scipy.optimize import linprog

from circflow.money import Arc, circulation, distinct_money, outside_money, returns_to

SETS = range(300)


def _random(seed) -> list[Arc]:
    chance = Random(seed)  # noqa: S311 - sets that can be repeated
    companies = "ABCDEFG"[: chance.randint(3, 7)]
    pairs = [(a, b) for a in companies for b in companies if a != b]
    some = chance.sample(pairs, min(len(pairs), chance.randint(3, 18)))
    size = chance.choice([10, 10**6, 10**12])
    return [Arc(*pair, low := chance.randint(0, size), low + chance.randint(0, size)) for pair in some]


def _volume(caps) -> float:
    nodes = sorted({one for pair in caps for one in pair})
    balance = np.zeros((len(nodes), len(caps)))
    for column, (payer, payee) in enumerate(caps):
        balance[nodes.index(payer), column] -= 1
        balance[nodes.index(payee), column] += 1
    bounds = [(0, most) for most in caps.values()]
    return -linprog(-np.ones(len(caps)), A_eq=balance, b_eq=np.zeros(len(nodes)), bounds=bounds).fun


def _distinct(caps, max_hops) -> float:
    graph = nx.DiGraph(list(caps))
    rings = [list(zip(ring, [*ring[1:], ring[0]], strict=True)) for ring in nx.simple_cycles(graph, max_hops)]
    if not rings:
        return 0.0
    used = np.array([[pair in ring for ring in rings] for pair in caps], dtype=float)
    return -linprog(-np.ones(len(rings)), A_ub=used, b_ub=list(caps.values())).fun


@pytest.mark.parametrize("seed", SETS)
def test_a_random_set_has_the_figures_of_the_definitions(seed):
    known = _random(seed)
    volume = circulation(known).money
    max_hops = (2, 3, 7)[seed % 3]
    distinct = distinct_money(known, max_hops=max_hops).money
    for end in ("low", "high"):
        caps = {(arc.payer, arc.payee): getattr(arc, end) for arc in known}
        assert getattr(volume, end) == pytest.approx(_volume(caps), rel=1e-9, abs=1e-6)
        money, expected = getattr(distinct, end), _distinct(caps, max_hops)
        slack = 1e-9 * sum(caps.values()) + 1e-6
        # Outward, and no further than the rings that share what is less than a unit.
        assert money <= expected + slack if end == "low" else money >= expected - slack
        assert floor(expected - slack) - len(known) <= money <= ceil(expected + slack)
    assert 2 * distinct.low <= volume.low
    lows = [Arc(arc.payer, arc.payee, arc.low, arc.low) for arc in known]
    assert sum(arc.low for arc in lows) - volume.low >= outside_money(lows).high
    if max_hops == 7:
        backs = returns_to(known)
        assert max((one.back.low for one in backs), default=0) <= distinct.low + len(known)
        assert max((one.back.high for one in backs), default=0) <= distinct.high


@pytest.mark.parametrize("seed", range(0, 300, 30))
def test_figures_rise_with_every_amount(seed):
    known = _random(seed)
    for measure in (circulation, distinct_money):
        before = measure(known).money.high
        for place, arc in enumerate(known):
            more = [*known[:place], Arc(arc.payer, arc.payee, arc.low, 2 * arc.high + 1), *known[place + 1 :]]
            assert measure(more).money.high >= before
