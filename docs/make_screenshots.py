"""Makes the pictures of the pages: `python docs/make_screenshots.py`. Needs Chromium, as the browser tests do.

A managed server of its own is started in a temporary home, loaded with the AI deals, looked at, and stopped.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
IMAGES = HERE / "images"
sys.path.insert(0, str(HERE.parent / "tests" / "browser"))

from neo4j_browser import Neo4jBrowser, chromium, chromium_path  # noqa: E402 - shared with the browser tests

WIDTH = 100
ROUND_TRIPS = ("run", "round-trips", "--max-hops", "3", "--status", "firm", "--limit", "4", "--format", "table")
RING = ("browser", "round-trips", "--max-hops", "3", "--min-quality", "B", "--picture", "--print")


def main() -> None:
    """Make all pictures."""
    program = chromium_path()
    if program is None:
        sys.exit("no Chromium is installed")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
        environment |= {"CIRCFLOW_HOME": home, "COLUMNS": str(WIDTH)}

        def circflow(*arguments: str) -> str:
            command = [sys.executable, "-m", "circflow", *arguments]
            return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

        try:
            circflow("server", "start")
            circflow("load", "ai-deals")
            draw_terminal(circflow(*ROUND_TRIPS))
            password = circflow("server", "password").strip()
            photograph(program, password, circflow(*RING).strip())
        finally:
            circflow("server", "stop")


def draw_terminal(answer: str) -> None:
    """Draw an answer as a terminal shows it."""
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    console.print(Text(f"$ circflow {' '.join(ROUND_TRIPS[:-2])}\n", style="bold"))
    console.print(Text(answer.rstrip()))
    console.save_svg(str(IMAGES / "terminal.svg"), title="circflow", unique_id="circflow")


def photograph(program: str, password: str, picture: str) -> None:
    """Photograph Neo4j Browser with the picture of an answer."""
    with chromium(program) as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        tab = Neo4jBrowser(page)
        tab.open(picture)
        tab.login(password)
        frame = tab.run()
        frame.locator("svg.neod3viz g.node").first.wait_for()
        page.wait_for_timeout(4_000)  # until the drawing has come to rest
        frame.screenshot(path=IMAGES / "browser.png")


if __name__ == "__main__":
    main()
