"""Every simple ring once, the same on lists and compiled, and as networkx finds them."""

import threading

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from circflow.errors import InputError
from circflow.rings import chunks, find
from circflow.rings.engine import PLAIN, compiled
from circflow.rings.ordering import Smallest, in_order

COMPILED = compiled()
_SOON_S = 20.0
ENGINES = [pytest.param(PLAIN, id="lists"), pytest.param(COMPILED, id="compiled")]

_companies = st.integers(0, 6) | st.sampled_from([10**6, 2**40, 2**63 - 1])
_edges = st.lists(st.tuples(_companies, _companies), max_size=30)


def _sides(edges):
    return [source for source, _ in edges], [target for _, target in edges]


def _from_smallest(rings) -> list[tuple[int, ...]]:
    plain = [tuple(map(int, ring)) for ring in rings]
    return sorted(ring[ring.index(min(ring)) :] + ring[: ring.index(min(ring))] for ring in plain)


def _expected(edges, max_hops) -> dict[int, list[tuple[int, ...]]]:
    graph = nx.DiGraph([(source, target) for source, target in edges if source != target])
    rings = list(nx.simple_cycles(graph, length_bound=max_hops))
    return {hops: _from_smallest(ring for ring in rings if len(ring) == hops) for hops in range(2, max_hops + 1)}


def test_the_compiled_engine_is_tested_here():
    assert COMPILED is not None


@pytest.mark.parametrize("run", ENGINES)
@given(edges=_edges, max_hops=st.integers(2, 8))
def test_every_ring_is_found_once(run, edges, max_hops):
    found = find(*_sides(edges), max_hops, run=run)

    assert {hops: _from_smallest(rings) for hops, rings in found.items()} == _expected(edges, max_hops)


@pytest.mark.parametrize("run", ENGINES)
@given(edges=_edges, max_hops=st.integers(2, 6), size=st.integers(1, 5))
def test_chunks_hold_the_same_rings_however_small_they_are(run, edges, max_hops, size):
    pieces = list(chunks(*_sides(edges), max_hops, size=size, run=run))

    assert all(1 <= sum(map(len, piece.values())) <= size for piece in pieces)
    together = [ring for piece in pieces for rings in piece.values() for ring in rings]
    assert _from_smallest(together) == sorted(ring for rings in _expected(edges, max_hops).values() for ring in rings)


@pytest.mark.parametrize("run", ENGINES)
@given(edges=_edges, max_hops=st.integers(2, 6), company=_companies)
def test_rings_through_a_company_begin_there(run, edges, max_hops, company):
    found = find(*_sides(edges), max_hops, through=company, run=run)

    assert all(ring[0] == company for rings in found.values() for ring in rings)
    through = {hops: [ring for ring in rings if company in ring] for hops, rings in _expected(edges, max_hops).items()}
    assert {hops: _from_smallest(rings) for hops, rings in found.items()} == through


@pytest.mark.parametrize("run", ENGINES)
@given(edges=_edges, max_hops=st.integers(2, 6), companies=st.sets(_companies, max_size=4))
def test_rings_through_one_of_several_companies_are_found_once(run, edges, max_hops, companies):
    found = find(*_sides(edges), max_hops, through=companies, run=run)

    assert all(ring[0] in companies for rings in found.values() for ring in rings)
    through = {
        hops: [ring for ring in rings if companies & set(ring)] for hops, rings in _expected(edges, max_hops).items()
    }
    assert {hops: _from_smallest(rings) for hops, rings in found.items()} == through


@pytest.mark.parametrize("run", ENGINES)
@given(edges=_edges, max_hops=st.integers(2, 6), size=st.integers(1, 5), most=st.integers(1, 12))
def test_the_first_rings_are_those_that_all_would_begin_with(run, edges, max_hops, size, most):
    kept = Smallest(most)
    for chunk in chunks(*_sides(edges), max_hops, size=size, run=run):
        kept.add(chunk)
    ordered = [ring for _, rings in sorted(_expected(edges, max_hops).items()) for ring in rings]

    assert kept.enough == (len(ordered) >= most)
    assert list(kept)[:most] == ordered[:most]


@pytest.mark.parametrize("run", ENGINES)
def test_the_first_of_many_rings_need_little_memory(run, monkeypatch):
    monkeypatch.setattr("circflow.rings.ordering._LEAST", 100)
    kept = Smallest(10)
    everybody = [(one, other) for one in range(12) for other in range(12) if one != other]
    held = []
    for chunk in chunks(*_sides(everybody), 5, size=50, run=run):
        kept.add(chunk)
        held.append(kept.held)

    assert sum(1 for _ in held) > 100
    assert max(held) <= 4 * 100 + 50
    assert list(kept)[:3] == [(0, 1), (0, 2), (0, 3)]


@pytest.mark.parametrize("run", ENGINES)
@given(edges=_edges, max_hops=st.integers(2, 6), size=st.integers(1, 5))
def test_in_order_short_rings_come_first_each_from_its_smallest_number(run, edges, max_hops, size):
    ordered = list(in_order(chunks(*_sides(edges), max_hops, size=size, run=run)))

    assert ordered == [ring for _, rings in sorted(_expected(edges, max_hops).items()) for ring in rings]


def test_the_same_call_returns_the_same_arrays():
    random = np.random.default_rng(3)
    sources, targets = random.integers(0, 300, 3_000), random.integers(0, 300, 3_000)
    once, again = (find(sources, targets, 4) for _ in range(2))

    assert sum(map(len, once.values())) > 1_000
    assert all((once[hops] == again[hops]).all() for hops in once)


def test_rings_are_in_walking_order_from_the_company_with_the_most_edges():
    found = find([7, 5, 9, 5, 3], [5, 9, 7, 3, 5], 3, run=PLAIN)

    assert found == {2: [(5, 3)], 3: [(5, 9, 7)]}


@pytest.mark.parametrize("ids", [list, tuple, np.array, lambda ids: np.array(ids, np.int32), np.array([]).__class__])
def test_lists_and_arrays_of_any_width_are_taken(ids):
    if ids is np.ndarray:
        ids = lambda given: np.array(given, np.uint64)  # noqa: E731
    found = find(ids([1, 2]), ids([2, 1]), 3, run=COMPILED)

    assert [rings.shape for rings in found.values()] == [(1, 2), (0, 3)]
    assert find(ids([1, 2]), ids([2, 1]), 3, run=PLAIN)[2] in ([(1, 2)], [(2, 1)])


@pytest.mark.parametrize("run", ENGINES)
@pytest.mark.parametrize("edges", [[], [(4, 4)], [(1, 2), (2, 3)]])
def test_graphs_without_rings_have_none(run, edges):
    assert {hops: len(rings) for hops, rings in find(*_sides(edges), 4, run=run).items()} == {2: 0, 3: 0, 4: 0}
    assert list(chunks(*_sides(edges), 4, run=run)) == []


@pytest.mark.parametrize("run", ENGINES)
def test_a_long_ring_is_no_deeper_than_memory_allows(run):
    around = list(range(5_000))
    found = find(around, [*around[1:], 0], 5_000, run=run)

    assert _from_smallest(found[5_000]) == [tuple(around)]


@pytest.mark.parametrize("run", ENGINES)
@pytest.mark.parametrize(
    ("sources", "targets", "max_hops", "said"),
    [
        ([1], [2, 3], 4, "1 sources and 2 targets"),
        ([-1], [2], 4, "from 0 to"),
        ([1], [2**63], 4, "integer"),
        ([1.5], [2], 4, "integer"),
        (["one"], ["two"], 4, "integer"),
        ([None], [2], 4, "integer"),
        ([[1]], [[2]], 4, "integer"),
        ([1], [2], 1, "whole number from 2"),
        ([1], [2], True, "whole number from 2"),
        ([1], [2], 3.0, "whole number from 2"),
    ],
)
def test_what_makes_no_sense_is_refused(run, sources, targets, max_hops, said):
    with pytest.raises(InputError) as refused:
        find(sources, targets, max_hops, run=run)

    assert said in str(refused.value) or "ids are integers" in str(refused.value)


def test_a_chunk_without_room_is_refused():
    with pytest.raises(InputError, match="at least one ring"):
        list(chunks([1], [2], 2, size=0))


def test_somebody_who_has_seen_enough_waits_for_nobody():
    everybody = [(one, other) for one in range(40) for other in range(40) if one != other]
    seen = chunks(*_sides(everybody), 5, size=10, run=COMPILED)

    assert len(next(seen)) >= 1
    seen.close()
    assert list(seen) == []
    for thread in threading.enumerate():
        if thread.name == "ring search":
            thread.join(timeout=_SOON_S)
            assert not thread.is_alive()
