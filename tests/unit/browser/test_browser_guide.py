"""The opening guide, read as HTML."""

from html.parser import HTMLParser

import pytest

from circflow.browser import GUIDE, pages, picture_of, rows_of
from circflow.browser.look import rules, style
from circflow.queries import read_catalogue

_VOID = {"meta", "br", "img"}


class _Page(HTMLParser):
    """Which elements a page has, and whether each is closed in its turn."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.slides = [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag == "slide":
            self.slides.append("")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "slide" in self.open:
            self.slides[-1] += data

    def all(self, attribute):
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


@pytest.fixture(scope="module")
def catalogue():
    return read_catalogue()


@pytest.fixture(scope="module")
def guide(catalogue):
    return _Page(pages(catalogue)[GUIDE].decode())


@pytest.fixture
def own(catalogue, tmp_path):
    """Give a function that makes the guide with a query of one's own: a shipped one, with some words replaced."""

    def made(*replacements):
        text = catalogue["company-deals"].text
        for old, new in (('"company-deals"', '"own-deals"'), *replacements):
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "own_deals.cypher").write_text(text, encoding="utf-8")
        return _Page(pages(read_catalogue([tmp_path]))[GUIDE].decode())

    return made


def _asked(query):
    return query.bind({name: param.example for name, param in query.params.items() if param.required})


def _bound(query):
    return query.sent(_asked(query))


def test_it_has_a_slide_for_each_investigation_and_three_about_all(guide, catalogue):
    investigations = catalogue.of_kind("investigations")
    assert len(guide.slides) == len(investigations) + 3
    for query in investigations:
        told = [slide for slide in guide.slides if query.title in slide]
        assert len(told) == 1, query.id
        for text in (query.reading, *query.caveats, f"circflow browser {query.id}"):
            assert text in told[0]


def test_its_buttons_fill_in_each_investigation_and_its_picture(guide, catalogue):
    filled = guide.all("data-populate")
    for query in catalogue.of_kind("investigations"):
        assert rows_of(query, _bound(query)) in filled
        assert picture_of(query, _bound(query)) in filled


def test_its_first_button_applies_the_style(guide):
    command = guide.all("data-exec")[0]
    assert command.startswith("style ")
    assert rules(command.removeprefix("style ")) == rules(style())


def test_nothing_in_it_leads_away_or_runs(guide):
    names = {tag for tag, _ in guide.elements}
    assert not names & {"script", "img", "link", "iframe", "form"}
    assert guide.all("href") == guide.all("src") == []
    assert not [name for _, attributes in guide.elements for name in attributes if name.startswith("on")]


def test_questions_that_need_no_company_come_first(guide, catalogue):
    slide = {
        query.id: guide.slides[0].index(query.asks(_asked(query))) for query in catalogue.of_kind("investigations")
    }
    assert slide["round-trips"] < slide["company-deals"]


def test_an_investigation_of_ones_own_is_in_it_by_itself(own, catalogue):
    guide = own()
    assert len(guide.slides) == len(catalogue.of_kind("investigations")) + 4
    assert [slide for slide in guide.slides if "circflow browser own-deals --company openai" in slide]


def test_what_a_title_holds_is_text(own):
    guide = own(("// Deals of a company: ", '// <b>Mine</b> & "yours": '))
    assert [slide for slide in guide.slides if '<b>Mine</b> & "yours": ' in slide]


def test_a_question_without_an_example_says_what_it_needs(own):
    guide = own(('// example = "openai"\n', ""))
    assert [slide for slide in guide.slides if "circflow browser own-deals --company TEXT" in slide]
