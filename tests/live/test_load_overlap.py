"""Batches that are sent while the server still commits the one before: none of them is lost, doubled or out of turn."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import synthetic
from benchmarks.proxy import Act, Proxy
from circflow.errors import CircflowError, OutcomeUnknown
from circflow.graph import write
from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.graph.digest import digest
from circflow.graph.ledger import datasets
from circflow.graph.load import load
from circflow.graph.steps import InSteps
from circflow.model import Package
from circflow.sheets.reading import read

pytestmark = pytest.mark.live

BEFORE = 3
"""Commits before the first that overlaps: the beginning of the load, the numbers of its companies, a batch of them."""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Package:
    """Give a package of 30 deals and 10 companies that is written in batches of four."""
    monkeypatch.setattr("circflow.graph.load.ATOMIC", 3)
    monkeypatch.setattr("circflow.graph.write.BATCH", 4)
    return read(synthetic.write(tmp_path / "p", 35)).package


@pytest.fixture
def settled(graph: Connection, package: Package) -> str:
    """Give the digest of the graph that an undisturbed load leaves; the database is empty again."""
    load(graph, package)
    undisturbed = digest(graph)
    graph.ask("MATCH (n) DETACH DELETE n", write=True)
    return undisturbed


def at_commit(number: int, act: Act) -> Callable[[int, str], Act]:
    seen: list[str] = []

    def rule(_number: int, kind: str) -> Act:
        seen.extend([kind] * (kind == "COMMIT"))
        return act if kind == "COMMIT" and len(seen) == number else Act.PASS

    return rule


@pytest.mark.usefixtures("graph")
def test_the_next_batch_is_on_its_way_before_the_last_is_committed(neo4j_server: Address, package: Package):
    stall_s = 0.3
    moments: list[tuple[str, float]] = []

    def rule(_number: int, kind: str) -> Act:
        moments.append((kind, time.monotonic()))
        return Act.STALL if kind == "COMMIT" else Act.PASS

    with Proxy(neo4j_server, rule, stall_s=stall_s) as proxy, Connection(proxy.address) as connection:
        report = load(connection, package)
    commits = [at for kind, at in moments if kind == "COMMIT"]
    runs = [at for kind, at in moments if kind == "RUN"]
    assert report.added == 30
    assert sum(any(commit < run < commit + stall_s for run in runs) for commit in commits) > 7


@pytest.mark.parametrize("act", [Act.CUT, Act.CUT_REPLY, Act.HALF_REPLY])
@pytest.mark.parametrize("number", [BEFORE, BEFORE + 1, BEFORE + 8])
def test_a_commit_that_breaks_is_settled_while_the_next_batch_is_under_way(
    graph, neo4j_server: Address, package: Package, settled: str, act: Act, number: int
):
    with Proxy(neo4j_server, at_commit(number, act)) as proxy, Connection(proxy.address) as connection:
        report = load(connection, package)
    assert (report.added, report.resolved) == (30, act is not Act.CUT)
    assert digest(graph) == settled
    assert datasets(graph)[0].complete


@pytest.mark.parametrize("act", [Act.CUT, Act.CUT_REPLY])
def test_a_server_that_does_not_come_back_leaves_the_outcome_open(
    graph, neo4j_server: Address, package: Package, settled: str, act: Act
):
    commits: list[str] = []

    def rule(_number: int, kind: str) -> Act:
        commits.extend([kind] * (kind == "COMMIT"))
        if len(commits) < BEFORE + 4:
            return Act.PASS
        proxy.refuse()
        return act if kind == "COMMIT" else Act.CUT

    with (
        Proxy(neo4j_server, rule) as proxy,
        Connection(proxy.address, retry_s=1) as connection,
        pytest.raises(OutcomeUnknown) as told,
    ):
        load(connection, package)
    assert told.value.exit_code == 5
    assert "during the commit of 'synthetic', and the server does not answer" in told.value.message
    assert not datasets(graph)[0].complete
    load(graph, package)
    assert digest(graph) == settled


def test_a_batch_that_goes_wrong_is_told_as_if_it_were_alone(graph, package: Package, monkeypatch):
    add = write.add_deals
    sizes: list[int] = []

    def wrong(transaction, dataset, rows, columns):
        sizes.append(len(rows))
        add(transaction, dataset, rows, columns)
        if len(sizes) > 3:
            raise CircflowError("this cannot be")

    monkeypatch.setattr(write, "add_deals", wrong)
    with pytest.raises(CircflowError, match="this cannot be"):
        load(graph, package)
    assert graph.ask("MATCH (d:Deal) RETURN count(d) AS n") == [{"n": 12}]
    assert sizes == [4] * 5


def test_nothing_is_written_after_somebody_else_began(graph, neo4j_server: Address, package: Package):
    with Connection(neo4j_server) as other:

        def somebody_else(done: int, _all: int) -> None:
            if done == 8:
                InSteps(other, "synthetic").begin()

        with pytest.raises(CircflowError, match="another load or unload of 'synthetic' began meanwhile"):
            load(graph, package, progress=somebody_else)
    # The batch that was under way may still have come before.
    assert graph.ask("MATCH (d:Deal) RETURN count(d) AS n")[0]["n"] in (8, 12)


def test_a_load_that_is_given_up_leaves_nothing_under_way(graph, package: Package):
    def give_up(done: int, _all: int) -> None:
        if done == 8:
            raise RuntimeError("given up")

    with pytest.raises(RuntimeError, match="given up"):
        load(graph, package, progress=give_up)
    running = "SHOW TRANSACTIONS YIELD currentQuery WHERE NOT currentQuery STARTS WITH 'SHOW' RETURN currentQuery"
    assert graph.ask(running) == []
    assert load(graph, package).deals == 30
