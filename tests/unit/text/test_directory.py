"""Which company a cell or a text means, with the companies and names that are shipped."""

import csv
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from circflow.model import Company, Name
from circflow.text.directory import Directory
from circflow.text.name_words import without_legal_form
from circflow.text.names import name_key

FIXTURES = Path(__file__).parents[3] / "fixtures"


def rows(path):
    with (FIXTURES / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


COMPANIES = [Company(row["id"], row["name"]) for row in rows("ai-deals/companies.csv")]
NAMES = [
    Name(row["name"], row["company_id"], row["language"] or None, row["kind"], row["ambiguous"] == "yes")
    for row in rows("names.csv")
]
DIRECTORY = Directory(COMPANIES, NAMES)
FIRM = [name for name in NAMES if not name.ambiguous and name.kind != "person"]


@pytest.mark.parametrize(
    ("text", "company_id"),
    [
        ("OpenAI", "openai"),
        ("ＯｐｅｎＡＩ", "openai"),
        ("OpenAI, Inc.", "openai"),
        ("엔비디아가", "nvidia"),
        ("오픈AI에서", "openai"),
        ("(주)네이버", "naver"),
        ("네이버㈜", "naver"),
        ("주식회사 네이버", "naver"),
        ("ソフトバンクグループ株式会社", "softbank-group"),
        ("ソフトバンク株式会社", "softbank-corp"),
        ("소프트뱅크그룹", "softbank-group"),
        ("소프트뱅크(SoftBank Group)", "softbank-group"),
        ("소프트뱅크 회장 손정의", "softbank-group"),
        ("소프트뱅크 (통신)", "softbank-corp"),
        ("SoftBank 미야카와 준이치", "softbank-corp"),
        ("암(ARM)", "arm"),
        ("AWS", "amazon"),
        ("애저", "microsoft"),
        ("Amazon Web Services, Inc.", "amazon"),
        ("ソフトバンク(株)", "softbank-corp"),
        ("ソフトバンク㈱", "softbank-corp"),
        ("소프트뱅크 주식회사", "softbank-corp"),
        ("소프트뱅크㈜가", "softbank-corp"),
        ("SoftBank Corporation", "softbank-corp"),
        ("LY Corp.", "ly-corp"),
        ("Yahoo! Japan", "yahoo-japan"),
        ("NVIDIA Corp. (NASDAQ: NVDA)", "nvidia"),
        ("엔비디아(Nvidia)가", "nvidia"),
        ("Microsoft Azure", "microsoft"),
        ("ChatGPT", "openai"),
        ("네이버클라우드", "naver-cloud"),
        ("라인 야후", "ly-corp"),
        ("SB OpenAI Japan", "sb-oai-japan"),
        ("ｴﾇﾋﾞﾃﾞｨｱ", "nvidia"),
        ("Alphabet Inc.", "google"),
        ("sb-oai-japan", "sb-oai-japan"),
    ],
)
def test_a_cell_means_one_company(text, company_id):
    assert DIRECTORY.resolve(text).company_id == company_id


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("SoftBank", ("softbank-corp", "softbank-group")),
        ("소프트뱅크", ("softbank-corp", "softbank-group")),
        ("SoftBank Inc.", ("softbank-corp", "softbank-group")),
        # 株式会社 stands after the name of the one company, and stood before that of another.
        ("(주)소프트뱅크", ("softbank-corp", "softbank-group")),
        ("Vision Fund", ("softbank-vision-fund", "softbank-vision-fund-2")),
        ("암", ("arm",)),
        ("OpenAI / SoftBank Group", ("openai", "softbank-group")),
    ],
)
def test_an_ambiguous_cell_names_what_it_can_mean(text, candidates):
    found = DIRECTORY.resolve(text)

    assert (found.company_id, found.candidates, found.ambiguous) == (None, candidates, True)


def test_a_person_beside_an_ambiguous_name_decides():
    assert DIRECTORY.resolve("소프트뱅크", context="회장 손정의가 발표").company_id == "softbank-group"
    assert DIRECTORY.resolve("소프트뱅크", context="미야카와 준이치 사장").company_id == "softbank-corp"
    assert DIRECTORY.resolve("소프트뱅크", context="손정의와 미야카와 준이치").company_id is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("페이스북", "medium"),
        ("CNBC", "medium"),
        ("디인포메이션", "medium"),
        ("various investors", "unnamed"),
        ("고객", "unnamed"),
        ("顧客", "unnamed"),
        ("undisclosed investors", "unnamed"),
        ("Undisclosed customer", "unnamed"),
        ("multiple investors", "unnamed"),
        ("Anonymous", "unnamed"),
        ("syndicate of banks", "unnamed"),
        ("(undisclosed)", "unnamed"),
        ("existing institutional investors", "unnamed"),
        ("비공개 투자자", "unnamed"),
        ("비공개 고객사가", "unnamed"),
        ("복수의 투자자", "unnamed"),
        ("기타 투자자들", "unnamed"),
        ("은행단", "unnamed"),
        ("某社", "unnamed"),
        ("匿名の投資家", "unnamed"),
        ("複数の金融機関", "unnamed"),
        ("シンジケート", "unnamed"),
        ("보조금", "grant"),
        ("손정의", "person"),
    ],
)
def test_what_is_no_company_says_what_it_is(text, role):
    found = DIRECTORY.resolve(text)

    assert (found.company_id, found.no_company) == (None, role)


@pytest.mark.parametrize(
    "text", ["기업은행", "Partners Bank", "Bank of America", "New Enterprise Associates", "Other Ocean"]
)
def test_a_vague_word_in_a_name_makes_nobody_of_it_only_before_a_noun(text):
    found = DIRECTORY.resolve(text)

    assert (found.company_id, found.no_company) == (None, "")


@pytest.mark.parametrize(
    ("text", "company_id"),
    [
        ("Nvidea", "nvidia"),
        ("Open AI", "openai"),
        ("엔비디어", "nvidia"),
        ("マイクロソフツ", "microsoft"),
        ("OpenAI (2025)", "openai"),
        ("Microsoft Japan", "microsoft"),
    ],
)
def test_an_unknown_name_gets_suggestions_that_are_not_applied(text, company_id):
    found = DIRECTORY.resolve(text)

    assert (found.company_id, found.ambiguous) == (None, False)
    assert company_id in found.candidates
    assert DIRECTORY.resolve(text, suggest=False).candidates == ()


def test_a_name_in_another_script_is_suggested_by_its_sound():
    nobody_says = Directory([Company("oracle", "Oracle"), Company("naver", "NAVER"), Company("toyota", "Toyota")])

    assert [(near.company_id, near.reason) for near in nobody_says.suggest("오라클")] == [("oracle", "script")]
    assert [near.company_id for near in nobody_says.suggest("トヨタ")] == ["toyota"]
    assert nobody_says.suggest("삼성전자") == []


@pytest.mark.parametrize(
    "text", ["메타버스", "Intelligence", "Metadata", "Army", "MSFTX", "メタバース", "アームストロング"]
)
def test_a_name_within_another_word_is_none(text):
    assert DIRECTORY.mentions(f"the {text} of") == []
    assert DIRECTORY.resolve(text).company_id is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NVIDIAOpenAI", ["nvidia", "openai"]),
        ("CoreWeaveNVIDIA", ["coreweave", "nvidia"]),
        ("NVIDIAGPUNVIDIA", ["nvidia", "nvidia"]),
        ("NVIDIA3億", ["nvidia"]),
        ("CoreWeave140億ドル", ["coreweave"]),
        ("Scale AI140億", ["scale-ai"]),
        ("SB OpenAI Japan pays OpenAI", ["sb-oai-japan", "openai"]),
        (
            "소프트뱅크그룹은 오픈AI에, 네이버클라우드와 라인야후는",
            ["softbank-group", "openai", "naver-cloud", "ly-corp"],
        ),
        ("AMD とも、オラクルは", ["amd", "oracle"]),
        ("암(ARM)과 그래프코어", ["arm", "graphcore"]),
        ("MS and MSFT", ["microsoft", "microsoft"]),
        # No name ends within a number.
        ("SoftBank Vision Fund 2023 results", ["softbank-vision-fund"]),
        ("Vision Fund 20, SVF2025", [None, None]),
        ("SVF2와 CoreWeave140億", ["softbank-vision-fund-2", "coreweave"]),
        # Common words are names where they are written as names.
        ("the investment arm of Microsoft, an arm's-length deal", ["microsoft"]),
        ("Arm, ARM and ＡＲＭ", ["arm", "arm", "arm"]),
        ("Ms Smith saw 50 ms on Azure", ["microsoft"]),
        ("the oracle of OCI", ["oracle"]),
        ("amazon web services", ["amazon"]),
        ("MS는 오픈AI에", ["microsoft", "openai"]),
        ("https://www.amazon.com/AMAZON or amzn.to/AMAZON or a@amazon of Nvidia", ["nvidia"]),
    ],
)
def test_names_in_a_text_are_found_longest_first(text, expected):
    assert [mention.resolution.company_id for mention in DIRECTORY.mentions(text)] == expected


def test_the_longer_of_two_spellings_of_a_person_is_found():
    assert [mention.text for mention in DIRECTORY.mentions("미야카와 준이치와 야카와 준이치")] == [
        "미야카와 준이치",
        "야카와 준이치",
    ]


def test_three_scripts_name_the_same_companies():
    sheets = [
        ["Nvidia", "OpenAI", "Oracle", "Microsoft", "SoftBank Group", "CoreWeave", "Google", "Amazon"],
        ["엔비디아", "오픈AI", "오라클", "마이크로소프트", "소프트뱅크그룹", "코어위브", "구글", "아마존"],
        [
            "エヌビディア",
            "オープンAI",
            "オラクル",
            "マイクロソフト",
            "ソフトバンクG",
            "コアウィーブ",
            "グーグル",
            "アマゾン",
        ],
    ]

    english, *others = [[DIRECTORY.resolve(cell).company_id for cell in sheet] for sheet in sheets]

    assert None not in english
    assert others == [english, english]


SPELLINGS = st.sampled_from(
    [str, str.upper, str.lower, lambda name: f"\u3000{name} ", lambda name: name.replace(" ", "  ")]
)
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FIRM), SPELLINGS, st.booleans())
def test_width_case_and_spaces_make_no_difference(name, spelling, wide):
    written = spelling(name.name)

    assert DIRECTORY.resolve(written.translate(WIDE) if wide else written).company_id == name.company_id


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([name for name in FIRM if "가" <= name.name[-1] <= "힣"]),
    st.sampled_from("가 는 은 이 를 을 의 와 과 에 에서".split()),
)
def test_a_particle_makes_no_difference(name, particle):
    assert DIRECTORY.resolve(name.name + particle).company_id == name.company_id
    assert [one.resolution.company_id for one in DIRECTORY.mentions(f"1 {name.name}{particle} 2")] == [name.company_id]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([name for name in FIRM if name.name.isascii() and name.name.isalpha() and len(name.name) > 2]),
        min_size=1,
    )
)
def test_glued_latin_names_are_all_found(names):
    one_run = "".join(name.name for name in names)
    found = DIRECTORY.mentions(f"「{one_run}」")

    # MS and FT are two names, MSFT is one: what is found covers the text, the longest first.
    assert "".join(mention.text for mention in found) == name_key(one_run)


FORMS = st.sampled_from(["Inc.", "Corp.", "Ltd", "LLC", "㈜", "株式会社", "Co., Ltd."])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([name for name in FIRM if name.kind == "name"]), FORMS)
def test_a_legal_form_at_the_end_makes_no_difference_or_it_is_said_to_be_unclear(name, form):
    found = DIRECTORY.resolve(f"{name.name} {form}")

    # SoftBank Corp. is a company of its own.
    assert found.company_id == name.company_id or name.company_id.startswith("softbank")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([name for name in FIRM if name.kind != "name" and name.name.lower() != name.company_id]), FORMS)
def test_a_product_or_short_name_with_a_legal_form_is_its_own_company_or_one_of_that_name(name, form):
    found = DIRECTORY.resolve(f"{name.name} {form}")

    # Amazon Web Services, Inc. begins with the name of Amazon; LY Corp. is the name itself.
    assert found.company_id is None or name.name in ("Amazon Web Services", "Google Cloud", "LY")


@pytest.mark.parametrize(
    "text",
    [
        "OCI N.V.",
        "OCI Co., Ltd.",
        "OCI㈜",
        "OCI(주)",
        "(주)OCI가",
        "Crystal Intelligence S.A.",
        "Claude SAS",
        "Azure Ltd",
        "TPU Ltd.",
        "MS㈜",
        "MS & Co.",
        "MS&Co",
    ],
)
def test_a_legal_form_makes_a_company_of_its_own_of_a_product_or_a_short_name(text):
    found = DIRECTORY.resolve(text)

    assert (found.company_id, found.no_company, found.ambiguous) == (None, "", False)
    assert DIRECTORY.mentions(f"stakes in {text} and others")[:-1] == []


@settings(max_examples=500, deadline=None)
@given(st.text(), st.text())
@example("Inc. Ltd. Co.", "")
@example("(주)", "")
@example("가" * 20_000, "")
@example("NVIDIAOpenAI" * 2_000, "")
def test_any_text_is_one_company_that_is_named_in_it_or_none(text, context):
    found = DIRECTORY.resolve(text, context)

    assert found.company_id is None or found.candidates == ()
    assert found.company_id is None or DIRECTORY.mentions(text) or without_legal_form(name_key(text))
    assert all(mention.text in name_key(text) for mention in DIRECTORY.mentions(text)[:5])
