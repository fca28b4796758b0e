"""Words for a status as people write them, each with the status that a reader of the text would give, if any."""

import csv
from pathlib import Path

import pytest

from circflow.model import FIRMNESS
from circflow.text.statuses import status_of
from circflow.text.tables import table

HERE = Path(__file__).parent


def rows(name):
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


READ = rows("read_statuses")
REFUSED = rows("refused_statuses")


@pytest.mark.parametrize("row", READ, ids=lambda row: row["text"])
def test_what_is_clear_is_read(row):
    assert status_of(row["text"]) == row["status"]


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: f"{row['why']}: {row['text']}")
def test_what_a_reader_could_doubt_has_no_status(row):
    assert status_of(row["text"]) is None


FIRM = [
    row["word"]
    for row in table("status_words")
    if not row["part"] and not row["word"].isascii() and FIRMNESS[row["status"]] >= FIRMNESS["announced"]
]


@pytest.mark.parametrize("word", FIRM)
@pytest.mark.parametrize("beside", ["뷁", " 뷁", "를 뷁", "が鱻", "鱻"])
def test_a_firm_word_beside_one_that_nobody_knows_has_no_status(word, beside):
    assert status_of(word + beside) is None


@pytest.mark.parametrize("name", ["status_endings", "status_links"])
def test_each_ending_and_each_link_stands_once_and_is_no_word_for_a_status(name):
    words = [row["word"] for row in table(name)]
    assert len(set(words)) == len(words)
    assert not any(map(status_of, words))
