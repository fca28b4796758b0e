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
