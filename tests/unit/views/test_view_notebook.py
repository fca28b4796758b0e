from dataclasses import replace
from html.parser import HTMLParser

import pytest
from view_answers import DEALS, HOSTILE, RINGS, SHARED, repeated, with_names

from circflow.views import html_table

_TAGS = {"div", "p", "b", "em", "bdi", "table", "thead", "tbody", "tr", "th", "td"}


class Page(HTMLParser):
    """Collects texts and checks that every tag is one of ours and is closed."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows = 0
        self.texts: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _TAGS
        assert {name for name, _ in attrs} <= {"class", "rowspan", "style"}
        self.open.append(tag)
        self.rows += tag == "tr"

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
@pytest.mark.parametrize("answer", [RINGS, SHARED, DEALS], ids=lambda answer: answer.query.id)
def test_a_hostile_name_is_only_text(answer, hostile):
    page = Page(html_table(with_names(answer, hostile)))
    assert not {"\x1b", "\x9b", "\u202e", "\0"} & set("".join(page.texts))


def test_names_arrows_deals_and_remarks_are_there():
    text = " ".join("".join(Page(html_table(RINGS)).texts).split())
    assert "Amazon → invests in → OpenAI → buys from → Amazon" in text
    assert "$15B–$50B" in text
    assert "D-006a $15B–$50B, D-006b $15B, D-006c up to $35B" in text
    assert "2 rows, nothing cut." in text
    assert "Reading: A chain of deals" in text


def test_a_row_spans_the_lines_of_its_arrows():
    assert Page(html_table(RINGS)).rows == 1 + 2 + 3
    assert Page(html_table(DEALS)).rows == 1 + 2


def test_the_first_fifty_rows_are_shown_and_the_cut_is_said():
    page = Page(html_table(repeated(DEALS, 1_000)))
    assert page.rows == 51
    assert "Shown are the first 50; a file holds them all" in "".join(page.texts)


def test_an_empty_answer_says_so():
    page = Page(html_table(replace(RINGS, rows=())))
    assert page.rows == 1
    assert "No rows: nothing that is loaded fits the question." in page.texts


def test_a_row_without_deals_is_still_a_row():
    row = SHARED.rows[0] | {"deals": []}
    assert Page(html_table(replace(SHARED, rows=(row,)))).rows == 2
