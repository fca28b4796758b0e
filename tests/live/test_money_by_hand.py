"""Answers about money on graphs of a few deals, each worked out by hand."""

import pytest
from small_packages import Ask

pytestmark = pytest.mark.live


def test_a_stake_counts_from_the_day_on_which_it_begins(ask: Ask) -> None:
    deals = """deal_id,source,relationship,target,stake_pct,announced_date,status
d1,a,INVESTS_IN,b,60,2999,planned
d2,a,INVESTS_IN,c,60,2020,"""
    answer = ask("integrated-ownership", {"deals": deals})
    assert [(row["held"], row["direct_high"], row["controls"]) for row in answer.rows] == [("c", 60, "yes")]
    later = ask("integrated-ownership", as_of="3000-01-01")
    assert [row["held"] for row in later.rows] == ["b", "c"]


def test_a_rumoured_stake_replaces_none_that_is_held(ask: Ask) -> None:
    deals = """deal_id,source,relationship,target,stake_pct,announced_date,status
d1,a,INVESTS_IN,b,60,2020,
d2,a,INVESTS_IN,b,5,2026,rumoured
d3,a,INVESTS_IN,c,40,2026,rumoured"""
    answer = ask("integrated-ownership", {"deals": deals})
    assert [(row["held"], row["direct_high"], row["deals"]) for row in answer.rows] == [
        ("b", 60, ["d1"]),
        ("c", 40, ["d3"]),
    ]
    assert [row["held"] for row in ask("integrated-ownership", status="firm").rows] == ["b"]


def test_the_greatest_need_stands_first_and_companies_without_any_price_last(ask: Ask) -> None:
    deals = """deal_id,source,relationship,target,amount_low,amount_high,currency
d1,a,BUYS_FROM,b,,,
d2,b,BUYS_FROM,c,5,5,USD
d3,c,BUYS_FROM,b,30,30,USD"""
    rows = ask("net-positions", {"deals": deals}).rows
    assert [(row["company"], row["need_low"], row["currency"]) for row in rows] == [
        ("c", 25, "USD"),
        ("b", 0, "USD"),
        (None, 25, "USD"),
        ("a", 0, None),
    ]
