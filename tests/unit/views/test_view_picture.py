"""Pictures: what is drawn, where it stands, and that no name can be more than text."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from view_answers import BILLION, DATASETS, FACTS, HOSTILE, RINGS, SHARED, fact, numbered

from circflow.model import Column, Result
from circflow.model.safe_text import safe_text
from circflow.views.picture import save_picture
from circflow.views.picture.page import chunks
from circflow.views.picture.scene import Box, scene
from circflow.views.picture.svg import drawing

SVG = "{http://www.w3.org/2000/svg}"
LIBRARY = "/* draws */"


def drawn(answer: Result) -> ET.Element:
    return ET.fromstring("".join(drawing(answer, scene(answer))))  # noqa: S314 - our own file


def page(answer: Result, library: str | None = LIBRARY, lacking: str = "") -> str:
    return "".join(chunks(answer, library, lacking))


def arrows(*found: tuple[str, str, str], **more: object) -> Result:
    """Return an answer of one row with a deal for each arrow."""
    deals = {f"D{n}": replace(fact(f"D{n}", arrow), **more) for n, arrow in enumerate(found)}
    names = {end: end.upper() for payer, _, payee in found for end in (payer, payee)}
    columns = (Column("deals", "list<string>", "deal"),)
    parameters = {"by": "company"}
    return replace(
        SHARED, columns=columns, rows=({"deals": list(deals)},), names=names, facts=deals, parameters=parameters
    )


def overlapping(boxes: tuple[Box, ...]) -> list[tuple[str, str]]:
    return [
        (a.id, b.id)
        for a, b in combinations(boxes, 2)
        if all(abs(a.at[axis] - b.at[axis]) < (a.size[axis] + b.size[axis]) / 2 for axis in (0, 1))
    ]


def test_every_company_is_a_box_and_every_deal_is_told_by_an_arrow():
    picture = drawn(RINGS)
    boxes = {group.find(f"{SVG}title").text for group in picture.iter(f"{SVG}g") if group.get("data-box")}
    assert boxes == {"Amazon", "OpenAI", "Nvidia", "Oracle"}
    told = [path.find(f"{SVG}title").text for path in picture.iter(f"{SVG}path") if path.get("data-arrow")]
    assert len(told) == 5
    of_the_rows = {deal for row in RINGS.rows for deal in row["deals"]}
    assert set(re.findall(r"\((D-\w+)\)", "\n".join(told))) == of_the_rows
    assert "Nvidia invests in OpenAI: up to $100B, letter of intent, 2025-09-22 (D-001)" in told[2]


def test_a_drawing_says_what_it_shows_and_how_to_read_it():
    texts = [text.text for text in drawn(RINGS).iter(f"{SVG}text")]
    assert texts[0].startswith("Round trips")
    assert "invests in" in texts
    assert "Reading: A chain of deals, not proof that the same money moved." in texts


@pytest.mark.parametrize(
    ("amounts", "label"),
    [
        ([("$38B", 38)], "$38B"),
        ([("undisclosed", None)], ""),
        ([("$38B", 38), ("$100B", 100)], "$100B, $38B"),
        ([("$38B", 38), ("undisclosed", None)], "$38B +1"),
        ([("$1B", 1), ("$3B", 3), ("$2B", 2)], "$3B +2"),
        ([("undisclosed", None), ("undisclosed", None)], "2 deals"),
    ],
)
def test_an_arrow_carries_its_amounts_in_short(amounts, label):
    answer = arrows(*[("a", "BUYS_FROM", "b")] * len(amounts))
    facts = {
        id_: replace(deal, amount_label=text, amount_high=None if high is None else high * BILLION, currency="USD")
        for (id_, deal), (text, high) in zip(answer.facts.items(), amounts, strict=True)
    }
    [bundle] = scene(replace(answer, facts=facts)).bundles
    assert bundle.label == label


def test_amounts_in_several_currencies_are_not_ranked():
    answer = arrows(*[("a", "BUYS_FROM", "b")] * 3)
    currencies = zip(answer.facts.items(), ("EUR", "USD", "USD"), (1, 2, 3), strict=True)
    facts = {
        id_: replace(deal, amount_label=f"{high} {currency}", amount_high=high, currency=currency)
        for (id_, deal), currency, high in currencies
    }
    assert scene(replace(answer, facts=facts)).bundles[0].label == "1 EUR +2"


def test_an_arrow_is_dashed_only_where_none_of_its_deals_is_firm():
    dashed = {
        path.find(f"{SVG}title").text.split(":")[0]: path.get("stroke-dasharray")
        for path in drawn(SHARED).iter(f"{SVG}path")
        if path.get("data-arrow")
    }
    assert set(dashed.values()) == {None}
    letter = replace(FACTS["D-029"], status="loi", firmness=2)
    answer = replace(SHARED, facts={**FACTS, "D-029": letter})
    assert any(path.get("stroke-dasharray") for path in drawn(answer).iter(f"{SVG}path") if path.get("data-arrow"))


@pytest.mark.parametrize("tall", [False, True])
@pytest.mark.parametrize(
    "answer",
    [
        RINGS,
        numbered(60),
        arrows(*[("hub", "INVESTS_IN", f"c{n}") for n in range(40)]),
        arrows(*[(f"a{n}", "INVESTS_IN", f"b{n}") for n in range(30)]),
        arrows(*[(f"c{n}", "BUYS_FROM", f"c{m}") for n in range(12) for m in range(12) if n != m]),
    ],
    ids=["rings", "chain", "star", "pairs", "all with all"],
)
def test_no_box_stands_on_another_and_the_same_answer_looks_the_same(answer, tall):
    first = scene(answer, tall=tall)
    assert overlapping(first.boxes) == []
    assert first == scene(answer, tall=tall)


def test_arrows_of_one_pair_run_apart():
    answer = arrows(("a", "INVESTS_IN", "b"), ("b", "BUYS_FROM", "a"), ("a", "BUYS_FROM", "b"))
    bends = {(bundle.source, bundle.target, bundle.relationship): bundle.bend for bundle in scene(answer).bundles}
    # Seen from the same end.
    assert len({bends[0, 1, "INVESTS_IN"], -bends[1, 0, "BUYS_FROM"], bends[0, 1, "BUYS_FROM"]}) == 3


def test_a_member_of_a_group_has_no_box_beside_it():
    answer = arrows(("fund", "INVESTS_IN", "b"), payer_group="bank", payee_group="b")
    columns = (Column("companies", "list<string>", "company"), *answer.columns)
    rows = ({"companies": ["bank", "fund", "b", "alone"], **answer.rows[0]},)
    picture = scene(replace(answer, columns=columns, rows=rows, parameters={"by": "group"}))
    assert [box.id for box in picture.boxes] == ["bank", "b", "alone"]


def test_a_crowd_is_drawn_as_well():
    answer = numbered(2_500)
    picture = scene(answer)
    assert len(picture.boxes) == 2_501
    assert len({box.at for box in picture.boxes}) == 2_501
    assert picture.deals == 2_500


def test_a_deal_of_a_company_with_itself_is_a_loop():
    [path] = [path for path in drawn(arrows(("a", "BUYS_FROM", "a"))).iter(f"{SVG}path") if path.get("data-arrow")]
    assert "C" in path.get("d")


class Scripts(HTMLParser):
    """Texts of the scripts and styles of a page, and its tags."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[dict[str, str | None], str]] = []
        self.tags: set[str] = set()
        self._open = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]
        self._open = tag in ("script", "style")
        if self._open:
            self.found.append((dict(attrs) | {"tag": tag}, ""))

    def handle_endtag(self, tag: str) -> None:
        self._open &= tag not in ("script", "style")

    def handle_data(self, data: str) -> None:
        if self._open:
            about, text = self.found[-1]
            self.found[-1] = (about, text + data)

    @property
    def facts(self) -> dict[str, list[dict[str, object]]]:
        [text] = [text for about, text in self.found if about.get("id") == "facts"]
        return json.loads(text)


def test_the_policy_lets_in_the_page_s_own_style_and_scripts_alone():
    text = page(RINGS)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    allowed = set(re.findall(r"sha256-[\w+/=]+", policy))
    executed = [text for about, text in Scripts(text).found if about.get("type") != "application/json"]
    assert len(executed) == 3
    assert executed[1] == LIBRARY
    seals = {f"sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}" for one in executed}
    assert allowed == seals
    assert "unsafe" not in policy
    assert "http" not in policy


def test_hostile_names_are_only_text():
    answer = numbered(len(HOSTILE) - 1)
    answer = replace(answer, names={f"c{number}": name for number, name in enumerate(HOSTILE)})
    text = page(answer)
    seen = Scripts(text)
    assert len(seen.found) == 4
    assert not {"img", "r", "t"} & seen.tags
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b\x9b\0]", text)
    shown = [safe_text(name, keep_lines=False) for name in HOSTILE]
    assert [box["name"] for box in seen.facts["boxes"]] == shown
    picture = drawn(answer)
    titles = [group.find(f"{SVG}title").text for group in picture.iter(f"{SVG}g") if group.get("data-box")]
    assert [title or "" for title in titles] == [name.replace("\ufffe", "\\ufffe") for name in shown]


def test_a_page_carries_deals_with_their_dates_and_documents():
    facts = Scripts(page(RINGS)).facts
    deals = {deal["id"]: deal for deal in facts["deals"]}
    assert deals["D-015"]["dates"] == ["2025-09-01", "2025-09-30"]
    assert deals["D-016"]["dates"] == []
    assert deals["D-007"]["sources"] == [0, 1]
    assert [source["url"] for source in facts["sources"]] == ["https://example.org/a?b=c&d=(e)", ""]
    assert [status["status"] for status in facts["statuses"]][:2] == ["conditional", "loi"]
    assert f'id="{deals["D-007"]["mark"]}"' in page(RINGS)


def test_without_the_library_the_page_is_a_drawing_and_says_why():
    text = page(RINGS, None, "there is no <connection>")
    assert "Drawn without pan, zoom and filters: there is no &lt;connection&gt;" in text
    seen = Scripts(text)
    assert "script" not in seen.tags
    assert {"svg", "table"} <= seen.tags


def test_an_answer_without_rows_says_so():
    empty = replace(RINGS, rows=(), facts={}, names={})
    text = page(empty)
    assert "No rows: nothing that is loaded fits the question." in text
    assert "script" not in Scripts(text).tags
    assert next(drawn(empty).iter(f"{SVG}text")).text.startswith("Round trips")


@pytest.mark.parametrize("name", ["rings.svg", "rings.HTML"])
def test_the_suffix_says_what_is_written(name, tmp_path: Path):
    save_picture(RINGS, tmp_path / name, LIBRARY)
    text = (tmp_path / name).read_text("utf-8")
    assert text.startswith("<svg" if name.endswith("svg") else "<!doctype html>")
    assert DATASETS[0].id in text
