"""One Ctrl-C, a polite kill or a time limit ends a query on both sides; a load leaves nothing half done."""

import signal
import subprocess
import time
from pathlib import Path

import pytest
from command import spawn
from small_packages import rich

from benchmarks import synthetic
from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.graph.ledger import datasets
from circflow.graph.load import load
from circflow.sheets.reading import read

pytestmark = pytest.mark.live

ENDLESS = """// Endless: a count that takes minutes
//
// /// circflow
// id       = "endless"
// version  = "1.0.0"
// maturity = "experimental"
// question = "How long does it take?"
// reading  = "Too long."
// identity = ["n"]
// tags     = ["tests"]
//
// [returns.n]
// type = "integer"
//
// [returns.companies]
// type = "list<string>"
// of = "company"
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// ///
CYPHER 25
UNWIND range(1, 100000) AS a
UNWIND range(1, 100000) AS b
UNWIND range(1, 1000) AS c
WITH count(a + b + c) AS n
RETURN n AS n, [] AS companies, [] AS deals
"""
RUNNING = "SHOW TRANSACTIONS YIELD metaData, currentQuery WHERE metaData.query = 'endless' RETURN currentQuery"
PATIENCE_S = 60
"""For a crowded machine; a working version needs about a second."""


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    folder = tmp_path / "queries"
    folder.mkdir()
    (folder / "endless.cypher").write_text(ENDLESS, encoding="utf-8")
    return folder


def wait_until(true, what: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_one_signal_ends_a_running_query_on_both_sides(
    graph: Connection, neo4j_server: Address, tmp_path: Path, queries: Path, number, code
):
    child = spawn(neo4j_server, tmp_path / "home", "run", "--queries", queries, "endless", "--timeout", 600)
    wait_until(lambda: graph.ask(RUNNING), "the query never ran")

    child.send_signal(number)  # once; a second one would be another test

    out, err = child.communicate(timeout=PATIENCE_S)
    assert child.returncode == code
    assert (out, "Traceback" in err) == ("", False), err
    wait_until(lambda: not graph.ask(RUNNING), "the query runs on")


def test_the_time_limit_ends_a_query(graph: Connection, circflow, queries: Path):
    told = circflow("run", "--queries", queries, "endless", "--timeout", 1, code=6)
    assert "the query was ended at its time limit" in told.err
    assert "--timeout" in told.err
    wait_until(lambda: not graph.ask(RUNNING), "the query runs on")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_loading_leaves_all_or_nothing(graph: Connection, neo4j_server: Address, tmp_path: Path, number):
    package = synthetic.write(tmp_path / "p", 12_000)
    child = spawn(neo4j_server, tmp_path / "home", "load", package)
    wait_until(
        lambda: graph.ask("SHOW TRANSACTIONS YIELD metaData WHERE metaData.writes IS NOT NULL RETURN 1 AS x"), "no load"
    )

    child.send_signal(number)

    _, err = child.communicate(timeout=PATIENCE_S)
    assert child.returncode == (130 if number == signal.SIGINT else 143), err
    assert "Traceback" not in err, err
    assert "synthetic: stopped. `circflow datasets` says what is in" in err
    wait_until(
        lambda: not graph.ask("SHOW TRANSACTIONS YIELD metaData WHERE metaData.writes IS NOT NULL RETURN 1 AS x"), "on"
    )
    # On a crowded machine the signal may come when the commit is already under way: then all of it is there.
    loaded = datasets(graph)
    assert graph.ask("MATCH (d:Deal) RETURN count(d) AS n")[0]["n"] == sum(each.deals for each in loaded)
    assert all(each.complete for each in loaded)
    if loaded:
        assert load(graph, read(package).package).same_bytes


@pytest.mark.parametrize(
    "command",
    [("run", "company-deals", "--company", "a"), ("companies",), ("datasets",), ("list",), ("show", "round-trips")],
)
def test_a_closed_pipe_is_no_error(graph: Connection, neo4j_server: Address, tmp_path: Path, command):
    load(graph, read(rich(tmp_path / "p", "rich")).package)
    child = spawn(neo4j_server, tmp_path / "home", *command)
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    assert child.wait(PATIENCE_S) == 0
    assert child.stderr.read() == ""
    child.stderr.close()


def test_the_head_of_a_long_list_is_no_error(graph: Connection, neo4j_server: Address, tmp_path: Path):
    load(graph, read(synthetic.write(tmp_path / "p", 3_000)).package)
    child = spawn(neo4j_server, tmp_path / "home", "companies")
    head = subprocess.run(["head", "-1"], stdin=child.stdout, capture_output=True, check=True, timeout=PATIENCE_S)
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    assert head.stdout.startswith(b"id\tname")
    assert child.wait(PATIENCE_S) == 0
    assert child.stderr.read() == ""
    child.stderr.close()
