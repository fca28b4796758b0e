"""Answers about money on graphs of a few deals, each worked out by hand."""

import pytest
from small_packages import Ask

from circflow.errors import ParamError

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


_PROMISES = {
    "companies": "id,name,group_id\na,A,\na2,A Two,a\nb,B,\nc,C,",
    "deals": """deal_id,source,relationship,target,amount_low,amount_high,currency
d1,a,BUYS_FROM,b,10,10,USD
d2,a2,BUYS_FROM,c,10,10,USD""",
}


@pytest.mark.parametrize("pays", [["a=0.5", "A=0.2"], ["a=0.5", "a2=0.2"]])
def test_one_company_cannot_pay_two_shares(pays: list[str], ask: Ask) -> None:
    with pytest.raises(ParamError, match=r"a of pays is given two shares, 0\.5 and 0\.2"):
        ask("clearing", _PROMISES, pays=pays)


def test_members_of_a_group_may_say_the_same_share(ask: Ask) -> None:
    rows = ask("clearing", _PROMISES, pays=["a=0.5", "a2=0.5"]).rows
    assert [(row["company"], row["lacks_low"]) for row in rows] == [("b", 5), ("c", 5)]


def test_a_recovery_that_has_no_effect_is_told(ask: Ask) -> None:
    answer = ask("clearing", _PROMISES, pays=["a=0.5"], recovery=0.5)
    assert any("recovery has no effect without --outside" in text for text in answer.warnings)
    plain = ask("clearing", pays=["a=0.5"])
    assert not any("recovery" in text for text in plain.warnings)
