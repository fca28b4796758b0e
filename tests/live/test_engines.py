"""Each engine gives the same rows, in the same order, on shipped data sets and on random graphs."""

from collections import Counter
from typing import Any

import pytest
from command import Command

from circflow.errors import ParamError, TimedOut
from circflow.session import Graph

pytestmark = pytest.mark.live

_ASKED: list[tuple[str, dict[str, Any]]] = [
    ("round-trips", {"max_hops": 5}),
    ("round-trips", {"by": "company", "joint_ventures": True, "max_hops": 6}),
    ("round-trips", {"status": "firm", "as_of": "2026-03-01", "min_quality": "B"}),
    ("round-trips", {"min_purchases": 2, "contingent": False, "without": ["nvidia"]}),
    ("round-trips", {"through": "openai", "max_hops": 4}),
    ("round-trips", {"through": "openai", "by": "company", "max_hops": 5}),
    ("round-trips", {"datasets": ["historic-deals"], "amounts_from": "corrected"}),
    ("round-trips", {"min_amount": 1_000_000_000, "currency": "USD", "max_hops": 5}),
    ("round-trips", {"min_amount": 10, "currency": "USD", "amounts_from": "corrected"}),
    ("round-trips", {"window_days": 365, "max_hops": 6, "by": "company"}),
    ("round-trips", {"new_since": "2025-09-30", "max_hops": 5}),
    ("round-trips", {"new_since": "2025-09-30", "through": "openai", "window_days": 500}),
    ("round-trips", {"top": 12, "max_hops": 5}),
    ("round-trips", {"top": 1_000_000, "new_since": "2024-12-31"}),
    ("ring-counts", {"max_hops": 6, "joint_ventures": True}),
    ("ring-counts", {"max_hops": 5, "window_days": 200, "min_purchases": 1}),
    ("ring-hubs", {"max_hops": 5}),
    ("ring-hubs", {"by": "company", "window_days": 700, "new_since": "2025-01-01"}),
    ("rings-in-time", {"max_hops": 6, "window_days": 800}),
    ("rings-in-time", {"through": "amazon", "min_amount": 1, "currency": "USD", "window_days": 2_000}),
    ("round-trips", {"limit": 7}),
    ("round-trips", {"top": 8, "limit": 3}),
    ("ring-hubs", {"limit": 2}),
    ("rings-in-time", {"limit": 1}),
]


@pytest.mark.parametrize(("query", "asked"), _ASKED, ids=str)
def test_shipped_data_gives_the_same_rows(shipped: Graph, query: str, asked: dict[str, Any]) -> None:
    answers = [shipped.run(query, engine=engine, **asked) for engine in ("cypher", "memory")]

    assert [answer.engine for answer in answers] == ["cypher", "memory"]
    assert answers[0].rows
    assert answers[0].rows == answers[1].rows
    assert [answer.truncated for answer in answers] == ["limit" in asked] * 2
    assert (answers[0].facts, answers[0].names) == (answers[1].facts, answers[1].names)
    assert answers[0].warnings == answers[1].warnings


def test_few_deals_are_asked_of_cypher(shipped: Graph) -> None:
    assert shipped.run("round-trips", limit=1).engine == "cypher"


def test_an_engine_that_cannot_answer_is_refused(shipped: Graph) -> None:
    with pytest.raises(ParamError, match="pair-roles cannot be asked of the engine 'memory', but of cypher"):
        shipped.run("pair-roles", first="nvidia", second="openai", engine="memory")
    with pytest.raises(ParamError, match="of the engine 'quantum'"):
        shipped.run("round-trips", engine="quantum")


@pytest.mark.parametrize("query", ["round-trips", "ring-counts", "ring-hubs", "rings-in-time"])
def test_the_time_limit_holds_in_memory_too(shipped: Graph, query: str) -> None:
    with pytest.raises(TimedOut, match="time limit") as ended:
        shipped.run(query, engine="memory", timeout_s=1e-9)
    assert "--max-hops" in str(ended.value.hint)


def test_the_command_names_the_engine_and_auto_says_which_it_took(shipped: Graph, circflow: Command) -> None:
    del shipped
    told = circflow("run", "round-trips", "--max-hops", "2", "--engine", "memory", "--format", "json")
    assert '"engine": "memory"' in told.out
    assert "Engine" not in told.err
    assert circflow("run", "ring-hubs", "--format", "jsonl").err.startswith("Engine: cypher\n")
    assert "Engine" not in circflow("run", "reciprocal-purchases", "--format", "jsonl").err
    assert "--engine" not in circflow("run", "pair-roles", "--help").out


@pytest.mark.parametrize("engine", ["cypher", "memory"])
def test_counts_are_those_of_all_rows_whatever_the_limit(shipped: Graph, circflow: Command, engine: str) -> None:
    rows = shipped.run("round-trips", max_hops=5, engine=engine).rows
    expected = Counter(row["hops"] for row in rows)
    told = circflow(
        "run", "round-trips", "--max-hops", 5, "--count", "--limit", 1, "--engine", engine, "--format", "csv"
    )

    assert told.out.splitlines() == ["hops,rings", *(f"{hops},{rings}" for hops, rings in sorted(expected.items()))]
    assert "Cut" not in told.err
    assert shipped.run("round-trips", count=True, max_hops=5, engine=engine).query.id == "ring-counts"


def test_what_picks_rows_cannot_be_counted(shipped: Graph, circflow: Command) -> None:
    with pytest.raises(ParamError, match="top picks rows of round-trips"):
        shipped.run("round-trips", count=True, top=3)
    with pytest.raises(ParamError, match="the rows of ring-hubs cannot be counted"):
        shipped.run("ring-hubs", count=True)
    assert "--top" in circflow("run", "round-trips", "--count", "--top", 3, code=2).err.replace("top picks", "--top")


@pytest.mark.parametrize("engine", ["cypher", "memory"])
def test_a_least_amount_needs_its_currency_where_there_are_several(
    shipped: Graph, circflow: Command, engine: str
) -> None:
    told = circflow("run", "round-trips", "--min-amount", 1_000, "--engine", engine, code=2)
    assert "min_amount needs --currency, since amounts are in" in told.err
    assert "USD" in told.err
    assert "did you mean USD?" in circflow("run", "ring-hubs", "--min-amount", 1, "--currency", "usd", code=2).err
    assert "min_amount, which is not given" in circflow("run", "ring-counts", "--currency", "USD", code=2).err
    assert shipped.run("round-trips", min_amount=1_000, currency="USD", engine=engine).rows


def test_the_largest_come_first_and_are_not_called_cut(shipped: Graph) -> None:
    lows = [row["carries_low"] for row in shipped.run("round-trips", top=1_000, max_hops=5).rows]
    known = [low for low in lows if low is not None]

    assert lows == [*sorted(known, reverse=True), *[None] * (len(lows) - len(known))]
    assert not shipped.run("round-trips", top=2).truncated
