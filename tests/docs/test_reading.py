"""The page on reading words says what the readers do."""

import doctest
import re
from pathlib import Path

import pytest

from circflow import read_amount

PAGE = Path(__file__).parents[2] / "docs" / "reading.md"
ROWS = re.findall(r"^\| `(.+?)` \| (\S+) \| (\S+) \| (\S+) \| (\S+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)


def test_the_examples_of_the_page_give_what_it_shows():
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")

    assert (failed, tried > 30) == (0, True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_amounts_of_the_page_are_read_as_it_shows(row):
    text, low, high, currency, code = row
    amount = read_amount(text)

    shown = ["open" if figure is None else f"{figure:,}" for figure in (amount.low, amount.high)]
    assert [*shown, amount.currency or "none", amount.code] == [low, high, currency, code]
