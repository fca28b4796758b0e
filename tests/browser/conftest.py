"""A real Chromium, and a managed server with the AI deals for it to look at.

Without a Chromium these tests are left out, because nothing else can tell what Neo4j Browser makes of a link. Debian's
will do, or any that CIRCFLOW_TEST_CHROMIUM names.
"""

import functools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j_browser import Neo4jBrowser, chromium, chromium_path
from playwright.sync_api import Browser, BrowserContext, Request

# The answers that the tests of formats look at are looked at here too.
sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "views"))

Circflow = Callable[..., str]


@pytest.fixture(scope="module")
def program() -> str:
    """Give the path of a Chromium, or leave the test out."""
    found = chromium_path()
    if found is None:
        pytest.skip("no Chromium is installed, and Neo4j Browser needs one: apt-get install chromium")
    return found


@pytest.fixture(scope="module")
def browser(program: str) -> Iterator[Browser]:
    with chromium(program) as running:
        yield running


@pytest.fixture(scope="module")
def circflow(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Circflow]:
    """Give a function that runs circflow on a managed server of its own, and returns what it prints."""
    del program  # no server where nobody would look at it
    folder = tmp_path_factory.mktemp("browser")
    dropped = {"NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "CIRCFLOW_QUERIES"}
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    environment["CIRCFLOW_HOME"] = str(folder / "home")

    @functools.cache  # nothing changes while the tests look
    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "circflow", *arguments]
        done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    try:
        run("server", "start", "--heap", "512")
        run("load", "ai-deals")
        yield run
    finally:
        run("server", "stop")


@pytest.fixture(scope="module")
def requests() -> list[Request]:
    """Give all that pages have asked for."""
    return []


@pytest.fixture
def newcomer(browser: Browser, requests: list[Request]) -> Iterator[Neo4jBrowser]:
    """Give a tab in which nobody has logged in."""
    with _context(browser, requests) as context:
        yield Neo4jBrowser(context.new_page())


@pytest.fixture(scope="module")
def _logged_in(browser: Browser, circflow: Circflow, requests: list[Request]) -> Iterator[BrowserContext]:
    with _context(browser, requests) as context:
        tab = Neo4jBrowser(context.new_page())
        tab.open(circflow("browser", "--print"))
        tab.login(circflow("server", "password"))
        tab.stored("connections", once=lambda found: '"password": "' in json.dumps(found))
        yield context


@pytest.fixture
def tab(_logged_in: BrowserContext) -> Iterator[Neo4jBrowser]:
    """Give a new tab of somebody who has logged in before."""
    page = _logged_in.new_page()
    yield Neo4jBrowser(page)
    page.close()


def _context(browser: Browser, requests: list[Request]) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.on("request", lambda request: requests.append(request))  # noqa: PLW0108 - Playwright marks what it calls
    return context
