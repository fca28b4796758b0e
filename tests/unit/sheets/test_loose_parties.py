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


@pytest.mark.parametrize(
    "name",
    ["OpenAI¹", "OpenAI [1]", "OpenAI(2)", "OpenAI1)", "OpenAI ①", "OpenAI*", "*OpenAI†", "OpenAI a)", "오픈AI 주1)"],
)
def test_marks_of_footnotes_are_no_part_of_a_name(tmp_path, name):
    found = sheet(tmp_path, f"Investor,Investee,Amount\nNvidia,{name},$5bn\n")
    assert deals(found, "target") == [("openai",)]


@pytest.mark.parametrize(
    ("name", "company"),
    [
        ("Zephyr Quill²", "zephyr-quill"),
        ("Zephyr Quill (2)", "zephyr-quill-2"),
        ("SoftBank Vision Fund (2)", "softbank-vision-fund-2"),
        ("Alpha (Beta 1)", "alpha-beta-1"),
        ("3M", "3m"),
    ],
)
def test_what_could_be_part_of_a_name_stays(tmp_path, name, company):
    assert deals(sheet(tmp_path, f"Investor,Investee,Amount\n{name},OpenAI,$5bn\n"), "source") == [(company,)]


@pytest.mark.parametrize(
    "cell",
    [
        "a16z, Sequoia, Thrive Capital",
        "BlackRock, GIP, MGX",
        "Fidelity; Sequoia",
        "Quill Partners / Orchid Labs",
        "Quill Partners、Orchid Labs",
        "Crusoe & Nvidia",
        "Alphabet, Inc. and Nvidia Corp.",
        "Quill, Orchid, Nvidia",
        "엔비디아·오픈AI",
    ],
)
def test_several_investors_in_one_cell_are_told_apart_where_one_is_known_or_a_list_is_clear(tmp_path, cell):
    found = sheet(tmp_path, f'Investor,Investee,Amount\n"{cell}",OpenAI,$6.6bn\n')
    assert rejects(found) == [(2, "Investor", "several-parties")]


@pytest.mark.parametrize(
    ("cell", "company", "asked"),
    [
        ("Procter & Gamble", "procter-gamble", True),
        ("Quill·Orchid", "quill-orchid", True),
        ("Nvidia and Quill Partners", "nvidia-and-quill-partners", True),
        ("Skadden, Arps, Slate, Meagher & Flom", "skadden-arps-slate-meagher-flom", True),
        ("ジョンソン・エンド・ジョンソン", "ジョンソン-エンド-ジョンソン", False),
        ("バンク・オブ・アメリカ", "バンク-オブ-アメリカ", False),
        ("マイクロソフト・ジャパン", "マイクロソフト-ジャパン", False),
        ("MS&AD", "ms-ad", True),
        ("Samsung Foo Co., Ltd.", "samsung-foo", False),
        ("Quill Partners, L.P.", "quill-partners", False),
        ("AWS/Amazon", "amazon", False),
    ],
)
def test_where_it_is_not_clear_one_company_is_taken_and_somebody_is_asked(tmp_path, cell, company, asked):
    found = sheet(tmp_path, f'Investor,Investee,Amount\n"{cell}",OpenAI,$6.6bn\n')
    assert deals(found, "source") == [(company,)]
    assert any("taken as one company" in question for question in found.sheets.questions) == asked


@pytest.mark.parametrize("cell", ["Samsung Foo / Nvidia", "Samsung Foo, Nvidia", "Samsung Foo; Nvidia"])
def test_parents_of_a_venture_are_told_apart_where_one_is_known_or_a_list_is_clear(tmp_path, cell):
    found = sheet(tmp_path, f'Parents,Venture\n"{cell}",Zephyr Quill\n')
    assert deals(found, "source", "relationship") == [("samsung-foo", "JOINT_VENTURE"), ("nvidia", "JOINT_VENTURE")]


def test_parents_that_nobody_knows_are_asked_about(tmp_path):
    found = sheet(tmp_path, 'Parents,Venture\n"Sears, Roebuck and Co.",Zephyr Quill\n')
    assert len(deals(found, "source")) == 1
    assert any("taken as one company" in question for question in found.sheets.questions)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_single_quote_as_a_sign_for_the_cell_above_swallows_no_row_in_silence(tmp_path, separator):
    text = 'Investor,Investee,Amount\nNvidia,OpenAI,$30bn\n",Anthropic,$10bn\n",xAI,$2bn\nMicrosoft,OpenAI,$13bn\n'
    found = sheet(tmp_path, text.replace(",", separator))
    assert deals(found, "source", "line") == [("nvidia", 2), ("microsoft", 5)]
    assert rejects(found) == [(3, "Investor", "stray-quote")]


def test_a_sign_for_the_cell_above_is_no_sign_for_one_further_up(tmp_path):
    text = "Investor,Investee,Amount,Date\nNvidia,OpenAI,$30bn,2026-02-27\nNvidia,xAI,,\n〃,Anthropic,〃,〃\n"
    found = sheet(tmp_path, text)
    assert rejects(found) == [(4, "Amount", "ditto-without-above")]


@pytest.mark.parametrize("column", ["Investor,Investee", "Parents,Venture"])
@pytest.mark.parametrize(
    "cell",
    [
        "NVIDIA他",
        "NVIDIA 他",
        "NVIDIA他2社",
        "NVIDIA外2社",
        "NVIDIAほか",
        "NVIDIA等",
        "NVIDIAなど",
        "Nvidia et al.",
        "Nvidia and others",
        "Nvidia & others",
        "Nvidia, Microsoft and others",
        "Nvidia and two other investors",
        "Nvidia (and others)",
        "Nvidia + 2 others",
        "Nvidia and other companies",
        "엔비디아 등",
        "엔비디아 외",
        "NVIDIA등",
        "엔비디아 외 3개사",
        "엔비디아외 2곳",
        "엔비디아 등 3개사",
        "ASML led consortium",
        "ASML-led consortium",
        "a consortium led by ASML",
        "삼성전자 컨소시엄",
        "OpenAI → Oracle",
        "OpenAI -> Oracle",
    ],
)
def test_others_beside_a_name_make_it_several_companies(tmp_path, column, cell):
    found = sheet(tmp_path, f'{column},Amount\n"{cell}",Zephyr Quill,$6.6bn\n')
    assert [code for *_, code in rejects(found)] == ["several-parties"]


@pytest.mark.parametrize(
    "name",
    [
        "McKinsey & Company",
        "Studio 54 Partners",
        "Quill & Partners",
        "Lehman Brothers",
        "World Wide Web Consortium",
        "Led Zeppelin Group",
        "海外物産",
        "해외",
        "삼성 외국인",
        "균등",
        "Goldman Sachs Group",
    ],
)
def test_a_name_that_ends_like_others_is_one_company(tmp_path, name):
    found = sheet(tmp_path, f"Investor,Investee,Amount\n{name},OpenAI,$5bn\n")
    assert rejects(found) == []


@pytest.mark.parametrize(
    "party",
    [
        "Customer A",
        "Company B",
        "Customer #3",
        "A社",
        "B社",
        "A사",
        "고객사 A",
        "顧客A社",
        "hyperscaler",
        "Undisclosed hyperscaler",
        "major cloud provider",
        "large US customer",
        "주요 고객사",
        "국내 대기업",
        "大手顧客",
        "大手クラウド",
        "日本の大手銀行",
        "3 customers",
        "2社",
        "他社",
        "Customer A (hyperscaler)",
        "Y社 (匿名)",
        "海外大手",
        "Multiple",
        "Various",
        "Employees",
        "JV partners",
        "Self",
    ],
)
def test_a_party_that_is_only_described_is_no_company(tmp_path, party):
    found = sheet(tmp_path, f"Investor,Investee\n{party},OpenAI\n")
    assert rejects(found) == [(2, "Investor", "no-company-unnamed")]


@pytest.mark.parametrize(
    "party",
    [
        "Elon Musk",
        "Larry Ellison",
        "Sam Altman",
        "Jensen Huang",
        "Satya Nadella",
        "Mark Zuckerberg",
        "Lisa Su",
        "Masayoshi Son",
        "孫正義",
        "손정의",
        "손정의 회장",
        "이재용",
        "이재용 회장",
        "최태원",
        "정의선",
        "일론 머스크",
        "젠슨 황",
        "샘 올트먼",
        "イーロン・マスク",
        "サム・アルトマン",
        "ジェンスン・ファン",
        "孫正義氏",
    ],
)
def test_the_head_of_a_company_is_a_person(tmp_path, party):
    found = sheet(tmp_path, f"Investor,Investee\n{party},OpenAI\n")
    assert rejects(found) == [(2, "Investor", "no-company-person")]


@pytest.mark.parametrize("cell", ["Elon Musk & xAI", "Larry Ellison, Oracle"])
def test_a_person_beside_a_company_makes_it_several(tmp_path, cell):
    found = sheet(tmp_path, f'Investor,Investee\n"{cell}",OpenAI\n')
    assert rejects(found) == [(2, "Investor", "several-parties")]


@pytest.mark.parametrize("party", ["CHIPS Act grant", "CHIPS Act", "정부 보조금", "CHIPS法補助金"])
def test_a_public_scheme_is_a_grant(tmp_path, party):
    found = sheet(tmp_path, f"Investor,Investee\n{party},OpenAI\n")
    assert rejects(found) == [(2, "Investor", "no-company-grant")]


@pytest.mark.parametrize(
    "name",
    [
        "Customers Bancorp",
        "Company 3",
        "Partners Group",
        "A Holdings",
        "A24",
        "US Bank",
        "Global Partners",
        "中国銀行",
        "한국은행",
        "Self Financial",
        "Elon Musk Foundation",
        "CHIPS Alliance",
    ],
)
def test_a_name_that_is_like_a_description_is_a_company(tmp_path, name):
    assert rejects(sheet(tmp_path, f"Investor,Investee\n{name},OpenAI\n")) == []


@pytest.mark.parametrize(
    ("cell", "company"),
    [
        ("OpenAI (https://www.notion.so/OpenAI-1)", "openai"),
        ("[OpenAI](https://example.com/a)", "openai"),
        ("Zephyr Quill (https://www.notion.so/Z-1)", "zephyr-quill"),
    ],
)
def test_the_address_of_a_page_is_no_part_of_a_name(tmp_path, cell, company):
    found = sheet(tmp_path, f"Investor,Investee,Amount\n{cell},Nvidia,$5bn\n")
    assert deals(found, "source") == [(company,)]
    assert [name.name for name in found.package.companies if name.id == "zephyr-quill"] in ([], ["Zephyr Quill"])
