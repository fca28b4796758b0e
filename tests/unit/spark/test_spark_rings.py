"""Spark finds the rings that `circflow.rings` finds: on 21 random graphs, in one session."""

import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow import parquet, table
from quick_spark import QUICK

from benchmarks import edge_files
from benchmarks.scale_free import drawn
from circflow.errors import InputError, OutputError, TimedOut
from circflow.rings import find
from circflow.rings.ordering import in_order
from circflow.spark import Cluster, running
from circflow.spark.finding import chunks
from circflow.spark.in_files import search
from circflow.views.edges import write_edges

Edges = list[tuple[int, int]]

_FAR = 1_000
"""Ids of one graph and the next are so far apart."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    yield Cluster("local[2]", settings=QUICK)
    running.end()


def _random_graphs(number: int, seed: int) -> Edges:
    """Graphs side by side: sparse ones and dense ones, with hubs, parallel edges and self-deals."""
    rng = random.Random(seed)  # noqa: S311 - graphs, no secrets
    edges = []
    for graph in range(number):
        companies, deals = rng.randint(2, 12), rng.randint(0, 40)
        ids = [graph * _FAR + rng.randrange(_FAR) for _ in range(companies)]
        edges += [(rng.choice(ids), rng.choice(ids[: rng.randint(1, companies)])) for _ in range(deals)]
    return edges


def _sides(edges: Edges) -> tuple[list[int], list[int]]:
    return [payer for payer, _ in edges], [payee for _, payee in edges]


@pytest.mark.parametrize("max_hops", [2, 3, 5])
def test_random_graphs_have_the_same_rings(cluster: Cluster, max_hops: int) -> None:
    sides = _sides(_random_graphs(7, seed=max_hops))
    expected = list(in_order([find(*sides, max_hops)]))

    assert list(in_order(chunks(*sides, max_hops, cluster=cluster, size=7))) == expected
    assert len(expected) > max_hops


def test_rings_through_companies_begin_there(cluster: Cluster) -> None:
    sides = _sides(_random_graphs(6, seed=9))
    every = list(in_order([find(*sides, 4)]))
    wanted = sorted({ring[-1] for ring in every})[::3]

    found = [tuple(ring) for chunk in chunks(*sides, 4, cluster=cluster, through=wanted) for ring in _all(chunk)]

    assert {ring[0] for ring in found} <= set(wanted)
    assert _told(found) == [ring for ring in every if not set(wanted).isdisjoint(ring)]
    assert 0 < len(found) < len(every)


@pytest.fixture(scope="module")
def edges_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as `circflow export-edges` writes it: a ring of two, one of three, both through b, and a chain."""
    pairs = {"b": ["a", "c", "e"], "a": ["b"], "c": ["d"], "d": ["b"]}
    parts = [
        {
            "payer": payer,
            "payee": payees,
            "deal_id": [f"{payer}-{payee}" for payee in payees],
            "relationship": ["BUYS_FROM"] * len(payees),
            "amount_low": [5] * len(payees),
            "amount_high": [-1] * len(payees),
            "currency": ["USD"] * len(payees),
            "announced": [-719_162] * len(payees),
        }
        for payer, payees in pairs.items()
    ]
    path = tmp_path_factory.mktemp("edges") / "edges.parquet"
    assert write_edges(path, parts, {}) == 6
    return path


def test_rings_of_a_file_are_counted_and_written(cluster: Cluster, edges_file: Path, tmp_path: Path) -> None:
    counts = search(str(edges_file), 4, into=str(tmp_path / "rings"), cluster=cluster)

    assert counts == {2: 1, 3: 1, 4: 0}
    assert [parquet.read_table(tmp_path / "rings" / f"hops={hops}").to_pylist() for hops in counts] == [
        [{"ring": ["a", "b"]}],
        [{"ring": ["b", "c", "d"]}],
        [],
    ]


def test_rings_of_a_file_through_a_company_are_counted(cluster: Cluster, edges_file: Path) -> None:
    assert search(str(edges_file), 3, through=["d"], cluster=cluster) == {2: 0, 3: 1}


def test_a_file_that_does_not_fit_is_refused(cluster: Cluster, edges_file: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there already"):
        search(str(edges_file), 3, into=str(tmp_path), cluster=cluster)
    with pytest.raises(InputError, match="in no deal: z"):
        search(str(edges_file), 3, through=["b", "z"], cluster=cluster)
    with pytest.raises(InputError, match="cannot be reached"):
        search(str(tmp_path / "nowhere.parquet"), 3, cluster=cluster)
    parquet.write_table(table({"x": [1]}), tmp_path / "other.parquet")
    with pytest.raises(InputError, match="no column payee"):
        search(str(tmp_path / "other.parquet"), 3, cluster=cluster)
    (tmp_path / "edges.csv").write_text("payer,payee\na,b\n", "utf-8")
    with pytest.raises(InputError, match="not in a Parquet file"):
        search(str(tmp_path / "edges.csv"), 3, cluster=cluster)


def test_a_folder_that_cannot_be_written_is_named(cluster: Cluster, edges_file: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written") as caught:
        search(str(edges_file), 3, into=f"{edges_file}/rings", cluster=cluster)
    assert caught.value.exit_code == 7


def test_a_graph_without_rings_has_none(cluster: Cluster) -> None:
    assert list(chunks([1, 2, 2, 3], [2, 3, 2, 4], 3, cluster=cluster)) == []


def test_the_time_limit_holds_and_the_next_search_is_not_harmed(cluster: Cluster) -> None:
    sides = _sides(_random_graphs(4, seed=1))
    with pytest.raises(TimedOut, match="time limit"):
        list(chunks(*sides, 6, cluster=cluster, timeout_s=0.001))

    assert list(running.running(cluster).scratch.glob("circflow-*")) == []
    assert [ring for chunk in chunks([1, 2], [2, 1], 2, cluster=cluster) for ring in _all(chunk)] == [[1, 2]]


@pytest.mark.parametrize(
    ("sources", "targets", "max_hops", "why"),
    [
        ([1], [2, 3], 3, "each edge has both ends"),
        ([-1], [2], 3, "integers from 0 to 2"),
        ([1], [2**40], 3, "integers from 0 to 2"),
        ([1], [2], 1, "at least 2 hops"),
    ],
)
def test_what_makes_no_sense_is_refused(
    cluster: Cluster, sources: list[int], targets: list[int], max_hops: int, why: str
) -> None:
    with pytest.raises(InputError, match=why):
        list(chunks(sources, targets, max_hops, cluster=cluster))


def test_a_spark_that_ended_is_followed_by_another(cluster: Cluster) -> None:
    first = running.running(cluster).jvm
    os.kill(first.pid, signal.SIGKILL)
    os.waitid(os.P_PID, first.pid, os.WEXITED | os.WNOWAIT)

    assert [ring for chunk in chunks([1, 2], [2, 1], 2, cluster=cluster) for ring in _all(chunk)] == [[1, 2]]
    assert running.running(cluster).jvm.pid != first.pid


def test_its_process_ends_with_the_last_search_of_ours(cluster: Cluster) -> None:
    jvm = running.running(cluster).jvm
    running.end()

    assert not jvm.lives
    assert not any(name.startswith("PYSPARK_GATEWAY") for name in os.environ)


def _all(chunk: dict[int, object]) -> list[list[int]]:
    return [ring for rings in chunk.values() for ring in rings.tolist()]


def _told(rings: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    turned = [ring[ring.index(min(ring)) :] + ring[: ring.index(min(ring))] for ring in rings]
    return sorted(turned, key=lambda ring: (len(ring), ring))


def test_half_a_million_deals_have_as_many_rings_as_in_memory(cluster: Cluster, tmp_path: Path) -> None:
    graph = drawn(100_000, 500_000)
    edges = edge_files.write(tmp_path / "edges.parquet", graph.sources, graph.targets)

    assert search(str(edges), 5, cluster=cluster) == {2: 67, 3: 534, 4: 4_788, 5: 44_200}
