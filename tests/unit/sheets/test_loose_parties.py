"""Who pays whom: names, directions, parents of ventures, and what is no company."""

import pytest
from loose_sheet import ENGLISH, deals, rejects, sheet

from circflow.errors import InputError, PackageError


def test_names_of_ones_own_win_and_each_parent_of_a_venture_has_an_edge(tmp_path):
    names = tmp_path / "names.csv"
    names.write_text("name,company_id\nSoftBank,softbank-corp\n")

    found = sheet(tmp_path, ENGLISH, names=names)

    assert deals(found, "source", "relationship", "target", "line")[2:] == [
        ("softbank-corp", "JOINT_VENTURE", "sb-oai-japan", 4),
        ("openai", "JOINT_VENTURE", "sb-oai-japan", 4),
    ]
    assert {deal.deal_group for deal in found.package.deals[2:]} == {found.package.deals[2].deal_id}
    groups = {company.id: company.group_id for company in found.package.companies}
    assert groups["softbank-corp"] == "softbank-group"
    assert "softbank-group" in groups


@pytest.mark.parametrize(
    ("cell", "stakes"), [("50:50", [50, 50]), ("60/40", [60, 40]), ("50%", [50, 50]), ("49", None), ("60:30:10", None)]
)
def test_each_parent_of_a_venture_gets_its_stake_or_the_row_is_rejected(tmp_path, cell, stakes):
    found = sheet(tmp_path, f"Parents,Venture,Stake\nOracle / OpenAI,Stargate,{cell}\n")

    assert [deal.stake_pct for deal in found.package.deals] == (stakes or [])
    assert rejects(found) == ([] if stakes else [(2, "Stake", "bad-stake")])


@pytest.mark.parametrize("rows", ["a,b\nb,a\n", "a,a\n"])
def test_a_circle_or_a_contradiction_of_names_is_refused(tmp_path, rows):
    names = tmp_path / "names.csv"
    names.write_text("name,company_id\n" + (rows if rows != "a,a\n" else "a,x\na,y\n"))
    with pytest.raises(PackageError, match=r"circle|is said to be"):
        sheet(tmp_path, ENGLISH, names=names)


def test_direction_is_asked_and_selling_turns_the_arrow(tmp_path):
    text = "From,To,Amount\nNvidia,OpenAI,$5bn\n"
    with pytest.raises(InputError, match="'From' and 'To' do not say") as told:
        sheet(tmp_path, text)
    assert "--relationship" in str(told.value.hint)

    parties = ("source", "relationship", "target")
    assert deals(sheet(tmp_path, text, relationship="sells to"), *parties) == [("openai", "BUYS_FROM", "nvidia")]
    assert deals(sheet(tmp_path, text, relationship="INVESTS_IN"), *parties) == [("nvidia", "INVESTS_IN", "openai")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("sells to", ("openai", "BUYS_FROM", "nvidia")),
        ("판매", ("openai", "BUYS_FROM", "nvidia")),
        ("購入", ("nvidia", "BUYS_FROM", "openai")),
        ("출자", ("nvidia", "INVESTS_IN", "openai")),
        ("funded by", ("openai", "INVESTS_IN", "nvidia")),
    ],
)
def test_the_word_of_a_row_decides_the_arrow(tmp_path, kind, expected):
    found = sheet(tmp_path, f"From,To,Type\nNvidia,OpenAI,{kind}\n")
    assert deals(found, "source", "relationship", "target") == [expected]


@pytest.mark.parametrize(
    ("party", "code"),
    [
        ("CNBC", "no-company-medium"),
        ("손정의", "no-company-person"),
        ("undisclosed", "no-company-unnamed"),
        ("13", "bad-name"),
        ("=B2", "bad-name"),
    ],
)
def test_what_is_no_company_is_rejected_with_that_reason(tmp_path, party, code):
    found = sheet(tmp_path, f"Investor,Investee\n{party},OpenAI\n")
    assert rejects(found) == [(2, "Investor", code)]


def test_unknown_companies_get_an_id_from_their_name_whatever_their_legal_form(tmp_path):
    found = sheet(
        tmp_path, "Investor,Investee\nZephyr Quill Inc.,OpenAI\nＺephyr Quill,Oracle\n(주)새벽별나라,OpenAI\n"
    )

    assert deals(found, "source") == [("zephyr-quill",), ("zephyr-quill",), ("새벽별나라",)]
    assert [company.name for company in found.package.companies if company.id == "zephyr-quill"] == [
        "Zephyr Quill Inc."
    ]


def test_a_grant_is_no_deal_and_what_nobody_knows_is_left_open(tmp_path):
    found = sheet(
        tmp_path,
        "From,To,Type,Amount,Term,Stake,Status\nMETI,Oracle,grant,$8bn,,,\nNvidia,OpenAI,invests,-,n/a,undisclosed,미정\n"
        "Nvidia,xAI,invests,$2bn,2 yrs,7 percent,hopeful\n",
    )

    assert rejects(found) == [(2, "Type", "grant")]
    assert deals(found, "target", "amount_code", "term_years", "stake_pct", "status", "status_text") == [
        ("openai", "unspecified", None, None, "announced", None),
        ("xai", "exact", 2.0, 7.0, "announced", "hopeful"),
    ]
    assert ["'hopeful' is no word" in warning for warning in found.warnings] == [True]
