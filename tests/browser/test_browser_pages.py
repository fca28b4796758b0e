"""`circflow browser` as people see it: links, pictures, style and guide in a real Neo4j Browser."""

import json
import re
from urllib.parse import urlsplit

import pytest
from neo4j_browser import texts
from playwright.sync_api import expect

from circflow.browser import ZIPS, Place, link, picture_of, rows_of
from circflow.browser.look import rules, style
from circflow.queries import read_catalogue

pytestmark = pytest.mark.browser

_CATALOGUE = read_catalogue()
_RINGS = _CATALOGUE["round-trips"]


def _answer(circflow, *arguments):
    return json.loads(circflow("run", *arguments, "--format", "json"))


def test_a_newcomer_is_led_to_the_login_and_the_guide(newcomer, circflow):
    newcomer.open(circflow("browser", "--print"))
    expect(newcomer.page.get_by_text("Where money comes back")).to_be_visible()
    newcomer.login(circflow("server", "password"))
    expect(newcomer.page.get_by_text("neo4j", exact=True).first).to_be_visible()
    assert newcomer.stored("connections")["connectionsById"]["$$discovery"]["username"] == "neo4j"


def test_a_link_fills_the_editor_and_one_click_gives_the_rows(tab, circflow):
    tab.open(circflow("browser", "round-trips", "--max-hops", "3", "--print"))
    tab.wait_for_login()
    expect(tab.editor).to_contain_text(f"// {_RINGS.title}")
    frame = tab.run()
    assert tab.sent() == rows_of(_RINGS, _RINGS.sent(_RINGS.bind({"max_hops": 3})))
    rows = _answer(circflow, "round-trips", "--max-hops", "3")["row_count"]
    expect(frame.get_by_test_id("frameStatusbar")).to_contain_text(f"{rows} records")


def test_a_link_can_be_opened_before_the_login(newcomer, circflow):
    newcomer.open(circflow("browser", "reciprocal-purchases", "--print"))
    newcomer.login(circflow("server", "password"))
    rows = _answer(circflow, "reciprocal-purchases")["row_count"]
    expect(newcomer.run().get_by_test_id("frameStatusbar")).to_contain_text(f"{rows} records")


def test_the_picture_draws_companies_by_name_and_deals_with_their_amounts(tab, circflow):
    answer = _answer(circflow, "round-trips", "--max-hops", "2")
    deals = {deal for row in answer["rows"] for deal in row["deals"]}
    tab.open(circflow("browser", "round-trips", "--max-hops", "2", "--picture", "--print"))
    tab.wait_for_login()
    drawn = tab.run()
    arrows = texts(drawn, "relationship")
    # A short arrow shows the beginning of its amount.
    assert len(arrows) == len(deals)
    assert {"$30B", "undisclosed"} <= set(arrows)
    companies = {company for row in answer["rows"] for company in row["companies"]}
    names = texts(drawn, "node")
    assert len(names) == len(companies)
    assert {"OpenAI", "Nvidia"} <= set(names)
    expect(drawn).to_contain_text(f"Displaying {len(names)} nodes, {len(deals)} relationships.")


def test_the_link_brings_the_style_with_it(tab, circflow):
    tab.open(circflow("browser", "pair-roles", "--first", "엔비디아", "--second", "openai", "--picture", "--print"))
    tab.wait_for_login()
    drawn = tab.run()
    look = rules(style())
    fills = drawn.locator("svg.neod3viz g.relationship path.b-outline").evaluate_all(
        "paths => [...new Set(paths.map(path => path.getAttribute('fill')))]"
    )
    assert set(fills) == {look["relationship.INVESTS_IN"]["color"], look["relationship.BUYS_FROM"]["color"]}
    circle = drawn.locator("svg.neod3viz g.node circle.b-outline").first
    expect(circle).to_have_attribute("fill", look["node.Company"]["color"])


def test_what_somebody_changes_later_stays(newcomer, circflow):
    address = circflow("browser", "--print")
    newcomer.open(address)
    place = Place(address.partition("?")[0], "bolt://127.0.0.1:7687", "neo4j")
    newcomer.open(link(place, "edit", ":style node.Company {color: rgb(18,52,86)}"))
    newcomer.click_run()
    expect(newcomer.style).to_contain_text("rgb(18,52,86)")
    own = {"node.Company": {"color": "rgb(18,52,86)"}}
    assert newcomer.stored("grass", once=lambda found: found == own) == own
    newcomer.open(address)
    assert newcomer.stored("grass") == own


def test_one_click_in_the_guide_applies_the_style(newcomer, circflow):
    newcomer.open(circflow("browser", "--print").replace("circflow/open.html", ""))
    newcomer.page.get_by_text("Colours and amounts on the arrows").click()
    expect(newcomer.style).to_contain_text("node.Company")
    assert newcomer.stored("grass", once=lambda found: found == rules(style())) == rules(style())


def test_the_guide_leads_to_a_picture(tab, circflow):
    tab.open(circflow("browser", "round-trips", "--print"))
    tab.wait_for_login()
    slides = len(_CATALOGUE.of_kind("investigations")) + 3
    expect(tab.guide.get_by_text(f"1 / {slides}")).to_be_visible()
    tab.turn_to(3)
    title = tab.guide.locator("h3").inner_text()
    query = next(query for query in _CATALOGUE.values() if query.title == title)
    fill_in = tab.guide.get_by_text("Picture", exact=True)
    fill_in.click(position={"x": 40, "y": 8})  # the word
    expect(tab.editor).to_contain_text(f"// {title}")
    fill_in.locator("i").click()  # the circle in front of it
    drawn = tab.result
    assert tab.sent() == picture_of(query, query.sent(query.bind({})))
    answer = _answer(circflow, query.id)
    assert len(texts(drawn, "relationship")) == len({deal for row in answer["rows"] for deal in row["deals"]})


def test_all_investigations_can_be_clicked_through_in_any_browser(newcomer, circflow, tmp_path):
    circflow("browser", "--pack", str(tmp_path))
    newcomer.open(circflow("browser", "--print").replace("circflow/open.html", ""))
    newcomer.login(circflow("server", "password"))
    newcomer.drop(tmp_path / "style.grass")
    expect(newcomer.style).to_contain_text("node.Company")
    newcomer.drop(tmp_path / ZIPS[0])
    newcomer.open_favorites()
    newcomer.fold("circflow pictures")
    expect(newcomer.favorites).to_have_count(1)
    newcomer.drop(tmp_path / ZIPS[1])
    titles = [query.title for query in _CATALOGUE.of_kind("investigations")]
    expect(newcomer.favorites).to_have_count(len(titles))
    assert sorted(titles) == sorted(text.strip() for text in newcomer.favorites.all_inner_texts())

    answer = _answer(circflow, _RINGS.id)
    drawn = newcomer.run_favorite(_RINGS.title)
    # The others that it draws are those of "Connect result nodes", which a link of circflow switches off.
    deals = {deal for row in answer["rows"] for deal in row["deals"]}
    expect(drawn).to_contain_text(f"{len(deals)} relationships.")
    fills = drawn.locator("svg.neod3viz g.node circle.b-outline").first
    expect(fills).to_have_attribute("fill", rules(style())["node.Company"]["color"])

    newcomer.fold("circflow pictures")
    newcomer.fold("circflow rows")
    # What counts rows has nothing to draw.
    expect(newcomer.favorites).to_have_count(len(titles) + len(_CATALOGUE.of_kind("counts")))
    # One with an example in it, and one that has a semicolon in a text, where Browser might cut it.
    for query_id in ("company-deals", "funded-customers"):
        frame = newcomer.run_favorite(_CATALOGUE[query_id].title)
        expect(frame.get_by_test_id("frameStatusbar")).to_contain_text("records")
        expect(frame.get_by_test_id("frameStatusbar")).not_to_contain_text("no records")


def test_nothing_was_fetched_from_elsewhere(requests):
    outside = [request for request in requests if urlsplit(request.url).hostname not in ("127.0.0.1", "localhost", "")]
    assert requests
    for request in outside:
        if re.match(r"https?:|wss?:", request.url):
            assert request.failure == "csp", request.url
