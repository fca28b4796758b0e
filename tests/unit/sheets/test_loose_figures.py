"""Amounts and dates in cells, below headers that may name a unit."""

import pytest
from loose_sheet import deals, rejects, sheet


@pytest.mark.parametrize(
    ("header", "cell", "value", "suspect"),
    [
        ("Amount ($bn)", "13,000", 13_000_000_000_000, True),
        ("Amount ($bn)", "13", 13_000_000_000, False),
        ("Amount ($bn)", "$5bn", 5_000_000_000, False),
        ("Amount ($bn)", "500 million dollars", 500_000_000, True),
        ("Amount ($bn)", "€5bn", 5_000_000_000, True),
        ("금액(억원)", "13,000", 1_300_000_000_000, False),
        ("금액(10억 달러)", "13", 13_000_000_000, False),
        ("金額（百万円）", "500", 500_000_000, False),
        ("Amount (in thousands of USD)", "500", 500_000, False),
        ("Amount (USD '000)", "500", 500_000, False),
        ("Amount (USD)", "13", 13, True),
        ("Amount (€m)", "1.234,56", 1_234_560_000, False),
        ("금액(백만원)", "5억", 500_000_000, True),
        ("금액(억 달러)", "500억 달러", 50_000_000_000, False),
    ],
)
def test_units_of_headers_count_and_what_is_doubtful_is_marked_and_never_changed(
    tmp_path, header, cell, value, suspect
):
    found = sheet(tmp_path, f'Investor,Investee,"{header}"\nNvidia,OpenAI,"{cell}"\n')

    assert [(low, high, bool(doubt)) for low, high, doubt in deals(found, "amount_low", "amount_high", "suspect")] == [
        (value, value, suspect)
    ]


def test_a_unit_that_nobody_understands_keeps_bare_figures_out(tmp_path):
    found = sheet(tmp_path, "Investor,Investee,Amount (7 apples)\nNvidia,OpenAI,13\nNvidia,xAI,$2bn\n", currency="USD")
    assert rejects(found) == [(2, "Amount (7 apples)", "unknown-unit")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("13", "no-currency"), ("-$5bn", "negative"), ("¥300bn", "ambiguous-currency"), ("5%", "percent")],
)
def test_an_amount_that_cannot_be_read_rejects_its_row(tmp_path, cell, code):
    found = sheet(tmp_path, f"Investor,Investee,Amount\nNvidia,OpenAI,{cell}\n")
    assert rejects(found) == [(2, "Amount", code)]


def test_currencies_come_from_their_column_or_from_whoever_loads(tmp_path):
    text = "Investor,Investee,Amount,Currency\nNvidia,OpenAI,5bn,EUR\nNvidia,xAI,5bn,\nNvidia,AMD,5bn,달러\n"
    found = sheet(tmp_path, text, currency="JPY")
    assert deals(found, "currency") == [("EUR",), ("JPY",), ("USD",)]


def test_of_several_columns_with_amounts_the_first_that_is_filled_counts(tmp_path):
    found = sheet(
        tmp_path,
        "Investor,Investee,Amount ($bn),Amount (조원)\nNvidia,OpenAI,5,7\nNvidia,xAI,,3\n",
    )
    assert deals(found, "amount_low", "currency", "note") == [
        (5_000_000_000, "USD", "Amount (조원): 7"),
        (3_000_000_000_000, "KRW", None),
    ]


def test_quantities_are_capacities_and_no_money(tmp_path):
    found = sheet(tmp_path, "Buyer,Seller,Amount\nOpenAI,AMD,6GW\n")
    assert deals(found, "capacity", "amount_low", "amount_code") == [("6GW", None, "unspecified")]


def test_the_order_of_dates_is_decided_by_another_cell_or_by_whoever_loads(tmp_path):
    head = "Investor,Investee,Date\nNvidia,OpenAI,03/04/25\n"

    assert rejects(sheet(tmp_path, head)) == [(2, "Date", "ambiguous-date")]
    assert deals(sheet(tmp_path, head + "Nvidia,xAI,25/12/25\n"), "announced_date")[0] == ("2025-04-03",)
    assert deals(sheet(tmp_path, head + "Nvidia,xAI,12/25/25\n"), "announced_date")[0] == ("2025-03-04",)
    assert deals(sheet(tmp_path, head, date_order="mdy"), "announced_date") == [("2025-03-04",)]


def test_short_dates_with_dots_are_year_first_in_korean(tmp_path):
    found = sheet(
        tmp_path, "투자자,투자처,날짜\n엔비디아,오픈AI,25.10.6\n엔비디아,xAI,2025년 9월\n엔비디아,AMD,45936\n"
    )
    assert deals(found, "announced_date") == [("2025-10-06",), ("2025-09",), ("2025-10-06",)]


def test_a_column_may_hold_dates_in_three_formats(tmp_path):
    cells = "2025/10/06", "25.10.07", "Oct-25", "2025년 9월", "45936", "2025-Q4"
    found = sheet(tmp_path, "투자자,투자처,날짜\n" + "".join(f"엔비디아,Zephyr {cell},{cell}\n" for cell in cells))
    assert deals(found, "announced_date") == [
        ("2025-10-06",),
        ("2025-10-07",),
        ("2025-10",),
        ("2025-09",),
        ("2025-10-06",),
        ("2025-Q4",),
    ]

    text = "Investor,Investee,When\n" + "".join(f"Nvidia,Zephyr {cell},{cell}\n" for cell in cells[1:])
    assert rejects(sheet(tmp_path, text)) == [(2, "When", "ambiguous-date")]
    assert deals(sheet(tmp_path, text, date_order="ymd"), "announced_date")[0] == ("2025-10-07",)


def test_a_column_with_decimal_commas_is_read_so_and_what_can_be_either_is_refused(tmp_path):
    rows = "Nvidia;Nscale;22,4\nMicrosoft;Nscale;6,300\nAmazon;Nscale;1.300,5\nOracle;Nscale;7\n"
    found = sheet(tmp_path, f"Investor;Investee;Amount (EUR m)\n{rows}")
    assert deals(found, "source", "amount_low") == [
        ("nvidia", 22_400_000),
        ("amazon", 1_300_500_000),
        ("oracle", 7_000_000),
    ]
    assert rejects(found) == [(3, "Amount (EUR m)", "ambiguous-number")]


@pytest.mark.parametrize("other", ["22.4", "1,234,567"])
def test_where_other_cells_have_points_a_comma_stands_before_thousands(tmp_path, other):
    found = sheet(tmp_path, f'Investor,Investee,Amount (EUR m)\nNvidia,Nscale,"{other}"\nMicrosoft,Nscale,"6,300"\n')
    assert deals(found, "amount_low")[1] == (6_300_000_000,)


@pytest.mark.parametrize(
    ("form", "found"),
    [("paid in shares", ("announced", "shares")), ("cash", ("announced", "cash")), ("signed", ("signed", None))],
)
def test_a_form_is_no_status_although_it_begins_with_one(tmp_path, form, found):
    read = sheet(tmp_path, f"Investor,Investee,Amount,Form\nNvidia,OpenAI,$5bn,{form}\n")
    assert deals(read, "status", "consideration_form") == [found]


@pytest.mark.parametrize(("status", "kept"), [("not announced", "not announced"), ("미정", None), ("-", None)])
def test_a_denial_in_a_status_is_kept_and_a_blank_word_is_none(tmp_path, status, kept):
    found = sheet(tmp_path, f"Investor,Investee,Amount,Status\nNvidia,OpenAI,$5bn,{status}\n")
    assert deals(found, "status_text") == [(kept,)]
    assert any("kept as status_text" in warning for warning in found.sheets.warnings) == (kept is not None)


@pytest.mark.parametrize("cell", ["2032", "2031", "2032년", "2032年"])
def test_a_year_is_no_length_of_a_contract(tmp_path, cell):
    found = sheet(tmp_path, f"Customer,Supplier,Term\nOpenAI,Oracle,{cell}\nOpenAI,AMD,5\n")
    assert rejects(found) == [(2, "Term", "bad-term")]
    assert "is a year" in found.rejects[0].reason
    assert deals(found, "term_years") == [(5,)]


@pytest.mark.parametrize(
    ("cells", "doubtful"),
    [
        (("0.9", "1", "0.066"), [True, True, True]),
        (("0.9", "1.0", "50%"), [True, True, False]),
        (("10", "1", "49"), [False, False, False]),
    ],
)
def test_a_whole_among_fractions_is_as_doubtful_as_they_are(tmp_path, cells, doubtful):
    rows = "".join(f"Nvidia,Zephyr {number},{cell}\n" for number, cell in enumerate(cells))
    found = sheet(tmp_path, f"Investor,Investee,Stake\n{rows}")
    assert [bool(suspect) for (suspect,) in deals(found, "suspect")] == doubtful


@pytest.mark.parametrize("header", ["Date", "Effective date", "End date"])
def test_a_date_before_there_was_such_a_deal_is_doubtful(tmp_path, header):
    found = sheet(tmp_path, f"Investor,Investee,{header}\nNvidia,OpenAI,1905-07-17\nNvidia,xAI,2025-07-17\n")
    assert deals(found, "suspect") == [("a date of 1905",), (None,)]
