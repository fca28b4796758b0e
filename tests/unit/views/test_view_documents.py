"""Markdown, read by markdown-it with the rules of GitHub, and HTML: what a reader sees of them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from view_answers import DEALS, HOSTILE, RELEASE, RINGS, SHARED, numbered, with_names

from circflow.model import Result
from circflow.model.safe_text import safe_text
from circflow.views import render
from circflow.views.layout import clipped
from circflow.views.shown import shown

_FORMATS = ("md", "html")
_GITHUB = MarkdownIt("gfm-like")
_TAGS = {
    "a", "b", "bdi", "body", "br", "div", "h1", "h2", "head", "html", "main", "meta", "p", "section", "strong", "style",
    "table", "tbody", "td", "th", "thead", "title", "tr",
}  # fmt: skip
_VOID = {"meta", "br"}


class Seen(HTMLParser):
    """Tables by heading, as lists of rows of cells' texts; checks that every tag is one of ours and is closed."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.links: list[str] = []
        self.marks: list[str] = []
        self.texts: list[str] = []
        self._heading = ""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _TAGS
        given = dict(attrs)
        assert not {name for name in given if name.startswith("on") or name in ("style", "src")}
        self.links += [given["href"] or ""] if "href" in given else []
        self.marks += [given["id"] or ""] if "id" in given else []
        if tag == "h2":
            self._heading = ""
        elif tag == "table":
            self.tables[self._heading] = []
        elif tag == "tr":
            self.tables[self._heading].append([])
        elif tag in ("td", "th"):
            self.tables[self._heading][-1].append("")
        elif tag == "br" or (tag == "p" and self.open[-1:] == ["td"]):
            self.handle_data("\n")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.tables[self._heading][-1][-1] += data
        elif "h2" in self.open:
            self._heading += data
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


def see(result: Result, form: str) -> Seen:
    text = render(result, form)
    # The only tag that our Markdown has.
    return Seen(text if form == "html" else _GITHUB.render(text).replace("&lt;br&gt;", "<br>"))


def expected(result: Result) -> Iterator[list[str]]:
    """Yield what the table of a terminal says of each row, on one line."""
    table = shown(result, result.rows)
    for number, row in enumerate(result.rows, start=1):
        said = [_flat(column.draw(row)) for column in table.columns]
        behind = [
            "\n".join(" · ".join(_flat(cell) for cell in arrow.cells() if cell) for arrow in table.arrows(row))
        ] if table.arrows else []  # fmt: skip
        yield [str(number), *said, *behind]


def _flat(cell):
    return " ".join("".join(span.text for span in piece) for piece in cell)


@pytest.mark.parametrize("form", _FORMATS)
@pytest.mark.parametrize("answer", [RINGS, SHARED, DEALS], ids=lambda answer: answer.query.id)
def test_the_rows_say_what_a_table_says(answer, form):
    found = see(answer, form).tables["Rows"][1:]
    assert [[cell.strip() for cell in row] for row in found] == list(expected(answer))


@pytest.mark.parametrize("form", _FORMATS)
def test_deals_sources_and_the_run_stand_below(form):
    seen = see(RINGS, form)
    assert list(seen.tables) == ["Rows", "Deals", "Sources", "Run"]
    deals = {row[0].strip(): [cell.strip() for cell in row[1:]] for row in seen.tables["Deals"][1:]}
    assert deals.keys() == RINGS.facts.keys()
    assert deals["D-007"] == [
        "OpenAI", "buys from", "Amazon", "$38B", "signed", "2025-11-03", "–", "[1] [2]",
    ]  # fmt: skip
    sources = [[cell.strip() for cell in row] for row in seen.tables["Sources"][1:]]
    assert sources[0] == ["1", RELEASE.title, "Publisher", "2025-11-03", "A", "D-007, D-008"]
    run = {row[0].strip(): row[1].strip() for row in seen.tables["Run"][1:]}
    assert run["query sha256"] == "ab" * 32
    assert run["parameter max_hops"] == "4"
    assert "2 rows, nothing cut." in seen.text
    assert "cut by the limit" in see(SHARED, form).text


@pytest.mark.parametrize("form", _FORMATS)
def test_only_addresses_of_the_web_are_links(form):
    seen = see(RINGS, form)
    away = [link for link in seen.links if not link.startswith("#")]
    assert away == [RELEASE.url]
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.marks)


def test_a_deal_leads_to_its_line_and_its_sources():
    text = render(RINGS, "html")
    number = list(RINGS.facts).index("D-007") + 1
    assert f'<a href="#deal-{number}">D-007</a>' in text
    assert f'<tr id="deal-{number}">' in text
    assert '<a href="#source-1">[1]</a>' in text
    assert '<tr id="source-1">' in text


@pytest.mark.parametrize("form", _FORMATS)
@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_a_hostile_name_is_only_text(hostile, form):
    seen = see(with_names(RINGS, hostile), form)
    assert [link for link in seen.links if not link.startswith("#")] == [RELEASE.url]
    assert not {"\x1b", "\x9b", "\u202e", "\0"} & set(seen.text)
    name = " ".join(safe_text(hostile, keep_lines=False).split())
    assert name in seen.text
    assert " ".join(clipped(safe_text(hostile, keep_lines=False), 40).split()) in seen.text


def test_an_address_cannot_leave_its_link():
    for url in (
        "http://example.org/>)[x](http://b",
        "http://example.org/\\",
        "http://a.org/ b",
        "http://example.org/`|`",
    ):
        facts = {id_: replace(deal, sources=(replace(RELEASE, url=url),)) for id_, deal in RINGS.facts.items()}
        seen = see(replace(RINGS, facts=facts), "md")
        assert {len(row) for row in seen.tables["Sources"]} == {6}
        assert len(seen.links) == 1
        assert see(replace(RINGS, facts=facts), "html").links[-1] == url


@pytest.mark.parametrize("form", _FORMATS)
def test_an_empty_answer_says_so(form):
    seen = see(replace(RINGS, rows=(), facts={}), form)
    assert len(seen.tables["Rows"]) == 1
    assert list(seen.tables) == ["Rows", "Run"]
    assert "No rows: nothing that is loaded fits the question." in seen.text


def test_thousands_of_deals_are_all_there():
    tables = see(numbered(2_000), "html").tables
    assert [len(tables[name]) for name in ("Rows", "Deals")] == [2_001, 2_001]


def test_the_page_forbids_scripts_and_requests():
    text = render(RINGS, "html")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "<script" not in text
