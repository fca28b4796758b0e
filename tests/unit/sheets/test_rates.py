"""A file of exchange rates is read whole, or refused with every line that is wrong."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from circflow.errors import CircflowError, PackageError
from circflow.model.rates import Rates
from circflow.sheets.rates import rate_rows, rates_of

_HEADER = "from,to,date,low,high,source"
_ROW = {"from": "EUR", "to": "USD", "date": "2025-09-30", "low": "1.17", "high": "1.18", "source": "a bank"}


@pytest.fixture
def file(tmp_path: Path):
    def write(*lines: str, header: str = _HEADER) -> Path:
        path = tmp_path / "rates.csv"
        path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
        return path

    return write


def test_an_empty_high_equals_the_low(file):
    rows = rate_rows(file("EUR,USD,2025-09-30,1.17,,a bank", "JPY,USD,2025-09-30,0.0067,0.0068,a bank"))
    assert rows[0] == {**_ROW, "high": "1.17"}
    assert [(rate.low, rate.high) for rate in rates_of(rows)] == [
        (Decimal("1.17"), Decimal("1.17")),
        (Decimal("0.0067"), Decimal("0.0068")),
    ]


def test_a_file_needs_no_column_high_and_its_columns_may_stand_in_any_order(file):
    path = file("a bank,1.17,2025-09-30,USD,EUR", header="source,low,date,to,from")
    assert rate_rows(path) == [{**_ROW, "high": "1.17"}]


def test_rows_are_kept_as_the_file_gives_them_so_that_they_do_without_it(file):
    rows = rate_rows(file("EUR,USD,2025-09-30,1.17,1.18,a bank"))
    assert rate_rows(rows) == rows == [_ROW]
    assert rate_rows([_ROW | {"date": date(2025, 9, 30), "low": 1.17, "high": Decimal("1.18")}]) == rows
    assert rate_rows([_ROW | {"high": None}]) == [_ROW | {"high": "1.17"}]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("EUR,USD,2025-09,1.1,,x", "date '2025-09' is no day"),
        ("EUR,USD,2025-02-30,1.1,,x", "date '2025-02-30' is no day"),
        ("eur,USD,2025-09-30,1.1,,x", "from 'eur' is no currency code; did you mean EUR?"),
        ("EUR,EUR,2025-09-30,1.1,,x", "from and to are both EUR"),
        ("EUR,USD,2025-09-30,0,,x", "low '0' is no number above 0"),
        ("EUR,USD,2025-09-30,-1,,x", "low '-1' is no number above 0"),
        ("EUR,USD,2025-09-30,nan,,x", "low 'nan' is no number above 0"),
        ("EUR,USD,2025-09-30,1e5,,x", "low '1e5' is no number above 0"),
        ("EUR,USD,2025-09-30,1.2,1.1,x", "low 1.2 is above high 1.1"),
        ("EUR,USD,2025-09-30,1.2,1.3,", "source is empty"),
        ("EUR,USD,2025-09-30,,1.3,x", "low is empty"),
        ("EUR,USD,2025-09-30,1.3", "the row has 4 cells, and the header 6"),
        ('EUR,USD,2025-09-30,"1,3",,x', "low '1,3' is no number above 0"),
        ("GBP,USD,2025-09-30,1.3,,y", "GBP to USD of 2025-09-30 is given a second time"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(file, line, problem):
    path = file("GBP,USD,2025-09-30,1.3,,x", line, "GBP,USD,2025-10-01,x,,x")
    with pytest.raises(PackageError, match="2 rates are wrong") as caught:
        rate_rows(path)
    first, second = caught.value.problems
    assert first.startswith(f"{path}:3: {problem}")
    assert second.startswith(f"{path}:4: low 'x'")
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("from,to,date,low,high", "the column source is missing"),
        ("from,to,date,lo,high,source", "there is no column 'lo'; did you mean low?"),
        ("from,to,date,low,low,source", "a column stands twice"),
    ],
)
def test_a_wrong_header_is_refused(file, header, problem):
    with pytest.raises(PackageError) as caught:
        rate_rows(file(header=header))
    assert problem in caught.value.message
    assert caught.value.where.endswith("rates.csv:1")


def test_a_file_that_is_empty_or_missing_or_no_text_is_refused(file, tmp_path):
    with pytest.raises(PackageError, match="there is no rate"):
        rate_rows(file())
    (tmp_path / "none.csv").write_bytes(b"")
    with pytest.raises(PackageError, match="the file is empty"):
        rate_rows(tmp_path / "none.csv")
    (tmp_path / "bytes.csv").write_bytes(b"from,to\n\xff\xfe,\n")
    with pytest.raises(PackageError, match=r"bytes\.csv:2: byte 8 is not UTF-8"):
        rate_rows(tmp_path / "bytes.csv")
    with pytest.raises(PackageError, match="cannot be read"):
        rate_rows(tmp_path)


@pytest.mark.parametrize("given", [7, None, {"from": "EUR"}, b"rates"])
def test_what_is_neither_path_nor_rows_is_refused(given):
    with pytest.raises(CircflowError, match="the path of a csv file, or its rows"):
        rate_rows(given)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [(["EUR"], "it is no mapping"), ([{**_ROW, "rate": 1}], "there is no column 'rate'")],
)
def test_given_rows_are_counted_in_problems(rows, problem):
    with pytest.raises(PackageError) as caught:
        rate_rows([_ROW, *rows])
    [told] = caught.value.problems
    assert told.startswith(f"rates row 2: {problem}")


def test_the_last_rate_on_or_before_a_day_is_taken():
    rows = [_ROW | {"date": day, "low": low, "high": ""} for day, low in (("2025-02-01", "2"), ("2025-01-01", "1"))]
    rates = Rates(rates_of(rate_rows(rows)))
    found = [rates.on("EUR", "USD", date(2025, month, day)) for month, day in ((1, 1), (1, 31), (2, 1), (12, 31))]
    assert [rate and rate.low for rate in found] == [1, 1, 2, 2]
    assert rates.on("EUR", "USD", date(2024, 12, 31)) is None


def test_no_inverse_and_no_way_through_a_third_currency_is_guessed():
    other = {"from": "USD", "to": "JPY", "date": "2025-01-01", "low": "150", "source": "a bank"}
    rates = Rates(rates_of(rate_rows([_ROW, other])))
    assert rates.on("USD", "EUR", date(2026, 1, 1)) is None
    assert rates.on("EUR", "JPY", date(2026, 1, 1)) is None


def test_amounts_are_converted_to_the_nearest_unit():
    [rate] = rates_of(rate_rows([_ROW | {"low": "0.33333", "high": "0.5"}]))
    assert (rate.low_of(100), rate.high_of(3), rate.high_of(5)) == (33, 2, 2)
    assert rate.low_of(88_000_000_000_000_000) == 29_333_040_000_000_000
    assert str(rate) == "1 EUR = 0.33333–0.5 USD of 2025-09-30 (a bank)"
