"""Amounts as people write them, each with the figure that a reader of the text would give."""

import csv
from pathlib import Path

import pytest

import circflow
from circflow import AmountError, read_amount
from circflow.errors import ParamError
from circflow.model.amount import Amount
from circflow.text.amount_texts import amount_text

HERE = Path(__file__).parent


def rows(name):
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def integer(text):
    return int(text) if text else None


def interval(amount):
    return amount.low, amount.high, amount.currency, amount.code


ARTICLES = rows("amount_texts")
READ = rows("read_amounts")
REFUSED = rows("refused_amounts")
ASKED = {"¥42.1bn": "JPY", "billions": "USD", "300,000,000,000": "KRW"}
"""Texts of the articles that do not say their currency."""


@pytest.mark.parametrize("row", ARTICLES, ids=lambda row: row["text"])
def test_amounts_of_the_articles_are_read_as_they_are_meant(row):
    text = row["text"]
    if row["code"] == "none":
        with pytest.raises(AmountError):
            read_amount(text, currency="USD")
        return
    currency = ASKED.get(text) or row["currency"] or None
    expected = (integer(row["low"]), integer(row["high"]), currency, row["code"])
    assert interval(read_amount(text, currency=ASKED.get(text))) == expected


@pytest.mark.parametrize("text", ASKED)
def test_a_text_without_its_currency_names_the_option_that_says_it(text):
    with pytest.raises(AmountError) as caught:
        read_amount(text)

    assert caught.value.text == text
    assert "currency=" in (caught.value.hint or "")


@pytest.mark.parametrize("row", READ, ids=lambda row: row["text"])
def test_amounts_in_many_notations_are_read(row):
    amount = read_amount(row["text"])

    assert interval(amount) == (integer(row["low"]), integer(row["high"]), row["currency"] or None, row["code"])
    assert (amount.basis or "", amount.note, amount.half_open) == (row["basis"], row["note"], row["half_open"] == "yes")
    assert amount.text == row["text"]


@pytest.mark.parametrize("row", READ, ids=lambda row: row["text"])
def test_an_amount_reads_back_from_its_canonical_text(row):
    amount = read_amount(row["text"])
    again = read_amount(amount_text(amount))

    assert (again, again.basis, again.half_open) == (amount, amount.basis, amount.half_open)


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["text"])
def test_texts_that_are_no_amount_are_refused_with_the_reason(row):
    with pytest.raises(AmountError) as caught:
        read_amount(row["text"])

    assert caught.value.code == row["code"]
    assert caught.value.reason in str(caught.value)


def test_there_are_enough_texts_that_are_no_amounts():
    assert len(REFUSED) >= 120


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("13", {"unit": "$bn"}, (13 * 10**9, 13 * 10**9, "USD", "exact")),
        ("13,000", {"unit": "$bn"}, (13 * 10**12, 13 * 10**12, "USD", "exact")),
        ("500", {"unit": "억 달러"}, (50 * 10**9, 50 * 10**9, "USD", "exact")),
        ("3천", {"unit": "억 원"}, (300 * 10**9, 300 * 10**9, "KRW", "exact")),
        ("1,234", {"unit": "百万円"}, (1_234_000_000, 1_234_000_000, "JPY", "exact")),
        ("5-6", {"unit": "million", "currency": "EUR"}, (5 * 10**6, 6 * 10**6, "EUR", "range")),
        ("약 3.5", {"unit": "조원"}, (3_500_000_000_000, 3_500_000_000_000, "KRW", "approx")),
        ("$5 million", {"unit": "$bn"}, (5 * 10**6, 5 * 10**6, "USD", "exact")),
        ("3억", {"unit": "백만원"}, (3 * 10**8, 3 * 10**8, "KRW", "exact")),
        ("€5", {"unit": "$bn"}, (5 * 10**9, 5 * 10**9, "EUR", "exact")),
        ("$5bn", {"currency": "CAD"}, (5 * 10**9, 5 * 10**9, "CAD", "exact")),
        ("US$5bn", {"currency": "CAD"}, (5 * 10**9, 5 * 10**9, "USD", "exact")),
        ("¥500", {"currency": "CNY"}, (500, 500, "CNY", "exact")),
        ("50億元", {"currency": "CNY"}, (5 * 10**9, 5 * 10**9, "CNY", "exact")),
        ("1.234", {"currency": "EUR", "language": "de"}, (1234, 1234, "EUR", "exact")),
        ("1,5 Mio. €", {"language": "de"}, (1_500_000, 1_500_000, "EUR", "exact")),
        ("$1.234m", {"language": "en"}, (1_234_000, 1_234_000, "USD", "exact")),
        ("undisclosed", {"currency": "USD", "unit": "$bn"}, (None, None, None, "unspecified")),
        ("two hundred", {"unit": "$m"}, (200 * 10**6, 200 * 10**6, "USD", "exact")),
        ("several hundred", {"unit": "$m"}, (10**8, 10**9, "USD", "vague_band")),
        ("hundreds", {"unit": "$m"}, (10**8, 10**9, "USD", "vague_band")),
        ("tens", {"unit": "$bn"}, (10**10, 10**11, "USD", "vague_band")),
        ("수백", {"unit": "억 원"}, (10**10, 10**11, "KRW", "vague_band")),
        ("3백", {"unit": "천원"}, (300_000, 300_000, "KRW", "exact")),
        ("5,000 thousand", {"unit": "$ thousand"}, (5 * 10**6, 5 * 10**6, "USD", "exact")),
        ("500 million", {"unit": "$m"}, (500 * 10**6, 500 * 10**6, "USD", "exact")),
        ("500백만", {"unit": "백만원"}, (500 * 10**6, 500 * 10**6, "KRW", "exact")),
        ("$500k", {"unit": "$m"}, (500_000, 500_000, "USD", "exact")),
        ("5000만원", {"unit": "억원"}, (50 * 10**6, 50 * 10**6, "KRW", "exact")),
        ("Rs 1,200 cr", {"currency": "INR"}, (12 * 10**9, 12 * 10**9, "INR", "exact")),
        ("ca. 300m", {"currency": "EUR"}, (300 * 10**6, 300 * 10**6, "EUR", "approx")),
        ("5 million", {"unit": "$bn"}, (5 * 10**6, 5 * 10**6, "USD", "exact")),
        ("3억", {"unit": "조원"}, (3 * 10**8, 3 * 10**8, "KRW", "exact")),
        ("3.000억원", {"language": "ko"}, (3 * 10**8, 3 * 10**8, "KRW", "exact")),
        ("AMD 5bn", {"currency": "AMD"}, (5 * 10**9, 5 * 10**9, "AMD", "exact")),
        ("~500", {"unit": "$m"}, (500 * 10**6, 500 * 10**6, "USD", "approx")),
    ],
)
def test_what_the_column_says_counts_where_the_text_does_not(text, options, expected):
    assert interval(read_amount(text, **options)) == expected


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("5 thousand", {"unit": "$m"}, "ambiguous-scale"),
        ("thousands", {"unit": "$m"}, "ambiguous-scale"),
        ("500k", {"unit": "$m"}, "ambiguous-scale"),
        ("1만2000", {"unit": "억원"}, "ambiguous-scale"),
        ("1만", {"unit": "백만 달러"}, "ambiguous-scale"),
        ("3천", {"unit": "천원"}, "ambiguous-scale"),
        ("500 through 2029", {"unit": "$bn"}, "unknown-words"),
        ("13 through 2030", {"unit": "$bn"}, "unknown-words"),
        ("~500", {"unit": "억 달러"}, "half-a-range"),
        ("50-50", {"unit": "$bn"}, "percent"),
        ("2024-2025", {"currency": "USD"}, "time"),
        ("1,250.00 CR", {"currency": "USD"}, "ambiguous-scale"),
        ("3백만", {"unit": "억원"}, "ambiguous-scale"),
        ("3천만", {"unit": "억원"}, "ambiguous-scale"),
        ("5십만", {"unit": "억원"}, "ambiguous-scale"),
        ("won 5bn contract", {"currency": "USD"}, "ambiguous-currency"),
        ("won order worth 5bn", {"currency": "USD"}, "ambiguous-currency"),
        ("AMD 100억", {"currency": "KRW"}, "ambiguous-currency"),
    ],
)
def test_what_the_column_says_decides_nothing_where_the_text_can_still_mean_two_things(text, options, code):
    with pytest.raises(AmountError) as caught:
        read_amount(text, **options)

    assert caught.value.code == code


@pytest.mark.parametrize("text", ["5 billion €", "3 trillions EUR", "2B EUR"])
def test_words_that_are_another_number_in_the_language_are_refused(text):
    with pytest.raises(AmountError, match="another number") as caught:
        read_amount(text, language="de")

    assert caught.value.code == "ambiguous-scale"


@pytest.mark.parametrize("options", [{"currency": "dollars"}, {"currency": "usd"}, {"unit": "boxes"}, {"unit": "5"}])
def test_options_that_mean_nothing_are_named(options):
    with pytest.raises(ParamError, match=str(next(iter(options.values())))):
        read_amount("5", **options)


@pytest.mark.parametrize("text", ["\u202d500,000\u202c USD", "\u2066500,000\u2069 USD", "\u202a500,000 USD\u202c"])
def test_marks_of_direction_around_a_copied_figure_make_no_difference(text):
    assert interval(read_amount(text)) == (500_000, 500_000, "USD", "exact")


def test_a_mark_that_shows_digits_in_reverse_is_refused():
    with pytest.raises(AmountError):
        read_amount("\u202e500,000\u202c USD")


def test_amounts_that_differ_only_in_their_text_are_equal():
    assert read_amount("$5bn (4조원)") == read_amount("50억 달러") == Amount(5 * 10**9, 5 * 10**9, "USD", "exact")


@pytest.mark.parametrize(
    "text",
    ["9" * 100_000, "1 " * 50_000, "(" * 100_000, "수" * 100_000, "1,000" * 20_000, "$5bn to " * 12_500],
    ids=lambda text: text[:8],
)
def test_a_very_long_text_is_refused_without_being_read(text):
    with pytest.raises(AmountError, match="longer than") as caught:
        read_amount(text)

    assert len(str(caught.value)) < 300
    assert caught.value.text == text


def test_the_reader_is_public():
    assert {"read_amount", "AmountError"} <= set(circflow.__all__)
