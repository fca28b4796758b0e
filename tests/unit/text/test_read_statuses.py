"""Words for a status as people write them, each with the status that a reader of the text would give, if any."""

import csv
from pathlib import Path

import pytest

from circflow.text.statuses import status_of

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
