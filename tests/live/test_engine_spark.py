"""Spark gives the rows of the other engines: on 20 random graphs, with random questions, in one session."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from command import Command
from oracle.graphs import write
from oracle.money_graphs import many_graphs, many_questions
from quick_spark import QUICK

from circflow.errors import TimedOut
from circflow.graph.connection import Connection
from circflow.session import Graph
from circflow.spark import Cluster, running

pytestmark = pytest.mark.live

_GRAPHS = 20
_QUESTIONS = 4
_QUERIES = ("round-trips", "ring-counts", "ring-hubs", "rings-in-time")
_WIDE: list[tuple[str, dict[str, Any]]] = [
    ("round-trips", {"max_hops": 5, "limit": 1_000_000}),
    ("ring-counts", {"max_hops": 5}),
    ("ring-hubs", {"max_hops": 4, "limit": 1_000_000}),
]
_PATIENCE_S = 600


@pytest.fixture(scope="module")
def loaded(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Give the database with all graphs; none touches another, and an answer holds the answers of all of them."""
    graph = Graph(shared_database)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        for side, tables in many_graphs(_GRAPHS).items():
            graph.load(write(tmp_path_factory.mktemp("side") / side, tables))
    return graph


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    yield Cluster("local[2]", settings=QUICK)
    running.end()


def test_engines_give_the_same_rows(loaded: Graph, cluster: Cluster) -> None:
    rows = 0
    narrow = zip(cycle(_QUERIES), many_questions(_QUESTIONS, _GRAPHS), strict=False)
    for query, question in (*narrow, *_WIDE):
        known = loaded.catalogue().find(query).params
        asked: dict[str, Any] = {name: value for name, value in question.items() if name in known}
        memory = loaded.run(query, engine="memory", timeout_s=_PATIENCE_S, **asked)
        spark = loaded.run(query, engine="spark", cluster=cluster, timeout_s=_PATIENCE_S, **asked)
        assert (spark.rows, spark.truncated, spark.engine) == (memory.rows, memory.truncated, "spark"), (query, asked)
        rows += len(spark.rows)
    assert rows > len(_WIDE)


def test_the_time_limit_holds(loaded: Graph, cluster: Cluster) -> None:
    with pytest.raises(TimedOut, match="time limit"):
        loaded.run("round-trips", engine="spark", cluster=cluster, timeout_s=0.5, max_hops=8)


def test_the_command_takes_where_spark_runs(loaded: Graph, circflow: Command) -> None:
    asked = ("run", "round-trips", "--max-hops", "3", "--limit", "1000000", "--format", "jsonl")
    settings = [part for name, value in QUICK.items() for part in ("--spark-conf", f"{name}={value}")]
    told = circflow(*asked, "--engine", "spark", "--master", "local[2]", *settings, "--timeout", _PATIENCE_S)

    assert told.out == circflow(*asked, "--engine", "memory", "--timeout", _PATIENCE_S).out != ""
    assert "no setting of Spark" in circflow(*asked, "--engine", "spark", "--spark-conf", "memory=2g", code=2).err
    assert "no master of Spark" in circflow(*asked, "--engine", "spark", "--master", "nowhere", code=2).err
    del loaded
