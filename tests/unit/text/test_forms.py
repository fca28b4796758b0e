"""What deals are paid in, in three languages."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circflow.text.forms import Forms, read_forms

TABLE = Path(__file__).parents[3] / "circflow" / "text" / "form_words.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    # n/a is read where it stands alone.
    WORDS = [(row["word"], row["form"]) for row in csv.DictReader(file) if row["form"] and "/" not in row["word"]]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("cash", ("cash",)),
        ("Cash + cloud_credits", ("cash", "cloud_credits")),
        ("cash;shares", ("cash", "shares")),
        ("mostly credits?", ("cloud_credits",)),
        ("cash and preferred stock", ("cash", "shares")),
        ("paid in shares", ("shares",)),
        ("purchased with credits", ("cloud_credits",)),
        ("Bought with cash and shares", ("cash", "shares")),
        ("mostly paid with cloud credits", ("cloud_credits",)),
        ("take-or-pay", ("backstop",)),
        ("warrants_of_supplier", ("warrants_of_supplier",)),
        ("cash (convertible)", ("cash",)),
        ("vendor loan, guarantee", ("vendor_loan", "guarantee")),
        ("현금", ("cash",)),
        ("현금과 주식", ("cash", "shares")),
        ("현금 및 클라우드 크레딧", ("cash", "cloud_credits")),
        ("주로 크레딧", ("cloud_credits",)),
        ("주식으로", ("shares",)),
        ("전환사채", ("convertible_debt",)),
        ("現金と株式", ("cash", "shares")),
        ("現金、クラウド利用権", ("cash", "cloud_credits")),
        ("主にクレジット", ("cloud_credits",)),
        ("未販売分の買い取り", ("backstop",)),
        ("ｷｬｯｼｭ", ("cash",)),
        ("非公開", ("unspecified",)),
        ("", ()),
        ("cash, cash", ("cash",)),
        ("n/a", ("unspecified",)),
    ],
)
def test_forms_are_read_in_three_languages(text, forms):
    assert read_forms(text) == Forms(forms)


@pytest.mark.parametrize(
    ("text", "forms", "unknown"),
    [
        ("협상 중", (), ("협상 중",)),
        ("cash and a handshake", ("cash",), ("a handshake",)),
        ("warrants", (), ("warrants",)),
        ("現金、名声", ("cash",), ("名声",)),
        ("cashmere", (), ("cashmere",)),
    ],
)
def test_unknown_words_are_kept_as_they_are_written(text, forms, unknown):
    assert read_forms(text) == Forms(forms, unknown)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), st.sampled_from(["; ", " + ", "/", ", "]))
def test_every_word_of_the_table_is_read_also_beside_others(words, between):
    assert set(read_forms(between.join(word for word, _ in words)).forms) == {form for _, form in words}


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_any_text_is_read_and_unknown_parts_are_parts_of_it(text):
    line = " ".join(text.split())

    assert all(part.strip() in line for part in read_forms(text).unknown if "(" not in line)
