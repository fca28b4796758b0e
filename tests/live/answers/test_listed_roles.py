"""Deals of pairs and of companies, and what is said about them."""

from datetime import date
from typing import Any

import pytest

from circflow.session import Graph

pytestmark = pytest.mark.live

_SEEDS = {"datasets": ["seed-articles"]}
_AI = {"datasets": ["ai-deals"]}


def _told(row: dict[str, Any]) -> str:
    return f"{row['deal']} {row['payer']} {row['relationship']} {row['payee']}"


@pytest.mark.parametrize(
    ("first", "second", "deals"),
    [
        ("softbank-group", "openai", ["S01 softbank-group INVESTS_IN openai"]),
        (
            "softbank-group",
            "sb-oai-japan",
            ["S02 softbank-group JOINT_VENTURE sb-oai-japan", "S04 softbank-group BUYS_FROM sb-oai-japan"],
        ),
        (
            "openai",
            "sb-oai-japan",
            ["S03 openai JOINT_VENTURE sb-oai-japan", "S05 sb-oai-japan BUYS_FROM openai"],
        ),
    ],
)
def test_roles_of_softbank_and_openai_and_of_each_with_their_venture_t15(
    first: str, second: str, deals: list[str], shipped: Graph
) -> None:
    for one, other in ((first, second), (second, first)):
        rows = shipped.run("pair-roles", first=one, second=other, **_SEEDS).rows
        assert sorted(map(_told, rows)) == deals


def test_roles_by_group_look_at_all_members_t15(shipped: Graph) -> None:
    found = {
        by: {row["deal"] for row in shipped.run("pair-roles", first="SBG", second="오픈AI", by=by, **_AI).rows}
        for by in ("group", "company")
    }
    assert found == {"group": {"D-009a", "D-009b", "D-009c", "D-010", "D-032c"}, "company": {"D-009a", "D-032c"}}


def test_roles_say_status_and_amount(shipped: Graph) -> None:
    rows = shipped.run("pair-roles", first="nvidia", second="openai", **_AI).rows
    columns = ("deal", "relationship", "status", "amount_low", "amount_high", "currency", "announced", "quality")
    assert [[row[column] for column in columns] for row in rows] == [
        ["D-032d", "INVESTS_IN", "closed", 100_000_000, 100_000_000, "USD", "2024-10-02", "B"],
        ["D-001", "INVESTS_IN", "loi", 0, 100_000_000_000, "USD", "2025-09-22", "B"],
        ["D-002", "BUYS_FROM", "loi", None, None, None, "2025-09-22", "C"],
        ["D-003", "INVESTS_IN", "announced", 30_000_000_000, 30_000_000_000, "USD", "2026-02-27", "B"],
        ["D-004", "BUYS_FROM", "announced", None, None, None, "2026-02-27", "C"],
    ]


@pytest.mark.parametrize(
    ("ask", "deals"),
    [
        ({"status": "firm"}, {"D-032d", "D-003", "D-004"}),
        ({"as_of": date(2025, 12, 31)}, {"D-032d", "D-001", "D-002"}),
        ({"min_quality": "B"}, {"D-032d", "D-001", "D-003"}),
        ({"min_quality": "A"}, set()),
        ({"without": ["D-001", "D-002"]}, {"D-032d", "D-003", "D-004"}),
        ({"without": ["openai"]}, set()),
        ({"datasets": ["seed-articles"]}, {"S13", "S14"}),
        ({"datasets": None}, {"D-032d", "D-001", "D-002", "D-003", "D-004", "S13", "S14"}),
    ],
)
def test_roles_honour_the_common_parameters(ask: dict[str, Any], deals: set[str], shipped: Graph) -> None:
    rows = shipped.run("pair-roles", first="nvidia", second="openai", **{**_AI, **ask}).rows
    assert {row["deal"] for row in rows} == deals


def test_vague_band_stays_a_range_t48(shipped: Graph) -> None:
    [row] = shipped.run("pair-roles", first="softbank-group", second="openai", **_SEEDS).rows
    assert (row["amount_low"], row["amount_high"]) == (10_000_000_000, 100_000_000_000)


def test_backstop_of_nvidia_for_coreweave_runs_until_2032_t22(shipped: Graph) -> None:
    rows = shipped.run("company-deals", company="coreweave", **_SEEDS).rows
    backed = [(row["payer"], row["payee"], row["deal"], row["ended"]) for row in rows if row["contingent"]]
    assert backed == [("nvidia", "coreweave", "S20", "2032")]
    firm = shipped.run("company-deals", company="coreweave", contingent=False, **_SEEDS).rows
    assert {row["deal"] for row in firm} == {"S19", "S21", "S22", "S26"}


def test_investors_of_openai_that_are_also_its_suppliers_t16(shipped: Graph) -> None:
    rows = shipped.run("company-deals", company="openai", **_SEEDS).rows
    investors = {row["payer"] for row in rows if (row["direction"], row["relationship"]) == ("in", "INVESTS_IN")}
    suppliers = {row["payee"] for row in rows if (row["direction"], row["relationship"]) == ("out", "BUYS_FROM")}
    assert investors == {"softbank-group", "microsoft", "amazon", "nvidia"}
    assert suppliers == {"microsoft", "amazon", "nvidia", "oracle", "amd", "coreweave", "google", "broadcom"}
    assert investors & suppliers == {"microsoft", "amazon", "nvidia"}


def test_deals_of_a_company_by_group_are_those_of_all_members(shipped: Graph) -> None:
    found = {
        by: {row["deal"] for row in shipped.run("company-deals", company="softbank-group", by=by, **_AI).rows}
        for by in ("group", "company")
    }
    members = {"D-097a", "D-099b", "D-101", "D-033a", "D-009b", "D-009c", "D-099a", "D-054d", "D-010"}
    assert found["group"] - found["company"] == members
    assert found["company"] < found["group"]


def test_literal_figures_of_an_article_stand_beside_their_corrections_t40(shipped: Graph) -> None:
    rows = shipped.run("evidence", deals=["S13", "S15", "S16"]).rows
    literal = {
        row["deal"]: [row[column] for column in ("amount_high", "truth_flag", "corrected_low", "corrected_high")]
        for row in rows
        if row["source"] == "004_719aa64850302042.txt"
    }
    assert literal == {
        "S13": [10_000_000_000, "unit_error", 0, 100_000_000_000],
        "S15": [300_000_000_000, "mischaracterised", None, None],
        "S16": [4_000_000_000, "unit_error", 40_000_000_000, 40_000_000_000],
    }


def test_claims_that_differ_stand_in_the_order_of_their_dates_t43(shipped: Graph) -> None:
    rows = shipped.run("evidence", deals=["S13"]).rows
    highs = [row["amount_high"] for row in rows]
    assert highs == [100_000_000_000, 100_000_000_000, 10_000_000_000, 30_000_000_000, None]
    assert {row["deal"] for row in rows} == {"S13"}


def test_structure_is_not_guilt_and_the_status_of_the_swap_says_so_t105(shipped: Graph) -> None:
    rows = shipped.run("evidence", deals=["H-06a"]).rows
    assert "investigated, no fraud finding" in {row["asserted_status"] for row in rows}
