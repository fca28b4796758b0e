"""A report as HTML and as Markdown: the same parts in both, links that lead somewhere, and text that stays text."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import islice

import pytest
from markdown_it import MarkdownIt
from report_answers import CONDITION, FACTS, LETTER, POINT, UNKNOWN, asked, claim, empty, named, result, ring

from circflow.errors import InputError, OutputError
from circflow.model import Match
from circflow.model.safe_text import safe_text
from circflow.reports.asking import RINGS
from circflow.reports.report import made
from circflow.reports.tables import MOST

_GITHUB = MarkdownIt("gfm-like", {"html": True})
_HEADINGS = [
    "Chains that lead back",
    "Shared owners",
    "Guarantees and backstops",
    "Open conditions",
    "Where sources disagree",
    "What speaks against a circular reading",
    "The same structure in ordinary business",
    "Amounts that nobody states",
    "Letters that never became contracts",
    "What sources name as delivered or gained",
    "Deals behind the rows",
    "Sources",
    "Method",
    "The record that repeats it",
]
_VOID = {"meta", "br"}
_OURS = {
    "a", "b", "bdi", "body", "br", "code", "details", "div", "h1", "h2", "h3", "head", "header", "html", "li", "main",
    "meta", "nav", "ol", "p", "pre", "section", "strong", "em", "style", "summary", "table", "tbody", "td", "th",
    "thead", "title", "tr", "ul",
}  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>",
    "</pre><script>alert(1)</script>",
    '=HYPERLINK("http://example.org")',
    "```\n# heading",
    "</details>",
    "\x1b[2Jgone",
    "safe\u202egnp.exe",
    "\u200frtl\u2069",
    "x" * 500,
    "![picture](http://example.org/x.png) [link](http://example.org)",
    "a | b",
    '" onload="alert(1)',
    "# heading",
]


class Seen(HTMLParser):
    """What a page shows: its tags are ours and closed, its tables by the heading above them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.links: list[str] = []
        self.marks: list[str] = []
        self.texts: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _OURS or "svg" in [tag, *self.open]
        given = dict(attrs)
        assert not {name for name in given if name.startswith("on") or name in ("style", "src")}
        self.links += [given["href"] or ""] if "href" in given else []
        self.marks += [given["id"] or ""] if "id" in given else []
        if tag in ("h2", "h3"):
            self.headings.append("")
        elif tag == "table":
            self.tables[self.headings[-1]] = []
        elif tag == "tr":
            self.tables[self.headings[-1]].append([])
        elif tag in ("td", "th"):
            self.tables[self.headings[-1]][-1].append("")
        elif tag == "br" or (tag == "p" and self.open[-1:] == ["td"]):
            self.handle_data("\n")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.tables[self.headings[-1]][-1][-1] += data
        elif {"h2", "h3"} & set(self.open):
            self.headings[-1] += data
        if "style" not in self.open:
            self.texts.append(data)


def see(found, form):
    text = made(found).text(form)
    return Seen(text if form == "html" else _GITHUB.render(text))


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_sections_stand_in_their_order(form):
    assert see(asked("a"), form).headings == _HEADINGS


@pytest.mark.parametrize("found", [asked("a"), asked(), empty("a"), asked(rings=[ring(**UNKNOWN)])])
def test_both_forms_hold_the_same_rows(found):
    html, markdown = see(found, "html"), see(found, "md")
    assert html.headings == markdown.headings
    strip = {name: [[cell.strip() for cell in row] for row in rows] for name, rows in html.tables.items()}
    assert strip == {name: [[cell.strip() for cell in row] for row in rows] for name, rows in markdown.tables.items()}


def test_the_rows_say_who_what_and_how_much():
    tables = see(asked("a"), "html").tables
    cells = [cell.strip() for cell in tables["Chains that lead back"][1]]
    assert cells[1].splitlines() == [
        "Alder → invests in → Birch → buys from → Alder",
        "Alder → Birch · d1 $5B · signed",
        "Birch → Alder · d2 $5B · signed",
    ]
    assert cells[2] == "$5B–$9B"
    assert [cell.strip() for cell in tables["Shared owners"][1]][1:4] == ["Birch", "Alder", "ドウダン"]
    deals = {row[0].strip(): row[1].strip() for row in tables["Deals behind the rows"][1:]}
    assert deals.keys() == set(FACTS)
    assert deals["d1"] == "Alder → invests in → Birch · $5B · signed · 2025-01-02"
    assert [cell.strip() for cell in tables["Sources"][1]] == [
        "1", "Alder and Birch agree · Paper · 2025-01-02 · quality B", "d1 d2 d3 d4 d5 d6",
    ]  # fmt: skip


def test_links_of_a_page_lead_somewhere():
    seen = see(asked("a"), "html")
    inside = {link[1:] for link in seen.links if link.startswith("#")}
    assert inside <= set(seen.marks)
    assert len(set(seen.marks)) == len(seen.marks)
    assert {link for link in seen.links if not link.startswith("#")} == {"https://example.org/a"}


def test_nothing_found_has_no_empty_tables():
    seen = see(empty("a"), "html")
    assert set(seen.tables) == {"The record that repeats it"}
    assert "Deals behind the rows" not in seen.headings
    assert "No chain of deals leads back to its first payer." in "".join(seen.texts)


@pytest.mark.parametrize("form", ["md", "html"])
def test_decisions_that_names_are_one_company_stand_there_where_a_row_rests_on_them(form):
    found = asked("a")
    made_by = {"decision": "same", "by": "ana", "at": "2026-11-21T10:00:00+00:00"}
    matches = tuple(Match(company_id=f"{other}-ltd", other_id=other, **made_by) for other in ("b", "unheard-of"))
    stamps = tuple(replace(stamp, matches=matches) for stamp in found.rings.datasets)
    seen = see(replace(found, answers=found.answers | {RINGS: replace(found.rings, datasets=stamps)}), form)
    assert "Names that count as one company" in seen.headings
    told = "".join(seen.texts).rpartition("Names that count")[2].partition("Method")[0]
    assert "'b-ltd' is b (ana, 2026-11-21)" in told
    assert "unheard-of" not in told


def test_a_long_table_says_what_it_leaves_out():
    text = made(asked(rings=[ring(carries_low=number) for number in range(MOST + 3)])).text("md")
    assert f"{MOST} rows of {MOST + 3}: first those with an amount on every hop" in text


def test_a_cut_answer_and_warnings_come_first():
    found = asked("a", "e", absent=("e",))
    cut = replace(found.rings, truncated=True, warnings=("The load of mine is unfinished.",))
    seen = see(replace(found, answers=found.answers | {RINGS: cut}, records=(cut,)), "html")
    assert seen.headings[0] == "Read this first"
    text = "".join(seen.texts)
    assert "느릅나무 is in no deal that fits." in text
    assert "The load of mine is unfinished." in text
    assert "A limit cut some answers" in text


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(form, name):
    seen = see(named(asked("a"), name), form)
    assert [link for link in seen.links if not link.startswith("#")] == []
    assert seen.headings[1:] == _HEADINGS  # behind the warnings
    shown = "".join(seen.texts)
    assert not re.search("[\x00-\x08\x1b\u202e\u2066-\u2069\u200f]", shown)
    assert " ".join(safe_text(name, keep_lines=False)[:40].split()) in " ".join(shown.split())


def test_deals_that_two_data_sets_may_tell_twice_are_named_first():
    rings = [ring(deals_by_hop=[["d1", "d3"], ["d2"]], deals=["d1", "d3", "d2"]), ring()]
    said = [said_of("d1", "mine"), said_of("d2", "other"), said_of("d3", "mine")]
    assert "several data sets" not in made(asked(rings=rings, said=said)).text("md")
    said[2] = said_of("d3", "other")
    report = made(asked(rings=rings, said=said))
    assert report.page.sections[0].heading == "Read this first"
    assert "In 1 chain a hop has deals of several data sets." in report.text("md")


def said_of(deal, dataset, **others):
    return {"deal": deal, "relationship": "BUYS_FROM", "capacity": None, "dataset": dataset} | others


def test_what_is_against_it_is_counted_on_the_rows():
    rings = [ring(), ring("cb", ("d3", "d4"), **UNKNOWN, contingent=True), ring("abc", ("d1", "d4", "d2"))]
    found = asked("a", rings=rings, firm=result(RINGS, [ring()]), letters=[LETTER, LETTER | {"deal": "d2"}])
    text = "".join(see(found, "html").texts)
    assert "2 chains are an investment one way and a purchase the other." in text
    assert "1 chain is of three companies or more." in text
    assert "Of 3 chains, 1 has at least one hop without any amount" in text
    assert "conditional deals, 1 of 3 chains remains." in text
    assert "1 chain is closed by a guarantee or backstop alone" in text
    assert "2 letters of intent were not followed" in text


def test_firm_chains_are_told_as_such():
    assert "Each chain closes by firm deals alone" in made(asked(firm=result(RINGS, [ring()]))).text("md")
    assert "Without rumours" not in made(asked(firm=None)).text("md")


def test_what_sources_name_as_gained():
    gain = claim(deal="d1", paraphrase="Alder gains access to land", title="A paper")
    other = gain | {"paraphrase": "Nothing of that kind"}
    elsewhere = claim(deal="d9", paraphrase="Access to something else")
    said = said_of("d2", "mine", capacity="10 ships")
    text = made(asked("a", said=(said,), claims=(gain, other, elsewhere))).text("md")
    assert "- d1: Alder gains access to land (A paper)\n- d2: to be delivered: 10 ships\n" in text
    assert "Nothing of that kind" not in text
    assert "something else" not in text
    assert "none of 2 claims about them" in made(asked("a", claims=(other, other))).text("md")


def test_where_sources_disagree_each_claim_has_its_source():
    row = see(asked("a"), "html").tables["Where sources disagree"][1]
    assert row[1].strip().splitlines() == [
        "d3 Cedar → invests in → Birch",
        "$5B: the deal's own row; Paper (2025-01)",
        "$5B–$50B: Cedar invests (2025-02)",
    ]
    assert row[3].strip() == "$5B and $50B, ×10; a slipped unit would explain it"


def test_disagreement_about_a_status_and_about_a_figure():
    status = POINT | {"about": "status", "low": None, "high": None, "ratio": None, "unit_slip": False}
    figure = POINT | {"subject": "b:net_income", "companies": ["b"], "deals": [], "claims": ["k8", "k9"]}
    later = claim(claim="k2", asserted_status="letter of intent")
    rows = see(asked("a", points=[status, figure], claims=(claim(), later)), "html").tables["Where sources disagree"]
    assert rows[1][1].strip().splitlines()[1:] == [
        "signed, 2025-01-02: the deal's own row", "signed: Paper (2025-01)", "letter of intent: Paper (2025-01)",
    ]  # fmt: skip
    assert rows[1][3].strip() == "–"
    assert rows[2][1].strip().splitlines() == ["Birch: net income", "claims: k8; k9"]


def test_saving_takes_the_form_from_the_suffix(tmp_path):
    report = made(asked("a"))
    report.save(tmp_path / "r.HTML")
    report.save(tmp_path / "r.md")
    assert (tmp_path / "r.HTML").read_text("utf-8").startswith("<!doctype html>")
    assert (tmp_path / "r.md").read_text("utf-8").startswith("# Deals that lead back: Alder")
    with pytest.raises(InputError, match="'pdf'"):
        report.save(tmp_path / "r.pdf")
    with pytest.raises(OutputError):
        report.save(tmp_path / "nowhere" / "r.md")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.HTML", "r.md"]


def test_a_condition_names_who_decides():
    row = see(asked("a", conditions=[CONDITION]), "html").tables["Open conditions"][1]
    assert "Cedar" in [cell.strip() for cell in row]


def test_the_same_report_is_the_same_text():
    assert len({made(asked("a")).text("html") for _ in islice(range(3), 3)}) == 1
