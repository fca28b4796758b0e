"""What people see of a number or a date in a workbook is what is read."""

import datetime as dt

import pytest
from workbook_files import deals, loaded, rejects, saved, workbook

from circflow.sheets.grids.number_formats import formatted


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("General", "13"),
        ("[$$-409]#,##0", "USD 13"),
        ("[$¥-411]#,##0", "JPY 13"),
        ("[$¥-804]#,##0", "CNY 13"),
        ("[$HK$-C04]#,##0", "HK$ 13"),
        ('_("$"* #,##0.00_);_("$"* (#,##0.00)', "$ 13"),
        ('#,##0"억원"', "13 억원"),
        ("0.0%", "1300%"),
        ("#,##0 [$USD]", "13 USD"),
        ("0.00E+00", "13"),
    ],
)
def test_what_a_number_format_shows_around_a_number_is_read(number_format, expected):
    assert formatted(13, number_format) == expected


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("#,##0,", "350000 thousand"),
        ("#,##0.0,,", "350 million"),
        ('$#,##0.0,,,"bn"', "$ 0.35 bn"),
        ('0.0,," p.a."', "350 million"),
        ('"US$"#,##0,,"M"', "US$ 350 M"),
    ],
)
def test_a_scale_that_a_number_format_hides_stands_in_a_word(number_format, expected):
    assert formatted(350_000_000, number_format) == expected


@pytest.mark.parametrize("header", ["Amount ($000)", "Amount (USD)", "Amount"])
@pytest.mark.parametrize("number_format", ["#,##0,", "#,##0.0,,", '#,##0.0,,"M"'])
def test_no_header_scales_what_the_format_has_scaled(tmp_path, header, number_format):
    book, page = workbook(["Investor", "Investee", header], ["Nvidia", "OpenAI", 350_000_000])
    page.cell(2, 3).number_format = number_format
    assert deals(loaded(tmp_path, saved(book), "a.xlsx", currency="USD"), "amount_low") == [(350_000_000,)]


def test_a_format_that_scales_to_less_than_the_header_counts_keeps_its_row_out(tmp_path):
    book, page = workbook(["Investor", "Investee", "Amount ($m)"], ["Nvidia", "OpenAI", 350_000_000])
    page.cell(2, 3).number_format = "#,##0,"
    assert [code for *_, code in rejects(loaded(tmp_path, saved(book), "a.xlsx"))] == ["ambiguous-scale"]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (800, '[>=1000]0.0,"bn";0', "800"),
        (2500, '[>=1000]0.0,"bn";0', "2.5 bn"),
        (49, '0"%"', "49 %"),
        (49, "0\\%", "49 %"),
        (0.49, "0%", "49%"),
        (5, "[$€-x-euro2] #,##0", "€ 5"),
        (5, "[$£-en-GB]#,##0", "£ 5"),
        (5, "[$$-en-CA]#,##0", "CAD 5"),
        (5, "[$¥-zh-CN]#,##0", "CNY 5"),
        (5_000_000, '#,##0,,"百万円"', "5 百万円"),
        (1.234, "General", "1.2340"),
        (1234, "#,##0,", "1.2340 thousand"),
        (5, 'General" bn"', "5 bn"),
        (49.5, "# ?/?", "49.5"),
        (5_000_000, "[Red][<0]-#,##0;[Blue]#,##0", "5000000"),
        (5_000_000, '[=0]"-";#,##0', "5000000"),
    ],
)
def test_the_part_of_a_format_that_a_number_is_shown_by_counts(value, number_format, expected):
    assert formatted(value, number_format) == expected


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("mmm-yy", "2025-10"),
        ('yyyy"년" m"월"', "2025-10"),
        ("[$-409]mmm\\-yy;@", "2025-10"),
        ("yyyy-mm-dd", "2025-10-01"),
        ("General", "2025-10-01"),
    ],
)
def test_a_date_is_as_exact_as_it_is_shown(tmp_path, number_format, expected):
    book, page = workbook(["Investor", "Investee", "Date"], ["Nvidia", "OpenAI", dt.date(2025, 10, 1)])
    page.cell(2, 3).number_format = number_format
    assert deals(loaded(tmp_path, saved(book), "deals.xlsx"), "announced_date") == [(expected,)]


def test_numbers_are_never_written_with_an_exponent():
    assert formatted(1.3e21, "General") == "1300000000000000000000"
    assert formatted(0.1 + 0.2, "General") == "0.3"
