"""A connection that breaks at any message of a load: settled from the ledger, never doubled, never guessed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_packages import rich, write

from benchmarks import cuts
from benchmarks.proxy import Act, Proxy
from circflow.errors import OutcomeUnknown, Unreachable
from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.graph.digest import digest
from circflow.graph.ledger import datasets
from circflow.graph.load import load
from circflow.graph.unload import unload
from circflow.session import Graph
from circflow.sheets.reading import Reading, read

pytestmark = pytest.mark.live

STEP = 61
"""Messages from one break of a load in batches to the next; `python -m benchmarks.kills` takes all of them."""


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Reading, Reading]:
    return read(rich(tmp_path / "one", "rich")), read(rich(tmp_path / "two", "rich", amount=99))


def nth_commit(number: int, act: Act) -> Callable[[int, str], Act]:
    seen: list[str] = []

    def rule(_number: int, kind: str) -> Act:
        if kind == "COMMIT":
            seen.append(kind)
            return act if len(seen) == number else Act.PASS
        return Act.PASS

    return rule


def test_a_lost_reply_to_a_commit_is_settled_from_the_ledger(neo4j_server: Address, graph, versions):
    with Proxy(neo4j_server, nth_commit(1, Act.CUT_REPLY)) as proxy, Connection(proxy.address) as connection:
        report = load(connection, versions[0].package)
    assert (report.resolved, report.added) == (True, 3)
    assert proxy.messages.count("COMMIT") == 2  # the load, and the question to the ledger
    settled = digest(graph)
    unload(graph, "rich")
    load(graph, versions[0].package)
    assert digest(graph) == settled


def test_a_commit_that_never_arrived_is_done_again(neo4j_server: Address, graph, versions):
    with Proxy(neo4j_server, nth_commit(1, Act.CUT)) as proxy, Connection(proxy.address) as connection:
        report = load(connection, versions[0].package)
    assert (report.resolved, report.added) == (False, 3)
    assert proxy.messages.count("COMMIT") == 3
    assert graph.ask("MATCH ()-[d {dataset: 'rich'}]->() RETURN count(d) AS n") == [{"n": 3}]


def test_a_lost_reply_to_an_unload_is_settled_from_the_ledger(neo4j_server: Address, graph, versions):
    load(graph, versions[0].package)
    with Proxy(neo4j_server, nth_commit(1, Act.CUT_REPLY)) as proxy, Connection(proxy.address) as connection:
        assert unload(connection, "rich") == 3
    assert graph.ask("MATCH (n) WHERE NOT n:Ledger RETURN count(n) AS n") == [{"n": 0}]


@pytest.mark.parametrize("act", [Act.CUT, Act.CUT_REPLY])
def test_a_server_that_stays_away_leaves_the_outcome_open_and_says_so(neo4j_server: Address, graph, versions, act):
    def rule(_number: int, kind: str) -> Act:
        if kind == "COMMIT":
            proxy.refuse()
            return act
        return Act.PASS

    with (
        Proxy(neo4j_server, rule) as proxy,
        Connection(proxy.address, retry_s=1) as connection,
        pytest.raises(OutcomeUnknown) as told,
    ):
        load(connection, versions[0].package)
    assert told.value.exit_code == 5
    assert "during the commit of 'rich', and the server does not answer" in told.value.message
    load(graph, versions[0].package)
    assert graph.ask("MATCH ()-[d {dataset: 'rich'}]->() RETURN count(d) AS n") == [{"n": 3}]


def test_a_connection_that_breaks_at_every_commit_ends_with_the_outcome_told(neo4j_server: Address, graph, versions):
    def rule(_number: int, kind: str) -> Act:
        return Act.CUT if kind == "COMMIT" else Act.PASS

    with (
        Proxy(neo4j_server, rule) as proxy,
        Connection(proxy.address, retry_s=1) as connection,
        pytest.raises(OutcomeUnknown),
    ):
        load(connection, versions[0].package)
    assert graph.ask("MATCH (n:Deal) RETURN count(n) AS n") == [{"n": 0}]


@pytest.mark.parametrize(("act", "first"), [(Act.CUT, 1), (Act.CUT_REPLY, 2)])
def test_a_break_at_any_message_leaves_the_old_graph_or_the_new_one(neo4j_server: Address, graph, versions, act, first):
    # The two ways to break take turns from message to message, which halves the time.
    digests = []
    for version in versions:
        load(graph, version.package)
        digests.append(digest(graph))
    number, cuts, resolved = first, 0, 0
    finished = False
    while not finished:
        turn = cuts % 2  # the graph holds version 1 at first, so version 0 comes next
        with Proxy(neo4j_server, lambda at, _kind, number=number: act if at == number else Act.PASS) as proxy:
            try:
                with Connection(proxy.address, retry_s=0) as connection:
                    report = Graph(connection).load_reading(versions[turn])
            except Unreachable:
                assert digest(graph) == digests[1 - turn], f"message {number}: not told as loaded, but changed"
                load(graph, versions[turn].package)
            else:
                resolved += report.resolved
                assert report.changed == 2
        assert digest(graph) == digests[turn], f"message {number}"
        cuts += 1
        finished = len(proxy.messages) < number
        number += 2
    assert cuts > 20
    assert resolved <= 1


def test_a_break_at_any_message_of_a_load_in_batches_is_made_good_by_a_rerun(
    neo4j_server: Address, graph, tmp_path, monkeypatch
):
    # The path of packages over 50,000 deals, with the limit and the batches brought down to a handful of rows.
    monkeypatch.setattr("circflow.graph.load.ATOMIC", 1)
    monkeypatch.setattr("circflow.graph.write.BATCH", 1)
    monkeypatch.setattr("circflow.graph.unload.ATOMIC", 1)
    one = read(rich(tmp_path / "one", "rich")).package
    two = read(write(tmp_path / "two", "rich", "D-1,a,INVESTS_IN,b,5,5,USD,,", "D-4,b,BUYS_FROM,d,,,,,",
                     companies=["a,A,company,,", "b,B,company,d,", "d,D,company,,"])).package  # fmt: skip
    empty = digest(graph)
    digests = []
    for version in (one, two):
        load(graph, version)
        digests.append(digest(graph))
    number = 1
    finished = False
    while not finished:
        load(graph, one)
        assert digest(graph) == digests[0], f"message {number}, back"
        with Proxy(neo4j_server, lambda at, _kind, number=number: Act.CUT_REPLY if at == number else Act.PASS) as proxy:
            try:
                with Connection(proxy.address, retry_s=0) as connection:
                    load(connection, two)
            except Unreachable:
                pass
            else:
                assert digest(graph) == digests[1], f"message {number}"
        # After every other break the old version is loaded over the unfinished new one at once.
        if number % 2:
            load(graph, two)
            assert digest(graph) == digests[1], f"message {number}, again"
        if number % 5 == 0:
            unload(graph, "rich")
            assert digest(graph) == empty, f"message {number}, unloaded"
        finished = len(proxy.messages) < number
        number += STEP
    assert number > 60


def test_every_way_to_disturb_a_load_leaves_nothing_partial_lost_or_doubled(neo4j_server: Address, graph, tmp_path):
    # A few messages of each way; `python -m benchmarks.kills` takes all of them, and batches too.
    rows = list(cuts.sweep(neo4j_server, tmp_path, batched=False, step=29, stall_s=0.1))
    assert len(rows) == 7
    for row in rows:
        assert row.points >= 1, row.what
        assert row.bad == row.incomplete == 0, row.what
    assert datasets(graph)[0].complete
