"""What headers say beside a word for a column: units, quantities, a year; and which of several columns counts."""

import pytest
from loose_sheet import deals, ignored, rejects, sheet

_BN = 10**9


def amounts(found):
    return deals(found, "amount_low", "amount_high", "currency")


@pytest.mark.parametrize(
    "header",
    [
        "Amount (USD, mil.)",
        "Amount (USD, 10^6)",
        "Amount (USD, 100 mn)",
        "Amount (USD, x1000)",
        "Amount (USD, 1000s)",
        "Amount (EUR, T)",
        "Amount (EUR, Tsd)",
        "Amount (T€)",
        "Amount (thous.)",
        "Amount (Mill.)",
        "Amount (Md€)",
        "금액(won, 100m)",
    ],
)
@pytest.mark.parametrize("figure", ["300000", '"300,000"', "1.000.000"])
def test_a_unit_that_is_not_understood_keeps_bare_figures_out(tmp_path, header, figure):
    text = f'Customer,Supplier,"{header}",Currency\nOpenAI,Oracle,{figure},USD\nOpenAI,AMD,$5bn,USD\n'
    found = sheet(tmp_path, text)
    assert rejects(found) == [(2, header, "unknown-unit")]
    assert amounts(found) == [(5 * _BN, 5 * _BN, "USD")]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Amount (USD·mn)", 30 * _BN),
        ("금액(천원단위)", 30 * 10**6),
        ("Amount USD (millions)", 30 * _BN),
        ("Amount (announced)", 30_000),
        ("Amount (USD) (a)", 30_000),
        ("金額（百万, 2025年基準）", 30_000 * 10**6),
    ],
)
def test_other_remarks_and_known_units_leave_figures_readable(tmp_path, header, value):
    found = sheet(tmp_path, f'Customer,Supplier,"{header}",Date\nOpenAI,Oracle,30000,2025\n', currency="USD")
    assert rejects(found) == []
    assert [low for low, _, _ in amounts(found)] == [value]


@pytest.mark.parametrize(
    "header",
    [
        "Price ($/GPU)",
        "Price per share ($)",
        "Investment year (FY)",
        "계약금액 매출액대비(%)",
        "최소 기간(년)",
        "Max power (MW)",
        "Value (valuation)",
        "Amount (%)",
    ],
)
def test_figures_that_are_no_sums_are_not_taken_for_the_amount(tmp_path, header):
    text = f"Customer,Supplier,{header},Total ($m)\nMicrosoft,Nvidia,62,1800\n"
    found = sheet(tmp_path, text)
    assert amounts(found) == [(18 * 10**8, 18 * 10**8, "USD")]
    assert [column.header for column in found.sheets.unread] == [header]


@pytest.mark.parametrize("header", ["지분(만주)", "持分(百万株)", "Share of revenue (%)", "Stake (shares)"])
def test_numbers_of_shares_are_no_stake(tmp_path, header):
    assert deals(sheet(tmp_path, f"Investor,Investee,{header}\nNvidia,OpenAI,50\n"), "stake_pct") == [(None,)]


@pytest.mark.parametrize(
    ("header", "cell", "capacity"),
    [
        ("Size (MW)", "4500", "4500 MW"),
        ("Capacity (GW)", "6", "6 GW"),
        ("Capacity (GW)", "6 GW", "6 GW"),
        ("규모", "4.5GW", "4.5GW"),
        ("Volume (shares)", "32000", "32000 shares"),
    ],
)
def test_quantities_stand_beside_the_amount_with_their_unit(tmp_path, header, cell, capacity):
    found = sheet(tmp_path, f"Customer,Supplier,{header},Contract value\nOpenAI,Oracle,{cell},$300bn\n")
    assert deals(found, "capacity", "amount_low") == [(capacity, 300 * _BN)]


@pytest.mark.parametrize(
    "header", ["Amount ($bn/yr)", "Amount per year ($bn)", "Annual amount ($bn)", "금액(연간, 십억 달러)"]
)
def test_a_header_says_that_amounts_are_those_of_a_year(tmp_path, header):
    found = sheet(tmp_path, f'Customer,Supplier,"{header}"\nOpenAI,Oracle,60\n')
    assert deals(found, "amount_low", "amount_basis") == [(60 * _BN, "per_year")]


@pytest.mark.parametrize(
    ("columns", "cells", "value"),
    [
        ("Quantity,Price,Total", '"400,000","100,000",$40bn', 40 * _BN),
        ("Volume,Amount", '"485,000",$12bn', 12 * _BN),
        ("Price,Shares,Amount", "32000,1000,$32m", 32 * 10**6),
        ("Price", "$6.5bn", 65 * 10**8),
        ("Quantity,Price", "400,100", None),
        ("Amount (KRW bn),Amount ($bn)", "-,5", 5 * _BN),
        ("Amount (KRW bn),Amount ($bn)", "n/a,5", 5 * _BN),
        ("Amount,Low ($bn),High ($bn)", "undisclosed,5,5", 5 * _BN),
        ("Amount", "10 GW ($100bn)", 100 * _BN),
    ],
)
def test_the_amount_is_what_the_surest_column_states(tmp_path, columns, cells, value):
    found = sheet(tmp_path, f"Customer,Supplier,{columns}\nOpenAI,Oracle,{cells}\n", currency="USD")
    assert deals(found, "amount_low", "suspect") == [(value, None)]


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("Investment 2024 ($m),Investment 2025 ($m)", "3000,2000"),
        ("Amount ($m),Amount ($m)", "3000,2000"),
        ("Deal value ($bn),Commitment ($bn)", "3,10"),
    ],
)
def test_several_sums_in_one_currency_are_doubtful_and_all_told(tmp_path, columns, cells):
    found = sheet(tmp_path, f"Investor,Investee,{columns}\nMicrosoft,OpenAI,{cells}\n")
    low, suspect, note = deals(found, "amount_low", "suspect", "note")[0]
    if "Commitment" in columns:
        assert (low, suspect) == (3 * _BN, None)  # the surer word counts, the other column is told as not read
        assert [column.header for column in found.sheets.unread] == ["Commitment ($bn)"]
    else:
        assert low == 3 * _BN
        assert "the first of several sums" in suspect
        assert cells.split(",")[1] in note


def test_the_same_sum_in_another_currency_is_no_doubt(tmp_path):
    found = sheet(tmp_path, "Investor,Investee,Amount ($bn),금액(조원)\nNvidia,OpenAI,100,140\n")
    assert deals(found, "amount_low", "suspect", "note") == [(100 * _BN, None, "금액(조원): 140")]


@pytest.mark.parametrize(
    ("header", "row", "parties"),
    [
        ("Customer country (ISO),Customer,Supplier", "US,OpenAI,Oracle", ("openai", "oracle")),
        ("Investor type (VC/CVC),Investor,Investee", "CVC,Nvidia,OpenAI", ("nvidia", "openai")),
        ("Name,Investor,Company", "Nvidia x OpenAI LOI,Nvidia,OpenAI", ("nvidia", "openai")),
        ("Owner,Investor,Investee", "Jisoo Kim,Nvidia,OpenAI", ("nvidia", "openai")),
        ("Investor,Company,From,To", "Nvidia,OpenAI,Sep 2025,Dec 2030", ("nvidia", "openai")),
        ("투자자/Investor,피투자자/Investee", "엔비디아,오픈AI", ("nvidia", "openai")),
        ("Customer Name,Vendor Name", "OpenAI,Oracle", ("openai", "oracle")),
        ("납품처,공급처", "OpenAI,Oracle", ("openai", "oracle")),
        ("From (customer),To (supplier)", "OpenAI,Oracle", ("openai", "oracle")),
        ("From (seller),To (buyer)", "Oracle,OpenAI", ("openai", "oracle")),
    ],
)
def test_parties_stand_below_the_headers_that_say_so(tmp_path, header, row, parties):
    found = sheet(tmp_path, f"{header},Amount ($bn)\n{row},100\n")
    assert deals(found, "source", "target") == [parties]


@pytest.mark.parametrize("header", ["Buyer,Target", "Buyer,Target,Seller", "매수자,대상회사,매도자"])
def test_a_buyer_of_a_company_is_no_customer_of_it(tmp_path, header):
    row = "SoftBank Group,Ampere Computing,Oracle"[: None if header.count(",") > 1 else -len(",Oracle")]
    found = sheet(tmp_path, f"{header}\n{row}\n", relationship="acquires")
    assert deals(found, "source", "relationship", "target") == [("softbank-group", "INVESTS_IN", "ampere")]


def test_investors_and_customers_of_a_company_are_deals_of_their_own(tmp_path):
    text = (
        "Company,Investor,Customer,Amount ($bn)\nCoreWeave,Nvidia,,1\nCoreWeave,,Meta,14\nCoreWeave,Nvidia,OpenAI,11\n"
    )
    found = sheet(tmp_path, text)
    assert deals(found, "source", "relationship", "target") == [
        ("nvidia", "INVESTS_IN", "coreweave"),
        ("meta", "BUYS_FROM", "coreweave"),
    ]
    assert rejects(found) == [(4, "Customer", "two-deals")]


@pytest.mark.parametrize(
    ("text", "reject"),
    [
        ("Investor,Investee,Amount ($m),Investor,Investee\nNvidia,AMD,1,Nvidia,Arm\n", (2, "Investor", "two-deals")),
        ("Company,Lead Investor,Other Investors\nMistral AI,ASML,Nvidia\n", (2, "Other Investors", "several-parties")),
        ('Company,Lead Investor,Investors\nMistral AI,ASML,"ASML, Nvidia"\n', (2, "Investors", "several-parties")),
    ],
)
def test_what_others_pay_is_not_put_to_one(tmp_path, text, reject):
    assert rejects(sheet(tmp_path, text)) == [reject]


def test_a_date_is_taken_from_the_column_that_says_it_most_surely(tmp_path):
    text = "Investor,Investee,Closing date,Announcement date\nNvidia,Intel,2025-12-26,2025-09-18\n"
    assert deals(sheet(tmp_path, text), "announced_date") == [("2025-09-18",)]


@pytest.mark.parametrize("cell", ["USD (millions)", "USD [mn]", "원(백만)", "円(百万)", "EUR (Mio.)"])
def test_a_currency_with_more_behind_it_is_not_read_over(tmp_path, cell):
    found = sheet(tmp_path, f"Customer,Supplier,Amount,Currency\nOpenAI,Oracle,300000,{cell}\n")
    assert rejects(found) == [(2, "Currency", "unknown-unit")]


def test_a_column_without_a_header_is_told(tmp_path):
    found = sheet(tmp_path, "Investor,Investee,,Date\nNvidia,OpenAI,$100bn,2025\n")
    assert [(column.name, column.why) for column in found.sheets.unread] == [("column 3", "it has no header")]


def test_a_first_column_that_counts_the_rows_needs_no_header(tmp_path):
    found = sheet(tmp_path, ",Investor,Investee\n0,Nvidia,OpenAI\n1,Nvidia,AMD\n")
    assert found.sheets.unread == []


def test_a_unit_may_have_something_beside_it(tmp_path):
    found = sheet(
        tmp_path, "単位：百万円,,作成：山田\n買い手,売り手,金額,通貨\nソフトバンクグループ,OpenAI,450000,JPY\n"
    )
    assert amounts(found) == [(450 * _BN, 450 * _BN, "JPY")]


def test_another_unit_between_rows_keeps_bare_figures_out_where_the_header_has_one(tmp_path):
    text = "Investor,Investee,Amount ($bn)\nNvidia,OpenAI,100\n\n[KRW trn],,\nNvidia,AMD,5\n"
    assert {code for _, _, code in rejects(sheet(tmp_path, text))} == {"unknown-unit"}


@pytest.mark.parametrize(
    "header",
    ["Vendor,End customer,Amount,Date", "Company,Auditor,Revenue,As of", "회사,신용등급,차입금(억원),기준일"],
)
def test_what_stands_below_a_header_that_is_not_understood_is_no_row_of_the_table_above(tmp_path, header):
    text = f"Customer,Supplier,Amount ($bn),Date\nOpenAI,Oracle,300,2025\n\n{header}\nNvidia,Microsoft,2,2025\n"
    found = sheet(tmp_path, text)
    assert deals(found, "source", "target") == [("openai", "oracle")]
    assert (4, "a header without two parties") in ignored(found)
    assert rejects(found) == [(5, "Customer", "another-table")]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Lender,Borrower", "loan"),
        ("대여자,차입자", "loan"),
        ("Acquirer,Target", "acquisition"),
        ("Shareholder,Company", "holding"),
        ("Tenant,Landlord", "lease"),
        ("Investor,Investee", None),
    ],
)
def test_the_names_of_the_parties_say_what_kind_of_deal_it_is(tmp_path, header, kind):
    found = sheet(tmp_path, f"{header},Amount ($bn)\nSoftBank Group,Ampere Computing,6.5\n")
    assert deals(found, "deal_kind") == [(kind,)]


@pytest.mark.parametrize(
    "header",
    [
        "Amount invested ($bn)",
        "Amount of deal ($bn)",
        "Amount ($bn, headline)",
        "Consideration ($bn)",
        "금액(십억 달러, 발표 기준)",
        "金額（十億ドル、概算）",
    ],
)
def test_words_beside_a_unit_that_counts_are_no_doubt_of_it(tmp_path, header):
    found = sheet(tmp_path, f'Investor,Investee,"{header}"\nMicrosoft,OpenAI,13\n')
    assert amounts(found) == [(13 * _BN, 13 * _BN, "USD")]


@pytest.mark.parametrize("header", ["Amount of shares (m)", "Size (shares, m)", "Price (USD per share)"])
def test_a_unit_that_counts_shares_is_none_of_money(tmp_path, header):
    found = sheet(tmp_path, f'Investor,Investee,"{header}"\nMicrosoft,OpenAI,13\n')
    assert amounts(found) == [(None, None, None)]
