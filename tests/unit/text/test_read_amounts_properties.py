"""Any text is an amount or an AmountError; any amount can be written in many ways and read back."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from circflow import AmountError, read_amount
from circflow.model.amount import AMOUNT_BASES, AMOUNT_CODES, MAX_INTEGER
from circflow.model.currencies import CURRENCIES
from circflow.text.amount_texts import amount_text
from circflow.text.vocabulary import _words

SCALES = {
    "en": {3: ("thousand", "k"), 6: ("million", "m", "mn"), 9: ("billion", "bn", "B"), 12: ("trillion", "tn", "T")},
    "ko": {4: ("만",), 8: ("억",), 11: ("천억",), 12: ("조",)},
    "ja": {4: ("万",), 6: ("百万",), 8: ("億",), 11: ("千億",), 12: ("兆",)},
}
CURRENCY_WORDS = {
    "en": {"USD": ("$", "US$", "USD "), "EUR": ("€", "EUR "), "GBP": ("£",), "JPY": ("JPY ",), "KRW": ("₩", "KRW ")},
    "ko": {"USD": ("달러", " 달러", " 미국 달러"), "EUR": ("유로",), "JPY": (" 엔",), "KRW": ("원", " 원")},
    "ja": {"USD": ("ドル", "米ドル"), "EUR": ("ユーロ",), "JPY": ("円",), "KRW": ("ウォン",)},
}
WORDS_AROUND = {
    "en": {
        "exact": "{}",
        "approx": "about {}",
        "up_to": "up to {}",
        "at_least": "at least {}",
        "planned": "planned {}",
    },
    "ko": {"exact": "{}", "approx": "약 {}", "up_to": "최대 {}", "at_least": "{} 이상", "planned": "{} 계획"},
    "ja": {"exact": "{}", "approx": "{}規模", "up_to": "最大{}", "at_least": "{}以上", "planned": "{}予定"},
}
FULL_WIDTH = str.maketrans("0123456789,.$()", "０１２３４５６７８９，．＄（）")


def figure(draw, language, digits):
    scales = SCALES[language]
    power = draw(st.sampled_from(sorted(scales)))
    scale = draw(st.sampled_from(scales[power]))
    space = draw(st.sampled_from(["", " "]))
    return f"{digits}{space}{scale}", power


@st.composite
def written(draw, language):
    """Return an amount as text, and what it is."""
    whole = draw(st.integers(1, 9999))
    cents = draw(st.sampled_from(["", ".5", ".25", ".1"]))
    digits = draw(st.sampled_from([f"{whole}", f"{whole:,}"])) + cents
    if draw(st.booleans()):
        text, power = figure(draw, language, digits)
        units = Fraction(f"{whole}{cents}") * 10**power
    else:
        text, units = f"{whole:,}", Fraction(whole)
    currency = draw(st.sampled_from(sorted(CURRENCY_WORDS[language])))
    word = draw(st.sampled_from(CURRENCY_WORDS[language][currency]))
    text = f"{word}{text}" if language == "en" else f"{text}{word}"
    code = draw(st.sampled_from(sorted(WORDS_AROUND[language])))
    text = WORDS_AROUND[language][code].format(text) + draw(st.sampled_from(["", " ", " (약 5조원)", "（note）"]))
    if draw(st.booleans()):
        text = text.translate(FULL_WIDTH)
    low, high = 0 if code == "up_to" else floor(units), None if code == "at_least" else floor(units)
    return text, (low, high, currency, code)


@pytest.mark.parametrize("language", sorted(SCALES))
def test_amounts_written_in_many_ways_are_read_back(language):
    @settings(max_examples=400, deadline=None)
    @given(written(language))
    def check(case):
        text, expected = case
        amount = read_amount(text)
        assert (amount.low, amount.high, amount.currency, amount.code) == expected
        assert read_amount(amount_text(amount)) == amount

    check()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(["억 원", "億円", "bn USD", " million euros"]))
def test_a_range_has_the_scale_of_its_end_or_is_refused(one, other, unit):
    low, high = sorted((one, other))
    amount = read_amount(f"{low}~{high}{unit}")

    assert (amount.low, amount.high) == (read_amount(f"{low}{unit}").low, read_amount(f"{high}{unit}").high)
    assert amount.code == "range"
    if low < high:
        with pytest.raises(AmountError):
            read_amount(f"{high}{unit} - {low}{unit}")


def check_any(text, **options):
    try:
        amount = read_amount(text, **options)
    except AmountError:
        # Nothing else may come out of any text, and every refusal says why.
        with pytest.raises(AmountError, match=r"is not read: ."):
            read_amount(text, **options)
        return
    assert amount.text == text
    assert amount.code in AMOUNT_CODES
    assert amount.basis is None or amount.basis in AMOUNT_BASES
    if amount.code == "unspecified":
        assert (amount.low, amount.high, amount.currency) == (None, None, None)
        return
    assert amount.currency in CURRENCIES
    assert type(amount.low) is int
    assert amount.high is None or type(amount.high) is int
    assert 0 <= amount.low <= (MAX_INTEGER if amount.high is None else amount.high) <= MAX_INTEGER
    again = read_amount(amount_text(amount))
    assert (again, again.basis, again.half_open) == (amount, amount.basis, amount.half_open)


@settings(max_examples=300, deadline=None)
@given(st.text(), st.sampled_from([None, "USD", "JPY"]), st.sampled_from([None, "en", "de", "ko", "xx"]))
@example("İ5bn", None, None)
@example("\x00", None, None)
@example("\ud800", None, None)
def test_any_text_is_an_amount_or_refused(text, currency, language):
    check_any(text, currency=currency, language=language)


WORDS = st.sampled_from([*sorted(_words()), "1", "5", "500", "2.5", "1,000", "-", "~", "(", ")", " ", ",", ".", "▲"])


@settings(max_examples=600, deadline=None)
@given(st.lists(WORDS, max_size=9), st.sampled_from(["", " "]), st.sampled_from([None, "USD"]))
def test_any_words_of_the_vocabulary_are_an_amount_or_refused(words, between, currency):
    check_any(between.join(words), currency=currency)


FIGURES = "0 1 12 500 2.5 1,000 2.5억 5천 수백억 수조 数十億 何万 5bn billions multibillion".split()
FIGURES += ["two hundred million", "a billion", "several million", "tens of millions", "hundreds of billions"]
BEFORE = ["", "up to ", "at least ", "about ", "less than ", "최대 ", "planned ", "from ", "between ", "연간 ", "約"]
AFTER = ["", "", " dollars", "달러", "円", " 이상", " 미만", "以上", "未満", " per year", " valuation", "~", " 규모"]
JOINS = ["~", "-", " to ", " and ", " to less than ", "에서 ", "から", "~최대 ", " up to "]


@settings(max_examples=1500, deadline=None)
@given(
    st.lists(
        st.tuples(*map(st.sampled_from, (BEFORE, ["", "$", "USD "], FIGURES, AFTER))).map("".join),
        min_size=1,
        max_size=2,
    ),
    st.sampled_from(JOINS),
    st.sampled_from([None, "USD"]),
    st.sampled_from([None, "$m", "억원"]),
)
@example(["hundreds of millions", "billions of dollars"], " to ", None, None)
@example(["2.5 USD ", "billions"], "~", None, None)
@example(["수백억 원~"], "", None, None)
@example(["hundreds of dollars ~"], "", None, None)
@example(["500 million", "several billion"], " to ", "EUR", None)
def test_one_or_two_figures_with_bounds_are_an_amount_or_refused(figures, join, currency, unit):
    check_any(join.join(figures), currency=currency, unit=unit)
