"""Neo4j Browser in a Chromium: what a person sees and clicks there, by name."""

import base64
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_DROP = """([name, content]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
  const page = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  for (const type of ["dragenter", "dragover", "drop"])
    page.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
}"""
_PATIENCE_MS = 90_000
_TRIES = 100


def chromium_path() -> str | None:
    """Return the program: the one that CIRCFLOW_TEST_CHROMIUM names, else the first that is installed."""
    found = (shutil.which(name) for name in (os.environ.get("CIRCFLOW_TEST_CHROMIUM", ""), *_NAMES) if name)
    return next(filter(None, found), None)


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """Start a Chromium without a window, which calls nobody by itself."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class Neo4jBrowser:
    """One tab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(_PATIENCE_MS)
        expect.set_options(timeout=_PATIENCE_MS)

    def open(self, address: str) -> None:
        """Load an address afresh, as a click on a link in another program does."""
        self.page.goto("about:blank")
        self.page.goto(address)
        expect(self._by_name("activeEditor")).to_be_visible()

    def login(self, password: str) -> None:
        """Type the password into the form, whose other fields the link has filled."""
        # The form is drawn anew after the first look for a server, which would take what was typed before.
        self.page.wait_for_load_state("networkidle")
        field = self.page.locator("input[type=password]").first
        field.fill(password)
        field.press("Enter")
        self.wait_for_login()

    def wait_for_login(self) -> None:
        """Wait until the server has taken the login, typed or kept from before."""
        expect(self.page.get_by_text("You are connected as user").first).to_be_visible()

    @property
    def editor(self) -> Locator:
        """Return the lines of the editor that are on the screen."""
        return self._by_name("activeEditor").locator(".view-lines")

    def click_run(self) -> None:
        """Click on Run once."""
        self._by_name("editor-Run").click()

    def run(self) -> Locator:
        """Click on Run once, and return the frame of the result."""
        self.click_run()
        return self.result

    @property
    def result(self) -> Locator:
        """Return the frame of the newest result."""
        contents = self._by_name("frame-loaded-contents")
        expect(contents.first).to_be_visible()
        return self._by_name("frame").filter(has=contents).first

    @property
    def style(self) -> Locator:
        """Return the frame that shows the style which was applied."""
        return self.page.get_by_test_id("frame").filter(has_text=":style").locator("pre")

    def drop(self, file: Path) -> None:
        """Drop a file on the page, as from a file manager."""
        self.page.evaluate(_DROP, [file.name, base64.b64encode(file.read_bytes()).decode()])

    def open_favorites(self) -> None:
        """Open the list of saved scripts."""
        self._by_name("navigationFavorites").click()

    def fold(self, folder: str) -> None:
        """Open or close a folder of saved scripts."""
        self._by_name(f"expandFolder-{folder}").click()

    @property
    def favorites(self) -> Locator:
        """Return the saved scripts in the folders that are open."""
        return self._by_name("savedScriptListItem")

    def run_favorite(self, title: str) -> Locator:
        """Click on the triangle beside a saved script, and return the frame of its result."""
        frames = self._by_name("frame").count()
        self.favorites.filter(has_text=title).get_by_title("Run").click()
        expect(self._by_name("frame")).to_have_count(frames + 1)
        return self.result

    @property
    def guide(self) -> Locator:
        """Return the frame of the guide."""
        return self.page.get_by_test_id("frame").filter(has_text="circflow/guide.html").first

    def stored(self, key: str, *, once: Callable[[Any], bool] = bool) -> Any:
        """Return what Browser keeps in this origin's storage, where it writes some seconds later."""
        found: Any = None
        for _ in range(_TRIES):
            found = json.loads(self.page.evaluate("key => localStorage.getItem('neo4j.' + key)", key) or "null")
            if once(found):
                break
            self.page.wait_for_timeout(_PATIENCE_MS / _TRIES)
        return found

    def sent(self) -> str:
        """Return the statement that was run last, letter by letter."""
        history: list[str] = self.stored("history", once=lambda found: bool(found) and found[0].startswith("//"))
        return history[0]

    def turn_to(self, slide: int) -> None:
        """Turn the pages of the guide, counted from one, from the first to another."""
        for number in range(2, slide + 1):
            self.guide.get_by_test_id("nextSlide").click()
            expect(self.guide.get_by_text(f"{number} / ")).to_be_visible()

    def _by_name(self, name: str) -> Locator:
        return self.page.get_by_test_id(name)


def texts(drawn: Locator, kind: str) -> list[str]:
    """Return what a picture says on its nodes or relationships; a name may take several lines."""
    marks = drawn.locator(f"svg.neod3viz g.{kind}")
    expect(marks.first).to_be_visible()
    return [" ".join(mark.locator("text").all_text_contents()).strip() for mark in marks.all()]
