"""Single checks on small data: what they find, and what they must not take for a slip."""

import pytest
from small_packages import Ask

from circflow.errors import ParamError

pytestmark = pytest.mark.live

_DATED = "deal_id,source,relationship,target,amount_low,amount_high,currency,status,announced_date,end_date"


def test_a_fiscal_year_is_out_of_order_only_when_no_day_of_it_fits(ask: Ask) -> None:
    deals = f"""{_DATED}
d1,a,INVESTS_IN,b,,,,,2024-04/2025-03,2024-04-01
d2,a,INVESTS_IN,b,,,,,2024-04/2025-03,2024-03
d3,a,INVESTS_IN,b,,,,,2025-03-31,2024-04/2025-03
d4,a,INVESTS_IN,b,,,,,2025-04-01,2024-04/2025-03"""
    answer = ask("dates-out-of-order", {"deals": deals})
    assert [(row["deal"], row["first"], row["second"]) for row in answer.rows] == [
        ("d2", "2024-04/2025-03", "2024-03"),
        ("d4", "2025-04-01", "2024-04/2025-03"),
    ]


def test_a_fiscal_year_lies_near_what_is_near_its_last_day(ask: Ask) -> None:
    deals = f"""{_DATED}
d1,a,INVESTS_IN,b,10,10,USD,,2024-04/2025-03,
d2,a,INVESTS_IN,b,10,10,USD,,2025-04-30,
d3,a,INVESTS_IN,b,10,10,USD,,2025-06-30,"""
    answer = ask("lookalike-deals", {"deals": deals})
    assert [row["deals"] for row in answer.rows] == [["d1", "d2"]]


def _of_two_sources(prefix: str, *amounts: int) -> dict[str, str]:
    """Return a data set that gives its only source and its claims ids that others give too."""
    claims = [f"k{number},,a:revenue,s,{amount},{amount},USD" for number, amount in enumerate(amounts)]
    header = "claim_id,deal_id,subject,source_id,amount_low,amount_high,currency"
    deals = f"{_DATED},sources\n{prefix}1,a,INVESTS_IN,b,10,10,USD,,,,s\n{prefix}2,b,BUYS_FROM,a,10,10,USD,,,,s"
    about = [f"{prefix}k{one},{prefix}{one},,s,{amounts[0]},{amounts[0]},USD" for one in (1, 2)]
    sources = f"source_id,title\ns,Report of {prefix}"
    return {"deals": deals, "sources": sources, "claims": "\n".join([header, *claims, *about])}


def test_claims_of_one_id_in_two_data_sets_are_told_apart(ask: Ask) -> None:
    [row] = ask("contradictions", _of_two_sources("d", 10), _of_two_sources("e", 100)).rows
    assert (row["claims"], row["low"], row["high"]) == (["set-0:k0", "set-1:k0"], 10, 100)
    [row] = ask("unit-suspects").rows
    assert (row["lower_stated"], row["higher_stated"]) == (["set-0:k0"], ["set-1:k0"])
    assert ask("contradictions", datasets=["set-0"]).rows == ()


def test_evidence_of_a_figure_tells_claims_of_one_id_apart(ask: Ask) -> None:
    ask("contradictions", _of_two_sources("d", 10, 30), _of_two_sources("e", 100))
    told = ask("figures", figures=["a:revenue"])
    assert {row["claim"]: row["differs_from"] for row in told.rows} == {
        "k1": ["set-0:k0", "set-1:k0"],
        "set-0:k0": ["k1", "set-1:k0"],
        "set-1:k0": ["k1", "set-0:k0"],
    }


def test_a_source_of_two_data_sets_is_two_documents(ask: Ask) -> None:
    sets = _of_two_sources("d", 50), _of_two_sources("e", 70)
    with pytest.raises(ParamError, match="s is the id of a source in set-0 and in set-1"):
        ask("round-trips", *sets, amounts_from="s")
    rows = ask("round-trips", datasets=["set-0"], amounts_from="s").rows
    assert [(row["deals"], row["carries_low"]) for row in rows] == [(["d1", "d2"], 50)]


def test_a_figure_that_does_not_say_what_it_measures_is_compared_with_both(ask: Ask) -> None:
    claims = """claim_id,subject,source_id,amount_low,amount_high,currency,amount_basis
k1,a:revenue,s,4300,4300,USD,per_year
k2,a:revenue,s,430,430,USD,
k3,a:revenue,s,43000,43000,USD,total"""
    sources = "source_id,title\ns,Report"
    deals = "deal_id,source,relationship,target\nd1,a,INVESTS_IN,b"
    rows = ask("unit-suspects", {"deals": deals, "sources": sources, "claims": claims}).rows
    assert [(row["lower_stated"], row["higher_stated"]) for row in rows] == [(["k2"], ["k1"]), (["k2"], ["k3"])]
    assert {slip for row in ask("contradictions").rows for slip in [row["unit_slip"]]} == {True}


def test_an_amount_of_another_arrow_is_in_no_comparison(ask: Ask) -> None:
    deals = """deal_id,source,relationship,target,amount_low,amount_high,currency,announced_date,amount_code,rollup,deal_group,sources
d1,a,BUYS_FROM,b,10,10,USD,2025-01-01,,,,s
d2,a,BUYS_FROM,b,10,10,USD,2025-01-02,not_this_edge,,,s
d3,a,INVESTS_IN,b,50,50,USD,2025-01-02,,headline,g,s
d4,a,INVESTS_IN,b,500,500,USD,2025-03-02,not_this_edge,tranche,g,s"""  # noqa: E501 - a header
    claims = "claim_id,deal_id,source_id,amount_low,amount_high,currency,amount_code\nk1,d1,t,100,100,USD,not_this_edge"
    sources = "source_id,title\ns,Report\nt,Other"
    first = ask("unit-suspects", {"deals": deals, "sources": sources, "claims": claims})
    others = (ask(query) for query in ("contradictions", "headline-sums", "lookalike-deals"))
    assert [answer.rows for answer in (first, *others)] == [(), (), (), ()]


def test_names_that_differ_in_dots_and_marks_are_alike(ask: Ask) -> None:
    pairs = [
        ("Foo S.A.", "Foo SA"),
        ("Bar L.L.C.", "Bar LLC"),
        ("One/Two", "One Two"),
        ("North\N{EN DASH}South", "North-South"),
        ("Yahoo!", "Yahoo"),
        ("Tin Co.,Ltd.", "Tin"),
    ]
    names = [
        f'{letter}{number},"{name}"'
        for number, pair in enumerate(pairs)
        for letter, name in zip("xy", pair, strict=True)
    ]
    companies = "\n".join(["id,name", *names, "z1,Sad", "z2,Sa D"])
    deals = "deal_id,source,relationship,target\nd1,x0,INVESTS_IN,y1"
    rows = ask("lookalike-companies", {"companies": companies, "deals": deals}).rows
    assert [row["companies"] for row in rows] == [[f"x{number}", f"y{number}"] for number in range(len(pairs))]


def test_a_letter_is_not_old_when_a_partial_date_can_follow_it(ask: Ask) -> None:
    deals = """deal_id,source,relationship,target,announced_date,status
d1,a,INVESTS_IN,b,2024-09-22,loi
d2,a,INVESTS_IN,b,2024-09,signed
d3,b,INVESTS_IN,c,2024-09-22,loi
d4,b,INVESTS_IN,c,2024-08,signed
d5,c,BUYS_FROM,a,2026-01-01,signed"""
    assert [row["deal"] for row in ask("old-letters", {"deals": deals}).rows] == ["d3"]


def test_a_deal_may_be_called_ended_from_the_day_behind_its_last(ask: Ask) -> None:
    deals = """deal_id,source,relationship,target,announced_date,end_date,status
d1,a,INVESTS_IN,b,2024-01-01,2025-06-30,ended
d2,a,INVESTS_IN,b,2024-01-01,2025-06-30,ended
d3,a,INVESTS_IN,b,2024-01-01,2025-06,ended
d4,a,INVESTS_IN,b,2024-01-01,2025-06-30,signed"""
    statuses = """deal_id,date,status
d1,2025-07-01,ended
d2,2025-07-02,ended
d3,2025-07-01,ended
d4,2025-07-01,signed"""
    rows = ask("dates-out-of-order", {"deals": deals, "statuses": statuses}).rows
    assert [(row["deal"], row["what"]) for row in rows] == [
        ("d2", "it is ended after its end"),
        ("d4", "it is signed after its end"),
    ]


def test_an_agreement_is_one_of_its_data_set(ask: Ask) -> None:
    header = "deal_id,source,relationship,target,amount_low,amount_high,currency,rollup,deal_group"
    one = f"{header}\nd1,a,INVESTS_IN,b,10,10,USD,headline,g\nd2,b,BUYS_FROM,a,100,100,USD,,"
    other = f"{header}\ne1,a,INVESTS_IN,b,6,6,USD,tranche,g"
    before = ask("round-trips", {"deals": one}, datasets=["set-0"]).rows
    assert [(row["carries_low"], row["carries_high"]) for row in before] == [(10, 10)]
    assert ask("round-trips", {"deals": one}, {"deals": other}, datasets=["set-0"]).rows == before
    # Two agreements of one name add up.
    [both] = ask("round-trips").rows
    assert (both["carries_low"], both["carries_high"]) == (16, 16)


def test_the_only_source_of_a_row_states_its_amount(ask: Ask) -> None:
    deals = """deal_id,source,relationship,target,amount_low,amount_high,currency,sources
d1,a,INVESTS_IN,b,10,10,USD,s
d2,b,BUYS_FROM,a,20,20,USD,s
d3,b,BUYS_FROM,a,40,40,USD,s;t"""
    claims = "claim_id,deal_id,source_id,amount_low,amount_high,currency\nk1,d1,s,12,12,USD"
    answer = ask(
        "round-trips", {"deals": deals, "sources": "source_id,title\ns,S\nt,T", "claims": claims}, amounts_from="s"
    )
    assert [row["carries_low"] for row in answer.rows] == [12]
    assert "Amounts are those that s states; it states none for d3." in answer.warnings
    told = ask("round-trips", amounts_from="s", without=["d3"]).warnings
    assert "Amounts are those that s states; it states one for each deal in these rows." in told


def test_a_deal_that_is_named_twice_is_answered_once(ask: Ask) -> None:
    deals = {"deals": "deal_id,source,relationship,target\nd1,a,INVESTS_IN,b"}
    assert [row["deal"] for row in ask("evidence", deals | {}, deals=["d1", "d1"]).rows] == ["d1"]
