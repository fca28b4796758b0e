"""Large packages, progress on a terminal, and two loads at once."""

import os
import sys
import threading
import time
from pathlib import Path

import pexpect
import pytest
from command import environment, spawn
from small_packages import rich, write

from benchmarks import synthetic
from circflow.errors import CircflowError, InputError
from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.graph.digest import digest
from circflow.graph.ledger import datasets
from circflow.graph.load import ATOMIC, load
from circflow.sheets.reading import read

pytestmark = pytest.mark.live

HELD = "MATCH (d:Deal {dataset: 'synthetic'}) RETURN count(d) AS n"


def test_a_package_beyond_the_limit_of_one_transaction_is_told_as_incomplete_until_it_is_complete(
    circflow, graph, neo4j_server: Address, tmp_path: Path
):
    folder = synthetic.write(tmp_path / "p", (ATOMIC + 1) * 7 // 6 + 7)
    found = read(folder)
    deals = len(found.package.deals)
    assert deals > ATOMIC
    child = spawn(neo4j_server, tmp_path / "home", "load", folder)
    deadline = time.monotonic() + 120
    while graph.ask(HELD)[0]["n"] < 5_000 and time.monotonic() < deadline:
        time.sleep(0.05)
    child.kill()
    child.communicate()

    (stopped,) = datasets(graph)
    assert (stopped.complete, stopped.sha256) == (False, "")
    assert 5_000 <= graph.ask(HELD)[0]["n"] < deals
    warning = "The data set synthetic is not completely loaded; answers are partial until it is loaded again."
    question = ("run", "reciprocal-purchases", "--limit", 1)
    assert warning in circflow(*question, "--format", "jsonl").err
    assert warning.replace(" ", "") in "".join(circflow(*question, "--format", "table").out.split())
    assert "incomplete" in circflow("datasets").out
    assert "is not completely loaded" in circflow("export", "synthetic", "-o", tmp_path / "x", code=2).err

    report = load(graph, found.package)

    assert report.unchanged >= 5_000
    assert report.deals == graph.ask(HELD)[0]["n"] == deals
    assert warning not in circflow(*question, "--format", "jsonl").err
    # That a rerun gives the digest of an undisturbed load is shown message by message in test_load_lost_replies.py.
    assert load(graph, found.package).same_bytes
    assert graph.ask("MATCH ()-[d:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->() RETURN count(DISTINCT d.deal_id) AS n") == [
        {"n": deals}
    ]


def test_ten_thousand_deals_show_their_progress_on_a_terminal(graph, neo4j_server: Address, tmp_path: Path):
    folder = synthetic.write(tmp_path / "p", 11_667)
    child = pexpect.spawn(
        sys.executable,
        ["-c", "from circflow.cli.main import main; main()", "load", str(folder)],
        env={**os.environ, **environment(neo4j_server, tmp_path / "home"), "TERM": "xterm-256color"},
        encoding="utf-8",
        timeout=120,
        dimensions=(24, 120),
    )
    child.expect("Loading synthetic")
    child.expect(r"\d+/10000")
    child.expect("10,000 deals added")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert graph.ask(HELD) == [{"n": 10_000}]


def both(one, two) -> list[object]:
    """Run two callables at once; return what each returned or raised."""
    outcomes: list[object] = [None, None]
    ready = threading.Barrier(2)

    def run(number, work):
        ready.wait()
        try:
            outcomes[number] = work()
        except CircflowError as error:
            outcomes[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate((one, two))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_two_loads_of_one_data_set_at_once_leave_one_of_its_versions(graph, neo4j_server: Address, tmp_path: Path):
    one, two = (read(rich(tmp_path / str(amount), "rich", amount=amount)).package for amount in (5, 6))
    digests = []
    for package in (one, two):
        load(graph, package)
        digests.append(digest(graph))
    with Connection(neo4j_server) as other:
        for _ in range(5):
            outcomes = both(lambda: load(graph, one), lambda: load(other, two))
            assert [getattr(outcome, "deals", outcome) for outcome in outcomes] == [3, 3]
            assert digest(graph) in digests


def test_two_data_sets_with_one_deal_at_once_are_never_both_loaded(graph, neo4j_server: Address, tmp_path: Path):
    one, two = (
        read(write(tmp_path / name, name, "D-1,a,INVESTS_IN,b,5,10,USD,signed,")).package for name in ("one", "two")
    )
    with Connection(neo4j_server) as other:
        outcomes = both(lambda: load(graph, one), lambda: load(other, two))
    assert sorted(type(outcome) is InputError for outcome in outcomes) == [False, True]
    assert len(datasets(graph)) == 1
    assert graph.ask("MATCH ()-[d {deal_id: 'D-1'}]->() RETURN count(d) AS n") == [{"n": 1}]
