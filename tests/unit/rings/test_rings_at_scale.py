"""Known numbers of rings in large graphs with hubs, made up by the generator of the benchmarks."""

import pytest

from benchmarks.scale_free import drawn
from circflow.rings import chunks, find
from circflow.rings.engine import compiled

KNOWN = {
    10_000: [34, 244, 1_760, 13_030, 99_345],
    100_000: [67, 534, 4_788, 44_200, 429_016],
    1_000_000: [97, 997, 11_015],
}
"""Rings of 2, 3, … deals by the number of companies, five deals each; the tools of docs/ring-speed.md found as many."""


@pytest.mark.parametrize("companies", KNOWN)
def test_large_graphs_have_as_many_rings_as_others_found(companies):
    if not compiled():
        pytest.fail("numba is missing, which the extra dev brings")
    known = KNOWN[companies]
    graph = drawn(companies, 5 * companies)
    found = find(graph.sources, graph.targets, len(known) + 1)
    assert [len(rings) for rings in found.values()] == known


def test_chunks_hold_as_many():
    known = KNOWN[100_000]
    graph = drawn(100_000, 500_000)
    counts = dict.fromkeys(range(2, 7), 0)
    for chunk in chunks(graph.sources, graph.targets, 6, size=10_000):
        assert sum(map(len, chunk.values())) <= 10_000
        for hops, rings in chunk.items():
            counts[hops] += len(rings)
    assert list(counts.values()) == known
