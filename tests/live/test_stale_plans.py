"""A plan that was made for a nearly empty database is not followed once a load has filled it."""

from pathlib import Path

import pytest

from benchmarks import synthetic
from circflow.graph.connection import Connection
from circflow.graph.load import load
from circflow.sheets.reading import read

pytestmark = pytest.mark.live

_SEEN = "MATCH (deal:Deal) RETURN deal.id"


def _expected(graph: Connection) -> float:
    """Return how many rows the server's plan reckons with."""
    with graph.session() as session:
        session.run(_SEEN).consume()
        plan = session.run(f"EXPLAIN {_SEEN}").consume().plan
    assert plan is not None
    return float(plan["args"]["EstimatedRows"])


@pytest.mark.parametrize(("deals", "anew"), [(1_200, True), (900, False)])
def test_a_load_of_many_deals_has_questions_planned_anew(
    *, deals: int, anew: bool, graph: Connection, tmp_path: Path
) -> None:
    with graph.session() as session:
        session.run("CALL db.clearQueryCaches()").consume()
    before = _expected(graph)
    load(graph, read(synthetic.write(tmp_path / "p", deals * 7 // 6 + 7)).package)
    after = _expected(graph)
    assert before < 100
    assert (after >= deals) is anew


def test_a_large_database_keeps_its_plans_when_deals_are_added(graph: Connection, tmp_path: Path) -> None:
    load(graph, read(synthetic.write(tmp_path / "before", 12_000)).package)
    before = _expected(graph)
    added = load(graph, read(synthetic.write(tmp_path / "after", 14_000)).package).added
    assert added > 1_000
    assert _expected(graph) == before
