"""Where the five articles disagree, and where a careless test would cry wolf."""

import csv

import pytest
from listed_cases import FIXTURES, SHIPPED

from circflow.session import Graph

pytestmark = pytest.mark.live


def _rows(graph: Graph, *datasets: str, about: str | None = "amount") -> dict[str, dict]:
    answer = graph.run("contradictions", datasets=list(datasets))
    assert not answer.truncated
    rows = [dict(row) for row in answer.rows if about in (None, row["about"])]
    found = {row["subject"]: row for row in rows}
    assert len(found) == len(rows)
    return found


def test_five_pairs_of_figures_differ_by_a_unit_t43(shipped: Graph) -> None:
    found = _rows(shipped, "seed-articles", about=None)
    assert {subject: (row["claims"], round(row["ratio"], 1)) for subject, row in found.items()} == {
        "openai:revenue": (["C003-15", "C004-04", "C004-10"], 10.0),
        "S21": (["C003-12", "C004-08"], 10.2),
        "S13": (["C002-09", "C003-03", "C004-11"], 10.0),
        "S07": (["C000-18", "C004-12"], 9.3),
        "S20": (["C003-11", "C004-15"], 10.5),
    }
    assert all(row["about"] == "amount" and row["unit_slip"] and row["currency"] == "USD" for row in found.values())
    assert [found["S20"][column] for column in ("low", "high", "companies", "deals")] == [
        600_000_000,
        6_300_000_000,
        ["nvidia", "coreweave"],
        ["S20"],
    ]
    assert (found["openai:revenue"]["companies"], found["openai:revenue"]["deals"]) == (["openai"], [])


def test_units_that_no_second_article_reveals_are_not_found_t44(shipped: Graph) -> None:
    found = _rows(shipped, "seed-articles", about=None)
    assert not {"S16", "S23"} & found.keys()
    assert not {"C004-17", "C004-18", "C004-27", "C004-31"} & {
        claim for row in found.values() for claim in row["claims"]
    }


def test_two_deals_of_one_pair_and_growth_are_no_contradiction_t45(shipped: Graph) -> None:
    found = _rows(shipped, "seed-articles", about=None)
    assert "S09" not in found
    assert "C002-08" not in found["S13"]["claims"]


def test_further_claims_show_a_printing_mistake_and_a_backstop_taken_for_a_purchase(shipped: Graph) -> None:
    amounts = _rows(shipped, "ai-deals")
    assert (amounts["D-088"]["claims"], amounts["D-088"]["unit_slip"]) == (["X-476", "X-477", "X-478", "X-479"], True)
    assert amounts["D-008"]["unit_slip"] is False
    assert _rows(shipped, "ai-deals", about="nature")["D-039"]["claims"] == ["D-039-1", "X-065", "X-066", "X-454"]
    assert set(_rows(shipped, "ai-deals", about="currency")) == {"D-053b", "D-090"}


def test_what_is_said_of_a_company_left_out_is_left_out(shipped: Graph) -> None:
    answer = shipped.run("contradictions", datasets=["seed-articles"], without=["openai"])
    assert {row["subject"] for row in answer.rows} == {"S20"}


def test_the_claims_of_each_contradiction_differ_in_the_evidence_too(shipped: Graph) -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for row in shipped.run("contradictions").rows:
        found.setdefault((row["subject"], row["about"]), set()).update(row["claims"])
    told: dict[tuple[str, str], set[str]] = {}
    deals, subjects = _values("deals", "deal_id"), _values("claims", "subject")
    for row in (*shipped.evidence(*deals).rows, *shipped.run("figures", figures=subjects).rows):
        subject = row["deal"] if "deal" in row else row["figure"]
        for other, about in zip(row["differs_from"], row["differs_in"], strict=True):
            told.setdefault((subject, about), set()).update({row["claim"], other})
        assert row["agrees"] is not bool(row["differs_from"])
    assert len(found) > 40
    assert ("openai:revenue", "amount") in found
    assert told == found


def _values(table: str, column: str) -> list[str]:
    values = []
    for name in SHIPPED:
        with (FIXTURES / name / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            values += [row[column] for row in csv.DictReader(file) if row[column]]
    return list(dict.fromkeys(values))
