"""In what the figures of a sheet are: headers, lines beside the table, columns for currencies and units."""

import pytest
from loose_sheet import deals, rejects, sheet

_BN = 10**9


def amounts(found):
    return deals(found, "amount_low", "amount_high", "currency")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Amount ($m, est.)", 30_000),
        ("Amount (TUSD)", 30),
        ("Amount (USDm)", 30_000),
        ("(c) Amount ($m)", 30_000),
        ("Amount (mUSD)", 30_000),
        ("Amount (USD, in thousands)", 30),
        ("금액(백만 달러, 추정)", 30_000),
    ],
)
def test_units_of_headers_stand_among_other_remarks(tmp_path, header, value):
    found = sheet(tmp_path, f'Investor,Investee,"{header}"\nNvidia,OpenAI,"30,000"\n', currency="USD")
    assert amounts(found) == [(value * 10**6, value * 10**6, "USD")]


@pytest.mark.parametrize(
    "line",
    [
        "(in millions)",
        "All amounts in $ millions",
        "US$ millions",
        "USD m",
        "($ in millions)",
        "(US$ in millions unless noted)",
        "Deals 2025 (in $m)",
        '"(단위: 백만 달러, 2025년 기준)"',
        '"AI 투자 현황 (단위: 백만 달러, %)"',
        "※ 단위: 백만 달러",
        "注：単位は百万ドル",
        "(dollars in millions)",
        '"USD, millions"',
        '"Note: all figures in $m unless stated, Asian deals in JPY"',
        "Deals in 2025 ($m)",
        "Deal values in USD millions",
        "(USDm)",
    ],
)
@pytest.mark.parametrize("header", ["Amount", "Amount (USD)"])
@pytest.mark.parametrize("place", ["above", "below the header", "at the end"])
def test_a_line_beside_the_table_says_what_its_figures_count(tmp_path, line, header, place):
    head, row = f"Investor,Investee,{header}\n", 'Nvidia,OpenAI,"30,000"\n'
    text = {
        "above": f"{line}\n{head}{row}",
        "below the header": f"{head}{line},,\n{row}",
        "at the end": f"{head}{row}\n{line}\n",
    }[place]
    assert amounts(sheet(tmp_path, text, currency="USD")) == [(30 * _BN, 30 * _BN, "USD")]


@pytest.mark.parametrize("line", ["Table (b)", "Deals of 2025", "Nvidia puts $100bn into OpenAI", "(2025)"])
def test_other_lines_above_say_nothing_of_units(tmp_path, line):
    found = sheet(tmp_path, f"{line}\nInvestor,Investee,Amount\nNvidia,OpenAI,30000\n", currency="USD")
    assert amounts(found) == [(30_000, 30_000, "USD")]


def test_a_unit_between_rows_keeps_bare_figures_out_since_nobody_knows_for_which_it_is_meant(tmp_path):
    text = "Investor,Investee,Amount\nNvidia,OpenAI,30\n(in $ millions),,\nNvidia,xAI,2\nNvidia,AMD,$5bn\n"
    found = sheet(tmp_path, text, currency="USD")
    assert rejects(found) == [(2, "Amount", "unknown-unit"), (4, "Amount", "unknown-unit")]


def test_a_line_above_in_another_currency_than_the_header_keeps_bare_figures_out(tmp_path):
    text = "(단위: 억 원)\n투자자,투자처,금액(달러)\n엔비디아,오픈AI,300\n"
    assert rejects(sheet(tmp_path, text)) == [(3, "금액(달러)", "unknown-unit")]


def test_each_table_has_the_unit_above_it(tmp_path):
    text = """(단위: 억 달러)

투자자,투자처,금액
엔비디아,오픈AI,300

(단위: 억 원)
투자자,투자처,금액
네이버,라인야후,5000

투자자,투자처,금액
네이버,카카오,10
"""
    assert amounts(sheet(tmp_path, text)) == [
        (30 * _BN, 30 * _BN, "USD"),
        (500 * _BN, 500 * _BN, "KRW"),
        (_BN, _BN, "KRW"),  # the same header again goes on as before
    ]


@pytest.mark.parametrize(
    ("columns", "cells", "value", "currency"),
    [
        ("Amount,Currency", "30000,USD m", 30 * _BN, "USD"),
        ("Amount,Currency", "1300,억 달러", 130 * _BN, "USD"),
        ("Amount,Currency,Unit", "30000,USD,million", 30 * _BN, "USD"),
        ("Amount,Unit", "30,USD bn", 30 * _BN, "USD"),
        ("금액,단위", "3000,억 달러", 300 * _BN, "USD"),
        ("Amount ($bn),Unit", "30,$bn", 30 * _BN, "USD"),
        ("Amount,Currency", "300000,¥", 300_000, "JPY"),
        ("Amount,Currency", "$5bn,USD m", 5 * _BN, "USD"),
    ],
)
def test_currencies_and_units_stand_in_columns_of_their_own(tmp_path, columns, cells, value, currency):
    found = sheet(tmp_path, f"Investor,Investee,{columns}\nSoftBank Group,Arm,{cells}\n", currency="JPY")
    assert amounts(found) == [(value, value, currency)]


@pytest.mark.parametrize(
    ("columns", "cells", "column"),
    [
        ("Amount ($bn),Unit", "30,million", "Unit"),
        ("Amount,Unit", "30,GW", "Amount"),
        ("Amount,Unit", "30,$ mil", "Amount"),
        ("Amount ($m),Currency", "30,USD bn", "Amount ($m)"),
    ],
)
def test_units_that_contradict_each_other_or_count_no_money_reject_the_row(tmp_path, columns, cells, column):
    found = sheet(tmp_path, f"Investor,Investee,{columns}\nNvidia,OpenAI,{cells}\n", currency="USD")
    assert rejects(found) == [(2, column, "unknown-unit")]


@pytest.mark.parametrize(
    "headers",
    [
        "Amount (min),Amount (max)",
        "Min amount,Max amount",
        "금액(최소),금액(최대)",
        "금액 하한,금액 상한",
        "金額（下限）,金額（上限）",
        '"Amount (low, $)","Amount (high, $)"',
    ],
)
def test_two_columns_give_the_least_and_the_most(tmp_path, headers):
    found = sheet(tmp_path, f"Investor,Investee,{headers}\nNvidia,OpenAI,$20bn,$30bn\nNvidia,xAI,,$2bn\n")
    assert amounts(found) == [(20 * _BN, 30 * _BN, "USD"), (0, 2 * _BN, "USD")]


def test_a_column_for_the_most_alone_says_up_to(tmp_path):
    assert amounts(sheet(tmp_path, "Investor,Investee,Amount (up to)\nNvidia,OpenAI,$30bn\n")) == [(0, 30 * _BN, "USD")]


@pytest.mark.parametrize(
    "lower",
    ["Investor,Investee,Min,Max,Date", "투자자,투자처,최소,최대,일자", "Investor,Investee,Min,Max,Status"],
)
@pytest.mark.parametrize("upper", [",,Amount ($bn),,", ",,금액(10억 달러),,"])
def test_a_unit_above_both_counts_for_both(tmp_path, upper, lower):
    found = sheet(tmp_path, f"{upper}\n{lower}\nNvidia,OpenAI,20,30,\n")
    assert amounts(found) == [(20 * _BN, 30 * _BN, "USD")]


@pytest.mark.parametrize(
    ("header", "cell", "years"),
    [
        ("Term (months)", "60", 5.0),
        ("기간(개월)", "60", 5.0),
        ("期間(ヶ月)", "18", 1.5),
        ("Duration (quarters)", "6", 1.5),
        ("Term (months)", "5 years", 5.0),
        ("Term", "60 months", 5.0),
        ("Term (years)", "5", 5.0),
    ],
)
def test_terms_count_what_their_header_says(tmp_path, header, cell, years):
    found = sheet(tmp_path, f"Customer,Supplier,Amount,{header}\nOpenAI,Oracle,$300bn,{cell}\n")
    assert deals(found, "term_years") == [(years,)]


def test_a_term_in_something_else_rejects_its_row(tmp_path):
    found = sheet(tmp_path, "Customer,Supplier,Amount,Term (fortnights)\nOpenAI,Oracle,$300bn,60\n")
    assert rejects(found) == [(2, "Term (fortnights)", "bad-term")]


def test_the_total_of_a_round_is_no_deal_beside_the_deals_own_amount(tmp_path):
    rows = "SoftBank Group,OpenAI,40000,30000\n"
    found = sheet(tmp_path, f"Investor,Company,Round size ($m),Investment ($m)\n{rows}")
    assert amounts(found) == [(30 * _BN, 30 * _BN, "USD")]
    assert any("'Round size ($m)' is not read" in question for question in found.sheets.questions)
    alone = sheet(tmp_path, "Investor,Company,Round size ($m)\nSoftBank Group,OpenAI,40000\n")
    assert amounts(alone) == [(40 * _BN, 40 * _BN, "USD")]


def test_the_name_of_a_round_is_a_note(tmp_path):
    found = sheet(tmp_path, "Investor,Company,Round,Amount\nNvidia,Wayve,Series C,$500m\n")
    assert deals(found, "amount_low", "note") == [(500 * 10**6, "Series C")]


@pytest.mark.parametrize(
    "line",
    [
        "Total,,35,USD",
        "Total ($m),,35,",
        "합계(달러),,35,",
        "* Includes the Oracle loan (EUR),,,",
        "Note: converted (EUR),,,",
        "Employees (thousands): see annex,,,",
        "* Figures in brackets ($m) are estimates,,,",
        "* GDP (trillion),,,",
        "Source: Bloomberg (USD),,,",
    ],
)
def test_sums_and_notes_say_nothing_of_the_unit_of_other_lines(tmp_path, line):
    rows = "Nvidia,OpenAI,30000000000,USD\nNaver,Kakao,5000000000,KRW\n"
    found = sheet(tmp_path, f"Investor,Investee,Amount,Currency\n{rows}{line}\n")
    assert amounts(found) == [(30 * _BN, 30 * _BN, "USD"), (5 * _BN, 5 * _BN, "KRW")]


@pytest.mark.parametrize(
    "text",
    [
        "($m)\nYear,Investor,Investee,Amount\n2025,Nvidia,OpenAI,30000\n",
        "Year,Investor,Investee,Amount\n($m),,,\n2025,Nvidia,OpenAI,30000\n",
        "No.,Investor,Investee,Amount\nUnit: USD million,,,\n1,Nvidia,OpenAI,30000\n",
        ",,,($m)\nRank,Investor,Investee,Amount\n1,Nvidia,OpenAI,30000\n",
        "(in millions)\nUSD\nInvestor,Investee,Amount\nNvidia,OpenAI,30000\n",
        "(in millions)\nCurrency: USD\nInvestor,Investee,Amount\nNvidia,OpenAI,30000\n",
        '"Amounts in $m, stakes in %"\nInvestor,Investee,Amount\nNvidia,OpenAI,30000\n',
        "Amounts in USD m unless noted (EUR)\nInvestor,Investee,Amount\nNvidia,OpenAI,30000\n",
        "Date,Investor,Investee,Amount\n2025-01-01,Nvidia,OpenAI,30000\n(in $m),,,\n",
    ],
)
def test_a_line_with_a_unit_is_no_part_of_a_header_and_several_count_together(tmp_path, text):
    assert amounts(sheet(tmp_path, text)) == [(30 * _BN, 30 * _BN, "USD")]


def test_a_unit_right_below_the_rows_is_that_of_the_table_above(tmp_path):
    text = (
        "Investor,Investee,Amount\nNvidia,OpenAI,30000\n(in $ millions),,\n\n"
        "Customer,Supplier,Amount\nOpenAI,Oracle,300000000000\n"
    )
    found = sheet(tmp_path, text, currency="USD")
    assert amounts(found) == [(30 * _BN, 30 * _BN, "USD"), (300 * _BN, 300 * _BN, "USD")]


@pytest.mark.parametrize(
    "line", ["(b)", "(m)", "Employee numbers in thousands", "Valuations ($bn) are shown where known"]
)
def test_lines_that_only_look_like_units_are_none(tmp_path, line):
    found = sheet(tmp_path, f"{line}\nInvestor,Investee,Amount\nNvidia,OpenAI,30000\n", currency="USD")
    assert amounts(found) == [(30_000, 30_000, "USD")]


@pytest.mark.parametrize(
    ("header", "cells", "capacity"),
    [
        ("Customer,Supplier,Units,Amount", "OpenAI,Oracle,5000,30000000", "5000"),
        ("Customer,Supplier,Quantity,Unit,Amount", "OpenAI,Oracle,5000,GPUs,30000000", "5000 GPUs"),
    ],
)
def test_units_of_something_else_leave_amounts_alone(tmp_path, header, cells, capacity):
    found = sheet(tmp_path, f"{header}\n{cells}\n", currency="USD")
    assert deals(found, "amount_low", "capacity") == [(30_000_000, capacity)]


@pytest.mark.parametrize("header", ["Term (from 2027)", "Period (2025)", "Term (yrs, est.)", "기간(계약)"])
def test_remarks_on_terms_are_no_lengths_of_time(tmp_path, header):
    found = sheet(tmp_path, f'Customer,Supplier,Amount,"{header}"\nOpenAI,Oracle,$300bn,5\n')
    assert deals(found, "term_years") == [(5.0,)]


@pytest.mark.parametrize(
    ("header", "cell", "value", "currency"),
    [
        ("Amount (CAD)", "6300000", 6_300_000, "CAD"),
        ("Amount (CHF, m)", "6300", 6_300_000_000, "CHF"),
        ("Amount (EURm)", "6300", 6_300_000_000, "EUR"),
        ("Amount SEK", "6300000", 6_300_000, "SEK"),
    ],
)
def test_codes_of_currencies_in_headers_are_read_in_small_letters_too(tmp_path, header, cell, value, currency):
    found = sheet(tmp_path, f'Investor,Investee,"{header}"\nNvidia,OpenAI,{cell}\n', currency="USD")
    assert amounts(found) == [(value, value, currency)]


def test_two_tables_with_the_same_header_have_each_the_unit_below_it(tmp_path):
    head = "Investor,Investee,Amount\n"
    text = f"2024\n{head}Nvidia,OpenAI,5000\n(in $m)\n\n2025\n{head}AMD,xAI,7000\n(in €m)\n"
    assert amounts(sheet(tmp_path, text)) == [(5 * _BN, 5 * _BN, "USD"), (7 * _BN, 7 * _BN, "EUR")]


@pytest.mark.parametrize("total", [",,10억 원", ',,"1,000만 원"', ",,10億円"])
def test_a_sum_without_a_word_is_no_unit(tmp_path, total):
    found = sheet(tmp_path, f"투자자,투자처,금액\n네이버,카카오,300\n{total}\n", currency="KRW")
    assert amounts(found) == [(300, 300, "KRW")]


def test_a_unit_of_money_counts_although_a_quantity_stands_beside_it(tmp_path):
    found = sheet(tmp_path, "Customer,Supplier,Capacity,Amount,Unit\nOpenAI,Oracle,4.5 GW,300,$bn\n")
    assert amounts(found) == [(300 * _BN, 300 * _BN, "USD")]
    assert deals(found, "capacity") == [("4.5 GW",)]


def test_a_currency_that_is_none_rejects_its_row_without_an_amount_too(tmp_path):
    found = sheet(tmp_path, "Investor,Investee,Amount,Currency\nNvidia,OpenAI,,shells\n")
    assert rejects(found) == [(2, "Currency", "unknown-currency")]


@pytest.mark.parametrize("line", ["(in millions)", "(in $ millions)"])
@pytest.mark.parametrize("header", ["Amount", "Amount (USD)"])
def test_rejected_rows_come_back_below_a_header_that_says_the_unit_of_the_line(tmp_path, line, header):
    found = sheet(tmp_path, f"{line}\nInvestor,Investee,{header}\nNvidia,,30\n", currency="USD")
    assert rejects(found) == [(3, "Investee", "blank-party")]
    corrected = ",".join(found.sheets.headers) + "\nNvidia,OpenAI,30\n"
    assert amounts(sheet(tmp_path, corrected, currency="USD")) == [(30_000_000, 30_000_000, "USD")]
