"""The picture page in a real Chromium without network: what a person sees, clicks, types and saves."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page, expect
from view_answers import HOSTILE, RINGS, SHARED, fact, numbered

from circflow.model import Column, Result
from circflow.server import webjars
from circflow.views.picture import save_picture

pytestmark = pytest.mark.browser

Shown = Callable[..., Page]


@pytest.fixture(scope="module")
def library() -> str:
    return webjars.cytoscape()


@pytest.fixture
def show(browser: Browser, library: str, tmp_path: Path) -> Iterator[Shown]:
    """Give a function that opens the picture of an answer; nothing may be asked for, and nothing may go wrong."""
    asked: list[str] = []
    complaints: list[str] = []
    contexts = []

    def shown(answer: Result, *, width: int = 1366, scripts: bool = True, dark: bool = False) -> Page:
        path = tmp_path / "picture.html"
        save_picture(answer, path, library)
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            offline=True,
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(path.as_uri())
        if scripts:
            page.locator("#canvas[data-ready]").wait_for(state="attached")
        return page

    yield shown
    for context in contexts:
        context.close()
    assert complaints == []
    assert {url.split(":")[0] for url in asked} <= {"file", "blob"}


def count(page: Page) -> str:
    return page.locator("#shown").inner_text()


def choose_by_keyboard(page: Page, steps: int) -> str:
    """Step through the arrows, and return what is said of the one that was reached."""
    page.locator("#canvas").focus()
    for _ in range(steps):
        page.keyboard.press("n")
    expect(page.locator("#details h3")).to_be_visible()
    return page.locator("#details").inner_text()


def test_an_arrow_tells_its_deals_and_their_sources(show):
    page = show(RINGS)
    assert count(page) == "9 of 9 deals, 4 of 4 companies"
    said = choose_by_keyboard(page, 2)
    assert said.startswith("OpenAI buys from Amazon")
    assert re.search(r"\$38B · signed\s+announced 2025-11-03", said)
    assert "$100B · announced · contingent" in said
    assert "Two companies agree (Publisher, 2025-11-03, quality A)" in said
    links = page.locator("#details a").evaluate_all("found => found.map(a => a.getAttribute('href'))")
    assert "https://example.org/a?b=c&d=(e)" in links
    assert not [link for link in links if link.startswith("javascript")]
    page.get_by_role("link", name="D-007").first.click()
    expect(page.locator("tr:target")).to_contain_text("D-007")
    page.locator("#canvas").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_contain_text("Choose an arrow or a company")


def test_a_click_chooses_what_lies_under_it(show):
    page = show(RINGS)
    canvas = page.locator("#canvas").bounding_box()
    assert canvas is not None
    # The busiest company stands where the arrows meet; its place is known from the drawing below.
    x, y = page.evaluate(
        "() => { const box = known.boxes.findIndex(({ name }) => name === 'OpenAI');"
        " return [...document.querySelectorAll('#canvas')].map((holder) => holder._cyreg.cy.$id(`b${box}`)"
        ".renderedPosition()).map(({ x, y }) => [x, y])[0]; }"
    )
    page.mouse.click(canvas["x"] + x, canvas["y"] + y)
    expect(page.locator("#details h3")).to_have_text("OpenAI")
    page.locator("#details button").first.click()
    expect(page.locator("#details h3")).to_contain_text("OpenAI")
    assert page.locator("#details .deal").count() >= 1


def test_types_statuses_and_dates_hide_deals(show):
    page = show(RINGS)
    page.get_by_label("invests in").uncheck()
    assert count(page).startswith("4 of 9 deals")
    page.get_by_label("invests in").check()
    page.get_by_label("letter of intent").uncheck()
    assert count(page).startswith("8 of 9 deals")
    page.get_by_label("letter of intent").check()
    page.get_by_label("undated").uncheck()
    assert count(page).startswith("8 of 9 deals")
    # Deals of November 2025 and later, then of February 2026 alone.
    page.get_by_label("announced from").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#from-text")).to_have_text("2025-11")
    assert count(page) == "6 of 9 deals, 3 of 4 companies"
    page.keyboard.press("End")
    assert count(page) == "5 of 9 deals, 3 of 4 companies"
    # A handle pushes the other one.
    page.get_by_label("announced until").focus()
    page.keyboard.press("Home")
    expect(page.locator("#from-text")).to_have_text("2025-09")


def test_what_is_hidden_is_in_no_list_and_the_label_follows(show):
    page = show(RINGS)
    page.locator("#listed summary").click()
    arrows = page.locator("#listed button")
    expect(arrows).to_have_count(5)
    expect(page.locator("#listed")).to_contain_text("OpenAI buys from Amazon")
    page.get_by_label("signed").uncheck()
    expect(arrows).to_have_count(4)
    expect(page.locator("#listed")).to_contain_text("OpenAI buys from Amazon $100B")
    choose_by_keyboard(page, 2)
    expect(page.locator("#details")).to_contain_text("1 more hidden by the filters.")


def test_search_finds_companies_and_deals(show):
    page = show(RINGS)
    page.get_by_label("Search").fill("orac")
    expect(page.locator("#found button")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#details h3")).to_have_text("Oracle")
    page.get_by_label("Search").fill("d-016")
    page.locator("#found button").click()
    expect(page.locator("#details h3")).to_have_text("Oracle buys from Nvidia")
    page.get_by_label("Search").fill("nobody")
    expect(page.locator("#found")).to_contain_text("Nothing that is shown has this name.")


def test_the_picture_zooms_and_moves(show):
    page = show(RINGS)
    view = "() => { const { cy } = document.querySelector('#canvas')._cyreg; return [cy.zoom(), cy.pan().x]; }"
    zoom, x = page.evaluate(view)
    page.get_by_role("button", name="Zoom in").click()
    assert page.evaluate(view)[0] > zoom
    page.get_by_role("button", name="Show all").click()
    assert page.evaluate(view) == pytest.approx([zoom, x])
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(view)[1] == pytest.approx(x + 60)
    page.mouse.move(500, 500)
    page.mouse.wheel(0, -300)
    page.wait_for_function(f"zoom => ({view})()[0] > zoom", arg=zoom)


def saved(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_what_is_seen_can_be_saved(show, tmp_path):
    page = show(RINGS)
    page.get_by_label("buys from").uncheck()
    drawing = saved(page, "Save as SVG", tmp_path)
    assert drawing.name == "round-trips.svg"
    picture = ET.fromstring(drawing.read_text("utf-8"))  # noqa: S314 - our own file
    space = "{http://www.w3.org/2000/svg}"
    arrows = [path.find(f"{space}title").text for path in picture.iter(f"{space}path") if path.get("data-arrow")]
    assert arrows
    assert all(" invests in " in arrow for arrow in arrows)
    texts = ["".join(text.itertext()) for text in picture.iter(f"{space}text")]
    assert any(text.startswith("Round trips") for text in texts)
    assert any("not proof that the same money moved" in text for text in texts)
    image = saved(page, "Save as PNG", tmp_path)
    assert image.read_bytes().startswith(b"\x89PNG")


def test_paper_shows_the_drawing_and_the_rows(show):
    page = show(RINGS)
    page.emulate_media(media="print")
    expect(page.locator("#drawing")).to_be_visible()
    expect(page.locator("#canvas")).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")
    expect(page.locator("table.rows tbody tr")).to_have_count(2)


@pytest.mark.parametrize("width", [390, 1366])
def test_nothing_is_wider_than_the_screen(show, width):
    page = show(RINGS, width=width, dark=width == 390)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("#canvas")).to_be_in_viewport()


def test_with_scripts_off_drawing_and_rows_are_there(show):
    page = show(RINGS, scripts=False)
    expect(page.locator("#drawing")).to_be_visible()
    expect(page.locator(".live")).to_be_hidden()
    expect(page.locator("table.rows tbody tr")).to_have_count(2)
    expect(page.locator("table.rows")).to_contain_text("Amazon → invests in → OpenAI → buys from → Amazon")
    page.locator("#drawing a").first.focus()
    assert page.locator("#drawing a").first.get_attribute("href") == "#deal-3"


def test_a_screen_reader_finds_a_name_for_everything(show):
    page = show(RINGS)
    for control in page.locator("button, input, [role=application], [role=region]").all():
        named = (
            "e => e.ariaLabel || e.textContent.trim() || [...(e.labels || [])].map(l => l.textContent).join('').trim()"
        )
        assert control.evaluate(named), control.evaluate("e => e.outerHTML")
    expect(page.get_by_role("status")).to_have_text("9 of 9 deals, 4 of 4 companies")


def test_hostile_names_are_only_text(show):
    names = {f"c{number}": name for number, name in enumerate(HOSTILE)}
    page = show(replace(numbered(len(HOSTILE) - 1), names=names))
    said = choose_by_keyboard(page, 1)
    assert "<script>alert(1)</script> buys from =HYPERLINK" in said
    page.get_by_label("Search").fill("x" * 500)
    expect(page.locator("#found button").first).to_contain_text("x" * 500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    assert page.locator("img, iframe, main script").count() == 0


def test_two_hundred_companies_and_a_thousand_deals_work(show):
    kinds = ("INVESTS_IN", "BUYS_FROM", "JOINT_VENTURE")
    arrows = [(f"c{n % 200}", kinds[n % 3], f"c{(n * 7 + n // 200 + 1) % 200}") for n in range(1_000)]
    facts = {f"D{n}": fact(f"D{n}", arrow, f"${n}B", announced=f"20{n % 20 + 5:02}") for n, arrow in enumerate(arrows)}
    columns = (Column("deals", "list<string>", "deal"),)
    rows = tuple({"deals": [deal]} for deal in facts)
    names = {f"c{n}": f"Company {n}" for n in range(200)}
    page = show(replace(SHARED, columns=columns, rows=rows, facts=facts, names=names, parameters={"by": "company"}))
    assert count(page) == "1000 of 1000 deals, 200 of 200 companies"
    page.get_by_label("invests in").uncheck()
    assert count(page) == "666 of 1000 deals, 200 of 200 companies"
    page.get_by_role("button", name="Zoom in").click()
    said = choose_by_keyboard(page, 1)
    assert "Company" in said
