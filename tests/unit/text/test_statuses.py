import csv
from pathlib import Path

import pytest

from circflow.model import FIRMNESS
from circflow.text import statuses
from circflow.text.statuses import status_of


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("signed", "signed"),
        ("Signed (reported)", "signed"),
        ("signed, subject to approval", "signed"),
        ("signed letter of intent", "loi"),
        ("Signed MoU", "loi"),
        ("LOI (never definitive)", "loi"),
        ("plan announced", "planned"),
        ("announced plan", "planned"),
        ("announced, conditional on closing", "announced"),
        ("board resolution, subject to conditions", "conditional"),
        ("never closed", "terminated"),
        ("계약 체결됨", "signed"),
        ("基本合意を発表", "loi"),
        ("ＳＩＧＮＥＤ", "signed"),
    ],
)
def test_words_that_the_text_begins_with_say_the_status(text, status):
    assert status_of(text) == status


@pytest.mark.parametrize("text", ["", "agreed", "signage", "planner", "not signed", "closedown"])
def test_unknown_words_say_nothing(text):
    assert status_of(text) is None


def test_the_table_has_each_word_once_and_only_statuses_of_the_ladder():
    with Path(statuses.__file__).with_name("status_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    words = [row["word"] for row in rows]
    assert len(set(words)) == len(words)
    assert {row["status"] for row in rows} <= FIRMNESS.keys()
