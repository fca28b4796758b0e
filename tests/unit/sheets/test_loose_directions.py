"""Who pays whom: by columns that say so, and by words that turn those that do not."""

import pytest
from loose_sheet import deals, rejects, sheet

_PAYING = [("Payer", "Payee"), ("지급자", "수취인"), ("支払元", "支払先"), ("From", "Payee"), ("Payer", "To")]


@pytest.mark.parametrize(("payer", "payee"), _PAYING)
@pytest.mark.parametrize("word", ["supply", "공급", "販売", "sells to", "buys from"])
def test_columns_that_say_who_pays_are_not_turned_by_words_of_the_seller(tmp_path, payer, payee, word):
    found = sheet(tmp_path, f"{payer},{payee},Type,Amount\nOpenAI,Nvidia,{word},$10bn\n")
    assert deals(found, "source", "relationship", "target") == [("openai", "BUYS_FROM", "nvidia")]


@pytest.mark.parametrize(("payer", "payee"), _PAYING)
def test_nor_by_what_somebody_says_of_the_sheet(tmp_path, payer, payee):
    found = sheet(tmp_path, f"{payer},{payee},Amount\nOpenAI,Nvidia,$10bn\n", relationship="sells to")
    assert deals(found, "source", "relationship", "target") == [("openai", "BUYS_FROM", "nvidia")]


@pytest.mark.parametrize(
    "word", ["supply", "supply contract", "sales contract", "공급계약", "供給契約", "販売契約", "sells to"]
)
def test_from_and_to_are_turned_by_them(tmp_path, word):
    found = sheet(tmp_path, f"From,To,Type,Amount\nNvidia,OpenAI,{word},$10bn\n")
    assert deals(found, "source", "relationship", "target") == [("openai", "BUYS_FROM", "nvidia")]


@pytest.mark.parametrize("word", ["purchase contract", "purchase agreement", "구매계약", "購入契約"])
def test_from_and_to_stay_with_words_of_the_buyer(tmp_path, word):
    found = sheet(tmp_path, f"From,To,Type,Amount\nOpenAI,Nvidia,{word},$10bn\n")
    assert deals(found, "source", "relationship", "target") == [("openai", "BUYS_FROM", "nvidia")]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("Seller,Buyer,Contract ($bn),Signed,Scope", "Oracle,OpenAI,300,2025-09-10,cloud"),
        ("공급사,고객사,제품,계약(백만불),체결", "Oracle,OpenAI,cloud,300,2025-09-10"),
    ],
)
def test_a_second_table_has_its_own_columns_even_where_half_of_them_are_not_known(tmp_path, header, line):
    first = "Investor,Investee,Amount ($bn),Date,Note\nNvidia,OpenAI,30,2026-02-27,\n"
    found = sheet(tmp_path, f"{first}\n{header}\n{line}\n")
    assert deals(found, "source", "relationship", "target") == [
        ("nvidia", "INVESTS_IN", "openai"),
        ("openai", "BUYS_FROM", "oracle"),
    ]


@pytest.mark.parametrize("parties", ["Investor,Investee", "From,To", "Buyer,Seller"])
@pytest.mark.parametrize(
    "word",
    [
        "divestment",
        "divested",
        "exit",
        "Exited",
        "disposal",
        "sold stake",
        "stake sale",
        "repayment",
        "redemption",
        "지분매각",
        "지분 매각",
        "처분",
        "회수",
        "상환",
        "株式売却",
        "返済",
        "償還",
    ],
)
def test_what_ends_a_stake_or_a_loan_is_no_new_deal(tmp_path, parties, word):
    found = sheet(tmp_path, f"{parties},Type,Amount\nNvidia,OpenAI,{word},$10bn\n")
    assert rejects(found) == [(2, "Type", "ends-a-deal")]


@pytest.mark.parametrize("word", ["early redemption", "repayment of loan", "일부 상환", "全額返済", "exit via IPO"])
def test_a_remark_on_an_end_below_columns_of_investors_is_no_new_deal(tmp_path, word):
    found = sheet(tmp_path, f"Investor,Investee,Type,Amount\nNvidia,OpenAI,{word},$10bn\n")
    assert rejects(found) == [(2, "Type", "ends-a-deal")]


@pytest.mark.parametrize("word", ["売却", "매각", "sold"])
def test_a_sale_is_one_of_goods_except_below_columns_of_investors(tmp_path, word):
    rows = f"Type,Amount\nNvidia,OpenAI,{word},$10bn\n"
    parties = ("source", "relationship", "target")
    assert deals(sheet(tmp_path, f"From,To,{rows}"), *parties) == [("openai", "BUYS_FROM", "nvidia")]
    assert deals(sheet(tmp_path, f"Customer,Supplier,{rows}"), *parties) == [("nvidia", "BUYS_FROM", "openai")]
    assert rejects(sheet(tmp_path, f"Investor,Investee,{rows}")) == [(2, "Type", "ends-a-deal")]


def test_a_word_that_means_raising_money_and_procuring_goods_is_asked(tmp_path):
    found = sheet(tmp_path, "From,To,Type\nOpenAI,Nvidia,調達\nOpenAI,Nvidia,資金調達\nOpenAI,Nvidia,調達契約\n")
    assert rejects(found) == [(2, "Type", "unknown-type")]
    assert deals(found, "source", "relationship") == [("nvidia", "INVESTS_IN"), ("openai", "BUYS_FROM")]
