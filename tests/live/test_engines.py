"""Each engine gives the same rows, in the same order, on shipped data sets and on random graphs."""

from dataclasses import replace
from typing import Any

import pytest
from command import Command
from oracle.graphs import drawn, tables_of, write

from circflow.errors import ParamError, TimedOut
from circflow.graph.connection import Connection
from circflow.session import Graph

pytestmark = pytest.mark.live

_GRAPHS = 60
_QUESTIONS = 20
_ASKED: list[dict[str, Any]] = [
    {"max_hops": 5},
    {"by": "company", "joint_ventures": True, "max_hops": 6},
    {"status": "firm", "as_of": "2026-03-01", "min_quality": "B"},
    {"min_purchases": 2, "contingent": False, "without": ["nvidia"]},
    {"through": "openai", "max_hops": 4},
    {"through": "softbank-vision-fund-2", "by": "company"},
    {"datasets": ["historic-deals"], "amounts_from": "corrected"},
    {"limit": 7},
    {"limit": 1, "min_purchases": 3},
]


@pytest.mark.parametrize("asked", _ASKED, ids=str)
def test_shipped_data_gives_the_same_rows(shipped: Graph, asked: dict[str, Any]) -> None:
    answers = [shipped.run("round-trips", engine=engine, **asked) for engine in ("cypher", "memory")]

    assert [answer.engine for answer in answers] == ["cypher", "memory"]
    assert answers[0].rows == answers[1].rows
    assert answers[0].truncated == answers[1].truncated
    assert (answers[0].facts, answers[0].names) == (answers[1].facts, answers[1].names)


def test_what_was_asked_gives_rows_and_cuts(shipped: Graph) -> None:
    found = [shipped.run("round-trips", engine="memory", **asked) for asked in _ASKED]

    assert sum(bool(answer.rows) for answer in found) >= len(_ASKED) - 1
    assert [answer.truncated for answer in found[-2:]] == [True, True]


def test_few_deals_are_asked_of_cypher(shipped: Graph) -> None:
    assert shipped.run("round-trips", limit=1).engine == "cypher"


def test_an_engine_that_cannot_answer_is_refused(shipped: Graph) -> None:
    with pytest.raises(ParamError, match="pair-roles cannot be asked of the engine 'memory', but of cypher"):
        shipped.run("pair-roles", first="nvidia", second="openai", engine="memory")
    with pytest.raises(ParamError, match="of the engine 'quantum'"):
        shipped.run("round-trips", engine="quantum")


def test_the_time_limit_holds_in_memory_too(shipped: Graph) -> None:
    with pytest.raises(TimedOut, match="time limit"):
        shipped.run("round-trips", engine="memory", timeout_s=1e-9)


def test_the_command_names_the_engine_in_the_record(shipped: Graph, circflow: Command) -> None:
    del shipped
    told = circflow("run", "round-trips", "--max-hops", "2", "--engine", "memory", "--format", "json")

    assert '"engine": "memory"' in told.out
    assert "--engine" not in circflow("run", "pair-roles", "--help").out


def test_random_graphs_give_the_same_rows(
    shared_database: Connection, tmp_path_factory: pytest.TempPathFactory
) -> None:
    examples = drawn(_GRAPHS)
    loaded = Graph(shared_database)
    sides = tables_of((f"g{number:02}-", graph) for number, (graph, _) in enumerate(examples))
    for side, tables in sides.items():
        loaded.load(write(tmp_path_factory.mktemp("side") / side, tables))
    known = loaded.catalogue().find("round-trips").params
    compared = 0
    for _, question in examples[:_QUESTIONS]:
        options = replace(question, without=(), through=None).options()
        asked = {name: value for name, value in options.items() if name in known} | {"limit": 1_000_000}
        answers = [loaded.run("round-trips", engine=engine, **asked).rows for engine in ("cypher", "memory")]
        assert answers[0] == answers[1], asked
        compared += len(answers[0])
    for side in sides:
        loaded.unload(side)
    assert compared > 500
