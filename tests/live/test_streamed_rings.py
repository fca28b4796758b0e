"""Rings written while they are found: the bytes of an answer that was held, and whole files however the search ends."""

import json
import resource
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from command import Command, spawn
from oracle.graphs import drawn, tables_of, write

from circflow.errors import InputError, TimedOut
from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.session import Graph

if TYPE_CHECKING:
    import subprocess

pytestmark = pytest.mark.live

_FORMATS = (".csv", ".jsonl", ".parquet")
_GRAPHS = 30
_QUESTIONS = 8
_CROWD = 30
_PATIENCE_S = 60
_ASKED: list[dict[str, Any]] = [
    {"max_hops": 6},
    {"by": "company", "joint_ventures": True, "max_hops": 5},
    {"min_purchases": 2, "contingent": False, "without": ["nvidia"]},
    {"through": "openai", "max_hops": 5},
    {"through": "softbank-vision-fund-2", "by": "company"},
    {"datasets": ["historic-deals"], "amounts_from": "corrected"},
    {"limit": 7},
    {"limit": 1, "min_purchases": 3},
    {"min_purchases": 8},
]


def _same(graph: Graph, folder: Path, asked: dict[str, Any]) -> int:
    """Compare what is streamed with what is held, byte by byte; return the number of rows."""
    held = graph.run("round-trips", engine="cypher", **asked)
    paths = [folder / f"streamed{suffix}" for suffix in _FORMATS]
    written = graph.stream("round-trips", *paths, engine="memory", **asked)
    assert written is not None
    assert (written.rows, written.result.truncated, written.cut) == (held.row_count, held.truncated, False)
    assert written.result.warnings == held.warnings
    for path in paths[:2]:
        usual = folder / f"held{path.suffix}"
        held.save(usual)
        assert path.read_bytes() == usual.read_bytes(), asked
    held.save(folder / "held.parquet")
    tables = [pq.read_table(folder / f"{name}.parquet") for name in ("held", "streamed")]
    assert tables[0].equals(tables[1]), asked
    return held.row_count


@pytest.mark.parametrize("asked", _ASKED, ids=str)
def test_shipped_data_gives_the_same_bytes(shipped: Graph, tmp_path: Path, asked: dict[str, Any]) -> None:
    _same(shipped, tmp_path, asked)


def test_rows_as_they_are_found_are_the_same_ones(shipped: Graph, tmp_path: Path) -> None:
    path = tmp_path / "rings.jsonl"
    written = shipped.stream("round-trips", path, engine="memory", as_found=True, max_hops=6)
    rows = path.read_text(encoding="utf-8").splitlines()

    assert written is not None
    assert written.rows == len(rows) > 20
    shipped.run("round-trips", engine="cypher", max_hops=6).save(tmp_path / "held.jsonl")
    assert sorted(rows) == sorted((tmp_path / "held.jsonl").read_text(encoding="utf-8").splitlines())
    cut = shipped.stream("round-trips", path, engine="memory", as_found=True, max_hops=6, limit=3)
    assert cut is not None
    assert (cut.rows, cut.result.truncated, len(path.read_text(encoding="utf-8").splitlines())) == (3, True, 3)


def test_the_search_tells_how_far_it_has_come(shipped: Graph, tmp_path: Path) -> None:
    told: list[tuple[int, int, int, int]] = []
    shipped.stream("round-trips", tmp_path / "a.csv", engine="memory", max_hops=4, told=lambda *now: told.append(now))

    last = {hops: (done, starts) for hops, done, starts, _ in told}
    assert list(last) == [2, 3, 4]
    assert all(done == starts > 0 for done, starts in last.values())
    assert told[-1][3] > 10


def test_other_engines_and_questions_are_not_streamed(shipped: Graph, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    assert shipped.stream("round-trips", path, engine="cypher") is None
    assert shipped.stream("round-trips", path) is None
    assert shipped.stream("pair-roles", path, first="nvidia", second="openai") is None
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_all_formats_and_says_what_it_took(shipped: Graph, circflow: Command) -> None:
    del shipped
    outputs = [part for suffix in _FORMATS for part in ("-o", f"rings{suffix}")]
    told = circflow("run", "round-trips", "--engine", "memory", *outputs)

    assert told.err.count("Wrote rings.") == len(_FORMATS)
    assert "MB of memory" in told.err
    assert told.out == ""
    record = json.loads(pq.ParquetFile("rings.parquet").metadata.metadata[b"circflow"])
    assert record["row_count"] == len(Path("rings.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert record["engine"] == "memory"
    assert "Cut at 3 rows" in circflow("run", "round-trips", "--engine", "memory", "--limit", 3, *outputs).err
    assert circflow("run", "round-trips", "--engine", "memory", "--fail-on-rows", *outputs, code=1).err.count("Wrote")


def test_parquet_holds_the_answer_of_any_query(shipped: Graph, tmp_path: Path) -> None:
    held = shipped.run("company-deals", company="openai")
    held.save(tmp_path / "deals.parquet")

    assert pq.read_table(tmp_path / "deals.parquet").num_rows == held.row_count > 10


@pytest.mark.parametrize("more", [["--format", "table"], ["-o", "rings.xlsx"], ["--engine", "cypher", "-o", "a.csv"]])
def test_rows_as_they_are_found_need_files_and_memory(shipped: Graph, circflow: Command, more: list[str]) -> None:
    del shipped
    told = circflow("run", "round-trips", "--as-found", *more, code=InputError.exit_code)

    assert "--as-found" in told.err or "in memory" in told.err


def test_a_folder_that_is_missing_is_told_before_the_search(shipped: Graph, circflow: Command) -> None:
    del shipped
    assert "does not exist" in circflow("run", "round-trips", "--engine", "memory", "-o", "no/rings.csv", code=7).err


def test_random_graphs_give_the_same_bytes(
    shared_database: Connection, tmp_path_factory: pytest.TempPathFactory
) -> None:
    examples = drawn(_GRAPHS)
    loaded = Graph(shared_database)
    sides = tables_of((f"g{number:02}-", graph) for number, (graph, _) in enumerate(examples))
    for side, tables in sides.items():
        loaded.load(write(tmp_path_factory.mktemp("side") / side, tables))
    folder = tmp_path_factory.mktemp("written")
    known = loaded.catalogue().find("round-trips").params
    compared: Counter[str] = Counter()
    for _, question in examples[:_QUESTIONS]:
        asked = {name: value for name, value in question.options().items() if name in known}
        asked |= {"limit": 1_000_000, "without": [], "through": None}
        # By these, rings are looked at one by one.
        asked |= {"window_days": None, "new_since": None, "top": None}
        compared["rows"] += _same(loaded, folder, asked)
    for side in sides:
        loaded.unload(side)
    assert compared["rows"] > 20


@pytest.fixture(scope="module")
def crowd(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Load companies of which each buys from all others, so that a search for long rings would take years."""
    ids = [f"n{number:02}" for number in range(_CROWD)]
    deals = [
        {"deal_id": f"{payer}-{payee}", "source": payer, "relationship": "BUYS_FROM", "target": payee}
        for payer in ids
        for payee in ids
        if payer != payee
    ]
    folder = tmp_path_factory.mktemp("crowd") / "crowd"
    loaded = Graph(shared_database)
    loaded.load(write(folder, {"companies": [{"id": id_, "name": id_.upper()} for id_ in ids], "deals": deals}))
    yield
    loaded.unload("crowd")


_ENDLESS = ("run", "round-trips", "--datasets", "crowd", "--engine", "memory", "--max-hops", 8, "--timeout", 600)


def _searching(child: "subprocess.Popen[str]", folder: Path) -> None:
    """Wait until rows are written."""
    deadline = time.monotonic() + _PATIENCE_S
    while not any(path.stat().st_size for path in folder.glob(".circflow-*.part")):
        assert child.poll() is None, child.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_one_interrupt_leaves_whole_files_that_are_marked_as_cut(
    crowd: None, neo4j_server: Address, tmp_path: Path
) -> None:
    del crowd
    outputs = [part for suffix in _FORMATS for part in ("-o", f"rings{suffix}")]
    child = spawn(neo4j_server, tmp_path, *_ENDLESS, "--as-found", *outputs)
    _searching(child, tmp_path)

    child.send_signal(signal.SIGINT)

    _, err = child.communicate(timeout=_PATIENCE_S)
    assert child.returncode == 130, err
    assert "Interrupted" in err
    lines = (tmp_path / "rings.cut.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 1_000
    assert all(json.loads(line)["hops"] >= 2 for line in (lines[0], lines[-1]))
    assert len((tmp_path / "rings.cut.csv").read_text(encoding="utf-8").splitlines()) == len(lines) + 1
    assert pq.ParquetFile(tmp_path / "rings.cut.parquet").metadata.num_rows == len(lines)
    assert not list(tmp_path.glob("rings.csv")) + list(tmp_path.glob(".circflow-*"))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_a_kill_leaves_nothing_under_the_name(
    crowd: None, neo4j_server: Address, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    del crowd
    child = spawn(neo4j_server, tmp_path, *_ENDLESS, "--as-found", "-o", "rings.csv")
    _searching(child, tmp_path)

    child.send_signal(number)

    child.communicate(timeout=_PATIENCE_S)
    assert child.returncode == code
    assert not list(tmp_path.glob("rings*"))


def test_a_disk_that_fills_up_leaves_nothing(crowd: None, circflow: Command) -> None:
    del crowd
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, before[1]))
    try:
        told = circflow(*_ENDLESS, "--as-found", "-o", "rings.csv", code=7)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert "no room" in told.err
    assert not list(circflow.folder.glob("*rings*"))


def test_a_near_complete_graph_is_answered_within_limits(crowd: None, circflow: Command) -> None:
    del crowd
    told = circflow(*_ENDLESS, "-o", "rings.csv")

    assert "Cut at 1,000 rows" in told.err
    circflow(*_ENDLESS[:-1], 0.5, "--limit", 1_000_000, "-o", "rings.csv", code=TimedOut.exit_code)
