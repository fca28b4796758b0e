"""Any text is a date or a DateError; any date can be written in many ways and read back."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from circflow import DateError, read_date
from circflow.model import PartialDate
from circflow.text.date_words import _symbols
from circflow.text.orders import ORDERS

MONTHS = "January February March April May June July August September October November December".split()
DAYS = {
    "en": [
        "{y}-{m:02}-{d:02}",
        "{y}/{m}/{d}",
        "{d} {month} {y}",
        "{month} {d}, {y}",
        "{d}-{mon}-{y}",
        "{d}-{mon}-{yy}",
        "since {y}-{m:02}-{d:02}",
    ],
    "ko": ["{y}년 {m}월 {d}일", "{y}년{m:02}월{d:02}일", "{y}. {m}. {d}.", "{y}.{m:02}.{d:02}", "'{yy}년 {m}월 {d}일"],
    "ja": [
        "{y}年{m}月{d}日",
        "{y}年{m:02}月{d:02}日",
        "令和{era}年{m}月{d}日",
        "R{era}.{m}.{d}",
        "{y}年(令和{era}年){m}月{d}日",
    ],
}
MONTHS_ONLY = {
    "en": ["{y}-{m:02}", "{m}/{y}", "{month} {y}", "{mon}-{yy}", "since {mon} {y}", "{mon} '{yy}"],
    "ko": ["{y}년 {m}월", "{y}.{m}", "{yy}년 {m}월", "{y}년 {m}월 초", "{y}년 {m}월부터"],
    "ja": ["{y}年{m}月", "令和{era}年{m}月", "{y}年{m}月上旬", "R{era}.{m}"],
}
QUARTERS = {
    "en": ["Q{q} {y}", "{y}-Q{q}", "{q}Q{yy}", "Q{q}'{yy}"],
    "ko": ["{y}년 {q}분기", "{yy}년 {q}분기"],
    "ja": ["{y}年第{q}四半期", "令和{era}年第{q}四半期"],
}
FULL_WIDTH = str.maketrans("0123456789/.-", "０１２３４５６７８９／．－")


@pytest.mark.parametrize("language", sorted(DAYS))
@pytest.mark.parametrize("kind", ["day", "month", "quarter"])
def test_dates_written_in_many_ways_are_read_back(kind, language):
    forms = {"day": DAYS, "month": MONTHS_ONLY, "quarter": QUARTERS}[kind][language]

    @settings(max_examples=100, deadline=None)
    @given(st.dates(date(2020, 1, 1), date(2069, 12, 31)), st.sampled_from(forms), st.booleans())
    def check(day, form, wide):
        quarter = (day.month + 2) // 3
        text = form.format(
            y=day.year, yy=f"{day.year % 100:02}", m=day.month, d=day.day, q=quarter, era=day.year - 2018,
            month=MONTHS[day.month - 1], mon=MONTHS[day.month - 1][:3],
        )  # fmt: skip
        expected = {"day": day.isoformat(), "month": f"{day:%Y-%m}", "quarter": f"{day.year}-Q{quarter}"}[kind]
        found = read_date(text.translate(FULL_WIDTH) if wide else text)
        assert str(found) == expected
        assert read_date(found.text) == found

    check()


@settings(max_examples=300, deadline=None)
@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from(ORDERS), st.booleans(), st.sampled_from("/.-"))
def test_three_numbers_are_the_date_of_their_order_and_of_no_other_when_they_can_be_several(day, order, short, sign):
    year = f"{day.year % 100:02}" if short else f"{day.year}"
    text = sign.join({"d": f"{day.day:02}", "m": f"{day.month:02}", "y": year}[part] for part in order)

    assert read_date(text, order).text == day.isoformat()
    try:
        alone = read_date(text)
    except DateError as error:
        readings = error.readings
    else:
        readings = (alone.text,)
    assert day.isoformat() in readings


def check_any(text, **options):
    try:
        found = read_date(text, **options)
    except DateError:
        # Nothing else may come out of any text, and every refusal says why.
        with pytest.raises(DateError, match=r"is not read: ."):
            read_date(text, **options)
        return
    assert found.written == text
    assert found.earliest <= found.latest
    assert PartialDate.parse(found.text) == found == read_date(found.text)


@settings(max_examples=300, deadline=None)
@given(st.text(), st.sampled_from([None, *ORDERS]))
@example("0" * 100_000, None)
@example("(" * 90, None)
@example("(2025)", None)
@example("٢٠٢٥", None)
def test_any_text_is_a_date_or_refused(text, order):
    check_any(text, order=order)


WORDS = st.sampled_from(
    [*sorted(_symbols()), "2025", "25", "10", "6", "4", "令和", "r7", "h2", "元", "mon", "(月)", *"-/.,' ()〜年"]
)


@settings(max_examples=600, deadline=None)
@given(st.lists(WORDS, max_size=7), st.sampled_from(["", " "]), st.sampled_from([None, "2024-07"]))
def test_any_words_of_the_vocabulary_are_a_date_or_refused(words, between, fiscal_year):
    check_any(between.join(words), fiscal_year=fiscal_year)
