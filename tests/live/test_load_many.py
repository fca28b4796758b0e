"""Large packages, progress on a terminal, and two loads at once."""

import os
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pexpect
import pytest
from command import environment, spawn
from small_packages import rich
from small_packages import write as write_small

from benchmarks import synthetic
from benchmarks.proxy import Act, Proxy
from circflow.cli.progress import shown
from circflow.errors import CircflowError, InputError, NotEnoughMemory, PackageError
from circflow.graph import write
from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.graph.digest import digest
from circflow.graph.ledger import datasets
from circflow.graph.load import ATOMIC, load
from circflow.graph.unload import unload
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


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring the limits of what is held and of what is written at once down to a handful of rows."""
    monkeypatch.setattr("circflow.graph.load.ATOMIC", 3)
    monkeypatch.setattr("circflow.graph.unload.ATOMIC", 3)
    monkeypatch.setattr("circflow.graph.write.BATCH", 4)
    monkeypatch.setattr("circflow.shelf.IN_MEMORY", 5)
    monkeypatch.setattr("circflow.sheets.kept.MOST", 6)


def test_many_small_steps_give_the_graph_of_one_large_one(graph, tmp_path: Path, request):
    versions = [synthetic.write(tmp_path / str(number), 30, version=number) for number in (1, 2)]
    empty = digest(graph)
    digests, reports = [], []
    for version in versions:
        reports.append(load(graph, read(version).package))
        digests.append(digest(graph))
    unload(graph, "synthetic")
    assert digest(graph) == empty
    request.getfixturevalue("tiny")
    for number, version in enumerate(versions):
        assert load(graph, read(version).package, dry_run=True) == replace(reports[number], dry_run=True)
        assert load(graph, read(version).package) == reports[number]
        assert digest(graph) == digests[number]
    assert min(reports[1].added, reports[1].changed, reports[1].withdrawn, reports[1].unchanged) > 0
    synthetic.amend(versions[1], every=10, shift=True)

    moved = load(graph, read(versions[1]).package)

    assert (moved.added, moved.changed, moved.withdrawn) == (1, 3, 0)
    settled = digest(graph)
    assert graph.ask("MATCH ()-[d {deal_id: 'Z-0'}]->() RETURN d.line AS line") == [{"line": 2}]
    assert unload(graph, "synthetic") == len(read(versions[1]).package.deals)
    assert digest(graph) == empty
    load(graph, read(versions[1]).package)
    assert digest(graph) == settled


@pytest.mark.usefixtures("tiny")
def test_a_batch_that_is_too_large_for_the_server_is_halved_until_it_fits(graph, tmp_path: Path, monkeypatch):
    sizes, add = [], write.add_deals

    def small_only(transaction, dataset, rows, columns):
        sizes.append(len(rows))
        if len(rows) > 1:
            raise NotEnoughMemory("the server has not enough memory for this")
        add(transaction, dataset, rows, columns)

    monkeypatch.setattr(write, "add_deals", small_only)
    package = read(synthetic.write(tmp_path / "p", 12)).package

    assert load(graph, package).added == len(package.deals)

    # At first two are on their way; what fails then is tried by itself before it is halved.
    assert sizes == [4, 4, 2, *[1] * len(package.deals)]
    assert datasets(graph)[0].complete
    monkeypatch.setattr("circflow.graph.load.ATOMIC", 1_000)
    synthetic.amend(tmp_path / "p", every=100, shift=True)
    monkeypatch.setattr(write, "add_deals", lambda *_: small_only(None, "", [1, 2], ()))
    with pytest.raises(NotEnoughMemory):
        load(graph, read(tmp_path / "p").package)
    assert datasets(graph)[0].complete


@pytest.mark.usefixtures("tiny")
def test_a_step_that_is_sent_again_is_not_done_twice(graph, neo4j_server: Address, tmp_path: Path, monkeypatch):
    # Its reply is lost, and before the ledger can be asked somebody else has left a token there.
    monkeypatch.setattr("circflow.graph.commit._is_last", lambda *_: False)
    package = read(synthetic.write(tmp_path / "p", 12)).package
    commits = []

    def rule(_number: int, kind: str) -> Act:
        commits.extend([kind] * (kind == "COMMIT"))
        return Act.CUT_REPLY if kind == "COMMIT" and len(commits) == 3 else Act.PASS

    with Proxy(neo4j_server, rule) as proxy, Connection(proxy.address) as connection:
        report = load(connection, package)

    assert (report.added, report.deals) == (len(package.deals), len(package.deals))
    assert graph.ask(HELD)[0]["n"] == report.deals


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside others"])
def test_a_deal_that_somebody_takes_out_meanwhile_is_missed_at_the_end(graph, tmp_path: Path, *, beside: bool):
    if beside:
        load(graph, read(rich(tmp_path / "other", "rich")).package)
    package = read(synthetic.write(tmp_path / "p", 35)).package

    def take_out(done: int, total: int) -> None:
        if done == total:
            graph.ask("MATCH ()-[d {deal_id: $id}]->() DELETE d", {"id": package.deals[0].deal_id}, write=True)

    with pytest.raises(CircflowError, match="30 deals and 29 relationships of 'synthetic' where 30 were planned"):
        load(graph, package, progress=take_out)
    assert [each.complete for each in datasets(graph) if each.id == "synthetic"] == [False]


@pytest.mark.usefixtures("tiny")
def test_a_file_that_is_written_to_during_its_load_leaves_an_incomplete_data_set(graph, tmp_path: Path):
    package = read(synthetic.write(tmp_path / "p", 40)).package
    with pytest.raises(PackageError, match="was changed while it was read"):
        load(graph, package, progress=lambda *_: (tmp_path / "p" / "deals.csv").touch())
    assert not datasets(graph)[0].complete
    load(graph, read(tmp_path / "p").package)
    assert datasets(graph)[0].complete


def test_progress_in_a_log_is_a_line_now_and_then(capsys, monkeypatch):
    times = iter([100.0, 105.0, 110.0, 111.0, 120.0])
    monkeypatch.setattr("circflow.cli.progress.time.monotonic", lambda: next(times))
    with shown() as progress:
        for done in (0, 5_000, 10_000, 11_000, 20_000):
            progress("Loading x", done, 50_000)
    assert capsys.readouterr().err == (
        "Loading x: 10,000 of 50,000, 1,000/s, 40 s left\nLoading x: 20,000 of 50,000, 1,000/s, 30 s left\n"
    )


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
    child.expect(r"[\d,]+/s")
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
        read(write_small(tmp_path / name, name, "D-1,a,INVESTS_IN,b,5,10,USD,signed,")).package
        for name in ("one", "two")
    )
    with Connection(neo4j_server) as other:
        outcomes = both(lambda: load(graph, one), lambda: load(other, two))
    assert sorted(type(outcome) is InputError for outcome in outcomes) == [False, True]
    assert len(datasets(graph)) == 1
    assert graph.ask("MATCH ()-[d {deal_id: 'D-1'}]->() RETURN count(d) AS n") == [{"n": 1}]
