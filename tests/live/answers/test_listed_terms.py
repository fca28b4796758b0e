"""On what terms the articles say that money is due: guaranteed, in kind, on conditions, in parts."""

from typing import Any

import pytest

from circflow.session import Graph

pytestmark = pytest.mark.live

_SEEDS = {"datasets": ["seed-articles"]}
_B = 1_000_000_000
_SHARED = ("owner", "customer", "supplier")


def _rows(graph: Graph, query: str, *columns: str, **ask: Any) -> list[list[Any]]:
    return [[row[column] for column in columns] for row in graph.run(query, **_SEEDS, **ask).rows]


def test_amazon_owns_two_companies_that_do_not_trade_t20(shipped: Graph) -> None:
    rivals = _rows(shipped, "rivals-with-one-owner", "owner", "first", "second", "deals")
    assert ["amazon", "anthropic", "openai", ["S09", "S11"]] in rivals
    sharing = {(row[0], *sorted(row[1:])) for row in _rows(shipped, "shared-owner-customers", *_SHARED)}
    assert sharing.isdisjoint((row[0], *sorted(row[1:3])) for row in rivals)
    assert ("amazon", "anthropic", "openai") not in sharing


def test_nvidia_supports_coreweave_until_2032_t22(shipped: Graph) -> None:
    columns = ("guarantor", "beneficiary", "kind", "amount_high", "currency", "until", "ties")
    assert _rows(shipped, "contingent-support", *columns) == [
        ["nvidia", "coreweave", "backstop", 6_300_000_000, "USD", "2032", ["BUYS_FROM", "INVESTS_IN"]]
    ]


def test_credits_usage_rights_and_warrants_are_paid_in_kind_t23(shipped: Graph) -> None:
    assert _rows(shipped, "paid-in-kind", "payer", "receiver", "form", "deals") == [
        ["amazon", "openai", "usage_rights", ["S11"]],
        ["microsoft", "openai", "cloud_credits", ["S07"]],
        ["openai", "amd", "warrants_of_supplier", ["S18"]],
    ]
    said = {row["claim"]: row["asserted"] for row in shipped.evidence("S07", "S11", "S17").rows}
    assert said.keys() >= {"C002-16", "C004-12", "C004-13"}
    assert said["C002-16"] == "rumoured"  # the usage rights are only possible


def test_35_billion_wait_for_a_listing_or_general_intelligence_t24(shipped: Graph) -> None:
    columns = ("deal", "tranche", "amount_high", "currency", "condition", "decided_by")
    assert _rows(shipped, "open-conditions", *columns) == [["S11", 2, 35 * _B, "USD", "IPO or AGI", "openai"]]
    said = {row["claim"]: row["conditions"] for row in shipped.evidence("S11").rows}
    assert (said["C002-04"], said["C002-11"]) == ("tranche 2: IPO or AGI", "decided by the investee")


def test_50_billion_are_their_own_parts_and_never_100_t46(shipped: Graph) -> None:
    funded = _rows(shipped, "funded-customers", "supplier", "customer", "invested_low", "invested_high")
    assert ["amazon", "openai", 0, 50 * _B] in funded
    parts = [row["amount_high"] for row in shipped.run("tranches", deals=["S11"]).rows]
    assert parts == [15 * _B, 35 * _B]
    assert _rows(shipped, "headline-sums", "deals") == []
    [ring] = [
        row for row in shipped.run("round-trips", max_hops=2, **_SEEDS).rows if row["ring"] == ["amazon", "openai"]
    ]
    assert ring["carries_high"] == 50 * _B
