"""Dates as people write them, each with the date that a reader of the text would give."""

import csv
from pathlib import Path

import pytest

import circflow
from circflow import DateError, read_date
from circflow.errors import ParamError
from circflow.text.orders import date_order

HERE = Path(__file__).parent


def rows(name):
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("read_dates"), ids=lambda row: row["text"])
def test_dates_in_many_notations_are_read(row):
    found = read_date(row["text"])

    assert (str(found), found.written) == (row["date"], row["text"])
    assert read_date(found.text) == found


@pytest.mark.parametrize("row", rows("refused_dates"), ids=lambda row: row["text"])
def test_texts_that_are_no_date_or_several_are_refused_with_the_reason(row):
    with pytest.raises(DateError) as caught:
        read_date(row["text"])

    assert (caught.value.code, " ".join(caught.value.readings)) == (row["code"], row["readings"])
    assert caught.value.text == row["text"]


def test_a_date_that_can_be_several_is_refused_with_its_readings_and_the_option():
    with pytest.raises(DateError, match=r"2025-04-03 \(dmy\) or 2025-03-04 \(mdy\)") as caught:
        read_date("03/04/25")

    assert "order=" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("03/04/25", {"order": "dmy"}, "2025-04-03"),
        ("03/04/25", {"order": "mdy"}, "2025-03-04"),
        ("03/04/25", {"order": "ymd"}, "2003-04-25"),
        ("25.10.06", {"order": "ymd"}, "2025-10-06"),
        ("2025-10-06", {"order": "dmy"}, "2025-10-06"),
        ("45936", {"epoch": 1900}, "2025-10-06"),
        ("44474", {"epoch": 1904}, "2025-10-06"),
        ("FY2025", {"fiscal_year": "2025-04"}, "2025-04/2026-03"),
        ("FY2025", {"fiscal_year": "2024-10"}, "2024-10/2025-09"),
        ("FY25", {"fiscal_year": "2025-01"}, "2025"),
        ("2024年度", {"fiscal_year": "2025-04"}, "2024-04/2025-03"),
        ("2025年度下期", {"fiscal_year": "2025-04"}, "2025-10/2026-03"),
        ("Q4 FY2025", {"fiscal_year": "2024-07"}, "2025-Q2"),
        ("FY2026 Q1", {"fiscal_year": "2024-02"}, "2025-02/2025-04"),
        ("FY2025 H1", {"fiscal_year": "2024-07"}, "2024-H2"),
        ("until 2032", {"ends": True}, "2032"),
        ("2032年まで", {"ends": True}, "2032"),
        ("2032년 4월까지", {"ends": True}, "2032-04"),
        ("until 2032-04-13", {"ends": True}, "2032-04-13"),
        ("until 31/12/2032", {"ends": True}, "2032-12-31"),
        ("2032.4.13까지", {"ends": True}, "2032-04-13"),
        ("2032-04-13まで", {"ends": True}, "2032-04-13"),
        ("2026年3月期", {"fiscal_year": "2025-04"}, "2025-04/2026-03"),
        # The apostrophe says which is the year, whatever the column does.
        ("'25.10.06", {"order": "dmy"}, "2025-10-06"),
        ("’25.10.06", {"order": "mdy"}, "2025-10-06"),
        ("13/04/'25", {"order": "ymd"}, "2025-04-13"),
        ("03/04/'25", {"order": "mdy"}, "2025-03-04"),
    ],
)
def test_what_the_column_says_counts_where_the_text_does_not(text, options, expected):
    assert str(read_date(text, **options)) == expected


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("13/13/25", {"order": "dmy"}, "no-such-day"),
        ("13/04/25", {"order": "mdy"}, "no-such-day"),
        ("since 2019", {"ends": True}, "a-beginning"),
        ("2025-10-06부터", {"ends": True}, "a-beginning"),
        ("03/04/'25", {"order": "ymd"}, "no-such-day"),
        ("FY2025-10", {"fiscal_year": "2025-04"}, "fiscal-year"),
    ],
)
def test_an_option_never_makes_a_date_of_what_is_none(text, options, code):
    with pytest.raises(DateError) as caught:
        read_date(text, **options)

    assert caught.value.code == code


@pytest.mark.parametrize("options", [{"order": "ydm"}, {"epoch": 1970}, {"fiscal_year": "April"}])
def test_options_that_mean_nothing_are_named(options):
    with pytest.raises(ParamError, match=str(next(iter(options.values())))):
        read_date("FY2025", **options)


@pytest.mark.parametrize(
    ("texts", "orders", "expected"),
    [
        (["03/04/2025", "25/04/2025"], ["dmy", "mdy", "ymd"], "dmy"),
        (["03/04/2025", "04/25/2025", "Oct-25", ""], ["dmy", "mdy", "ymd"], "mdy"),
        (["03/04/25", "13/04/25"], ["dmy", "mdy"], "dmy"),
        (["25/10/06", "24/12/31", "99/12/31"], ["dmy", "mdy", "ymd"], "ymd"),
        (["03/04/2025", "05/06/2025"], ["dmy", "mdy", "ymd"], None),
        (["25/04/2025", "04/25/2025"], ["dmy", "mdy", "ymd"], None),
        (["03/04/25", "13/04/25"], ["dmy", "mdy", "ymd"], None),
        (["2025-10-06", "2025-03-04"], ["dmy", "mdy", "ymd"], "ymd"),
        (["’25.10.06", "'25.03.04"], ["dmy", "mdy", "ymd"], "ymd"),
        ([], ["dmy", "mdy", "ymd"], None),
    ],
)
def test_the_other_cells_of_a_column_decide_the_order_or_nobody_does(texts, orders, expected):
    assert date_order(texts, orders) == expected


def test_the_reader_is_public():
    assert {"read_date", "DateError"} <= set(circflow.__all__)
