"""The snippets of the page about money give what it shows, and it names every function."""

import doctest
from pathlib import Path

from circflow import money

PAGE = Path(__file__).parents[3] / "docs" / "money.md"


def test_the_snippets_of_the_page_give_what_it_shows():
    ended = doctest.testfile(str(PAGE), module_relative=False)
    assert ended.attempted > 8
    assert ended.failed == 0


def test_the_page_names_every_function():
    functions = {name for name in money.__all__ if name[0].islower()}
    text = PAGE.read_text(encoding="utf-8")
    assert {name for name in functions if f"`{name}`" not in text} == set()


def test_every_public_function_says_what_it_costs_and_does_not_show():
    for name in money.__all__:
        if name[0].islower() and name != "by_currency":
            text = getattr(money, name).__doc__
            assert "Complexity:" in text, name
            assert "Does not show:" in text, name
