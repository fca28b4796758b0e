"""The stored queries give the listed answers on the shipped data, and beyond these what the oracle gives."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from listed_cases import SHIPPED, Case, hold_against, listed, read, shipped_world
from oracle.deals import Question, World
from oracle.patterns import PATTERNS

from circflow.session import Graph

pytestmark = pytest.mark.live

_EDGES = """
MATCH (payer:Company)-[:PART_OF]->(payers:Group), (payee:Company)-[:PART_OF]->(payees:Group),
      (payer)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE {dataset: 'ai-deals'}]->(payee)
WHERE payers <> payees AND ($as_of IS NULL OR deal.begins <= $as_of <= deal.ends) AND deal.firmness >= $least
RETURN count(DISTINCT [payers.id, type(deal), payees.id]) AS by_group,
       count(DISTINCT [payer.id, type(deal), payee.id]) AS by_company
"""


@pytest.fixture(scope="module")
def world() -> World:
    return shipped_world()


@pytest.mark.parametrize("case", listed())
def test_stored_query_gives_the_listed_answer(case: Case, shipped: Graph) -> None:
    answer = shipped.run(case["query"], **case.get("ask", {}), datasets=case["of"])
    assert not answer.truncated
    hold_against(case, answer.rows)


def test_edges_in_the_graph_are_as_many_as_listed_t60(shipped: Graph) -> None:
    assert _edges(shipped, None, "all") == {"by_group": 143, "by_company": 146}


@pytest.mark.parametrize("case", read("as_of"), ids=lambda case: case["test"])
def test_answers_at_a_date_are_as_many_as_listed(case: Case, shipped: Graph) -> None:
    ask = case["ask"]
    found: dict[str, Any] = {"edges": _edges(shipped, ask["as_of"], ask["status"])["by_group"]}
    for query in PATTERNS.keys() & case.keys():
        rows = shipped.run(query, **ask, datasets=["ai-deals"]).rows
        found[query] = Counter(row["hops"] for row in rows) if query == "round-trips" else len(rows)
    assert found == {name: count for name, count in case.items() if name not in {"test", "ask"}}


def test_triangles_of_september_2025_rest_on_the_tenth_of_a_billion_of_2024_t83(shipped: Graph) -> None:
    rings = _rings(shipped, as_of=date(2025, 9, 30), status="firm")
    assert ("nvidia", "openai") not in rings
    oracle = rings["nvidia", "openai", "oracle"]
    assert oracle["deals_by_hop"][0] == ["D-032d"]
    assert (oracle["carries_low"], oracle["carries_high"]) == (100_000_000, 100_000_000)


def test_letter_of_september_2025_is_there_among_all_deals_t84(shipped: Graph) -> None:
    rings = _rings(shipped, as_of=date(2025, 9, 30))
    assert rings["nvidia", "openai"]["deals_by_hop"] == [["D-001", "D-032d"], ["D-002"]]
    assert rings["nvidia", "openai", "oracle"]["deals_by_hop"][0] == ["D-001", "D-032d"]


def test_triangles_of_march_2026_rest_on_the_30_billion_t87(shipped: Graph) -> None:
    oracle = _rings(shipped, as_of=date(2026, 3, 1), status="firm")["nvidia", "openai", "oracle"]
    assert oracle["deals_by_hop"][0] == ["D-003", "D-032d"]
    assert oracle["carries_low"] == 30_100_000_000


def test_openai_never_bought_firmly_from_nvidia_while_softbank_held_both_t90(shipped: Graph, world: World) -> None:
    [undated] = _between(shipped, "openai", "nvidia", status="firm")
    # Deals that are ever in force together are so on the day on which the last of them begins.
    days = {deal.begins for deal in world.deals if deal.id in undated["deals"]}
    assert days == {date(2024, 10, 2), date(2025, 3, 31), date(2026, 2, 27)}
    assert [day for day in days if _between(shipped, "openai", "nvidia", status="firm", as_of=day)] == []
    assert [row["owner"] for row in _between(shipped, "openai", "nvidia", as_of=date(2025, 9, 30))] == [
        "softbank-group"
    ]


_ASKED = {
    "plain": Question(),
    "ai-deals": Question(datasets=SHIPPED[:1]),
    "others, firm": Question(datasets=SHIPPED[1:], status="firm"),
    "long": Question(max_hops=6),
    "company": Question(max_hops=5, by="company", joint_ventures=True),
    "ventures": Question(joint_ventures=True),
    "stakes only": Question(joint_ventures=False),
    "not contingent": Question(contingent=False),
    "quality A": Question(min_quality="A"),
    "quality B": Question(min_quality="B"),
    "firm": Question(status="firm"),
    "purchases only": Question(min_purchases=3),
    "without a deal": Question(without=("D-001", "D-003", "S13", "H-01a")),
    "without a company": Question(without=("openai",)),
    "without a group": Question(without=("softbank-group",)),
    "without a group, by company": Question(without=("softbank-group",), by="company", joint_ventures=True),
    "without a member": Question(without=("softbank-vision-fund-2",)),
    "end of 2000": Question(as_of=date(2000, 12, 31)),
    "through a member": Question(through="softbank-corp", joint_ventures=True),
    "through a company": Question(through="openai", by="company", max_hops=5),
    "end of 2024": Question(as_of=date(2024, 12, 31)),
    "mid 2026, firm, quality B": Question(as_of=date(2026, 6, 30), status="firm", min_quality="B"),
}

_NEEDED: dict[str, Any] = {
    "payer": "nvidia",
    "payee": "softbank-corp",
    "since": date(2025, 3, 31),
    "until": date(2026, 3, 1),
    "within_days": 31,
}
"""What some queries cannot do without."""


@pytest.mark.parametrize("asked", _ASKED.values(), ids=_ASKED.keys())
def test_stored_queries_equal_the_oracle_on_shipped_data(asked: Question, shipped: Graph, world: World) -> None:
    question = replace(asked, **_NEEDED)
    for query, oracle in PATTERNS.items():
        params = shipped.catalogue().find(query).params
        options = {name: value for name, value in question.options().items() if name in params}
        expected = oracle(world, question)
        answered = shipped.run(query, **options, limit=100_000).rows
        assert [{column: row[column] for column in expected[0]} if expected else row for row in answered] == expected


def _edges(graph: Graph, as_of: date | None, status: str) -> dict[str, int]:
    return graph._connection.ask(_EDGES, {"as_of": as_of, "least": 3 if status == "firm" else 0})[0]


def _between(graph: Graph, customer: str, supplier: str, **ask: Any) -> list[dict[str, Any]]:
    rows = graph.run("shared-owner-customers", datasets=["ai-deals"], **ask).rows
    return [dict(row) for row in rows if (row["customer"], row["supplier"]) == (customer, supplier)]


def _rings(graph: Graph, **ask: Any) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return the loops up to length 3 by their companies, the one with most purchases where there are several."""
    rows = graph.run("round-trips", max_hops=3, datasets=["ai-deals"], **ask).rows
    return {tuple(row["ring"]): dict(row) for row in sorted(rows, key=lambda row: row["relationships"], reverse=True)}
