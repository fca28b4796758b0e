"""A report in Chromium with scripts off: on a phone, on a laptop and on paper, in light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import circflow
from circflow.graph.connection import Connection
from circflow.reports.report import Report
from circflow.session import Graph

pytestmark = [pytest.mark.live, pytest.mark.browser]

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
PAPER = {"width": 718, "height": 1000}  # A4 within its margins


@pytest.fixture(scope="module")
def report(program: str, shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Report:
    del program  # nobody would look at it
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        graph = Graph(shared_database)
        graph.load("ai-deals")
        return circflow.report(graph, "openai")


@pytest.fixture
def page(report: Report, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    report.save(tmp_path / "report.html")
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto((tmp_path / "report.html").as_uri())
        yield tab
        assert asked == [(tmp_path / "report.html").as_uri()]


@pytest.mark.parametrize("size", [PHONE, LAPTOP, PAPER], ids=["phone", "laptop", "paper"])
def test_nothing_sticks_out(size: dict[str, int], report: Report, browser: Browser, tmp_path: Path) -> None:
    report.save(tmp_path / "report.html")
    with browser.new_context(viewport=size) as context:
        tab = context.new_page()
        tab.goto((tmp_path / "report.html").as_uri())
        if size is PAPER:
            tab.emulate_media(media="print")
        boxes = tab.locator("h1, h2, h3, p, li, td, pre, summary").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])"
        )
    assert len(boxes) > 500
    assert min(left for left, _ in boxes) >= 0
    assert max(right for _, right in boxes) <= size["width"]


def test_the_rows_are_there_without_scripts(report: Report, page: Page) -> None:
    shown = page.get_by_role("region", name="Chains that lead back").locator("tbody tr")
    expect(shown).to_have_count(min(25, report.asked.rings.row_count))
    expect(shown.first).to_contain_text("OpenAI")
    drawn = page.get_by_role("img")
    expect(drawn).to_be_visible()
    assert {"OpenAI", "Nvidia", "Microsoft"} <= set(drawn.locator("g.company text").all_text_contents())


def test_a_deal_leads_to_its_line_and_on_to_its_sources(page: Page) -> None:
    link = page.get_by_role("region", name="Chains that lead back").locator("td a").first
    deal = link.inner_text()
    link.click()
    line = page.locator("tr:target")
    expect(line.locator("td").first).to_have_text(deal)
    line.get_by_role("link", name="[").first.click()
    expect(page.locator("tr:target")).to_contain_text(deal)


def test_contents_lead_to_every_section(page: Page) -> None:
    entries = page.get_by_role("navigation", name="Contents").get_by_role("link").all_inner_texts()
    assert entries == page.locator("h2").all_inner_texts()


def test_a_record_opens_and_can_be_read(page: Page) -> None:
    record = page.locator("pre.record").first
    expect(record).to_be_hidden()
    page.locator("summary").first.click()
    expect(record).to_be_visible()
    expect(record).to_contain_text('"circflow": 1')


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(15, 20, 26)")])
def test_it_follows_light_and_dark(scheme: str, paper: str, report: Report, browser: Browser, tmp_path: Path) -> None:
    report.save(tmp_path / "report.html")
    with browser.new_context(color_scheme="dark" if scheme == "dark" else "light") as context:
        tab = context.new_page()
        tab.goto((tmp_path / "report.html").as_uri())
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == paper


def test_on_paper_addresses_stand_beside_titles(report: Report, browser: Browser, tmp_path: Path) -> None:
    report.save(tmp_path / "report.html")
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto((tmp_path / "report.html").as_uri())
        tab.emulate_media(media="print")
        expect(tab.get_by_role("navigation")).to_have_count(0)
        link = tab.locator("a[href^=http]").first
        shown = link.evaluate("link => getComputedStyle(link, '::after').content")
        assert link.get_attribute("href") in shown
