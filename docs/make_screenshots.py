"""Makes the pictures of the pages: `python docs/make_screenshots.py`. Needs Chromium, as the browser tests do.

A managed server of its own is started in a temporary home, loaded with the AI deals, looked at, and stopped.
"""

import os
import pty
import re
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

HERE = Path(__file__).parent
IMAGES = HERE / "images"
sys.path.insert(0, str(HERE.parent / "tests" / "browser"))

from neo4j_browser import Neo4jBrowser, chromium, chromium_path  # noqa: E402 - shared with the browser tests

from circflow.browser import ZIPS  # noqa: E402 - as above

WIDTH = 100
CIRCFLOW = (sys.executable, "-m", "circflow")
ANSWER = ("run", "round-trips", "--max-hops", "3", "--status", "firm", "--min-quality", "B", "--limit", "5")
RING = ("browser", "round-trips", "--status", "firm", "--min-quality", "B", "--picture")
PICTURE = ("picture", "round-trips", "--through", "openai", "--datasets", "ai-deals", "-o")
PICTURES = {
    "picture.png": {"viewport": {"width": 1366, "height": 860}},
    "picture-dark.png": {"viewport": {"width": 1366, "height": 860}, "color_scheme": "dark"},
    "picture-phone.png": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
    "picture-paper.png": {"viewport": {"width": 794, "height": 1123}},
}
CHOSEN = 2
"""The arrow that is chosen in the dark picture."""

ROUND_TRIPS_PAGE = 6
FAVORITE = "Funded customers"
REST_MS = 4_000
"""How long a drawing moves."""


def main() -> None:
    """Make all pictures."""
    program = chromium_path()
    if program is None:
        sys.exit("no Chromium is installed")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"CIRCFLOW_HOME": home, "COLUMNS": str(WIDTH), "TERM": "xterm-256color"}
        for name in ("NEO4J_URI", "NEO4J_DATABASE", "CIRCFLOW_QUERIES", "NO_COLOR"):
            os.environ.pop(name, None)
        try:
            printed("server", "start")
            printed("load", "ai-deals")
            draw_terminal(ANSWER, IMAGES / "terminal.svg")
            photograph(program)
            photograph_pictures(program, Path(home) / "openai.html")
            photograph_printable(program, ("report", "openai"), "report", height=1100)
            photograph_printable(program, ("charts",), "charts", height=1750)
        finally:
            printed("server", "stop")


def printed(*arguments: str) -> str:
    """Run circflow and return what it prints."""
    return subprocess.run([*CIRCFLOW, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def draw_terminal(arguments: tuple[str, ...], target: Path) -> None:
    """Draw a command and its answer as a terminal shows them, colours included."""
    console = Console(record=True, width=WIDTH, file=StringIO())
    console.print(Text.assemble(("$ ", "dim"), (f"circflow {' '.join(arguments)}", "bold")), "\n")
    console.print(Text.from_ansi(on_terminal(*arguments)))
    drawing = console.export_svg(title="circflow", theme=SVG_EXPORT_THEME, unique_id="circflow")
    # Rich names a font on a server; whoever opens the picture shall not ask for it.
    target.write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawing, flags=re.DOTALL), encoding="utf-8")


def on_terminal(*arguments: str) -> str:
    """Run circflow on a terminal and return what appears there."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([*CIRCFLOW, *arguments], stdout=theirs) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65_536):
                shown += piece
        except OSError:
            pass  # how Linux says that a terminal has been left
        os.close(ours)
    if process.returncode:
        sys.exit(process.returncode)
    return shown.decode().replace("\r\n", "\n").rstrip()


def photograph(program: str) -> None:
    """Photograph Neo4j Browser: the picture of an answer, and the guide."""
    with chromium(program) as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 760})
        tab = Neo4jBrowser(page)
        tab.open(printed(*RING, "--print"))
        tab.login(printed("server", "password"))
        tab.guide.scroll_into_view_if_needed()
        tab.turn_to(ROUND_TRIPS_PAGE)
        tab.guide.screenshot(path=IMAGES / "guide.png")
        frame = tab.run()
        frame.locator("svg.neod3viz g.relationship").first.wait_for()
        frame.get_by_title("Fullscreen", exact=True).click()
        frame.get_by_label("zoom-to-fit").click()
        page.wait_for_timeout(REST_MS)
        page.screenshot(path=IMAGES / "browser.png")
        page.close()
        page = browser.new_page(viewport={"width": 1280, "height": 760})
        photograph_favorites(Neo4jBrowser(page))


def photograph_favorites(tab: Neo4jBrowser) -> None:
    """Photograph all questions as favorites of a Browser that knows nothing of circflow, and the picture of one."""
    tab.open(printed("browser", "--print").replace("circflow/open.html", ""))
    tab.login(printed("server", "password"))
    with tempfile.TemporaryDirectory() as folder:
        printed("browser", "--pack", folder)
        for name in ("style.grass", *ZIPS):
            tab.drop(Path(folder) / name)
            tab.page.wait_for_timeout(REST_MS)
    tab.open_favorites()
    tab.fold("circflow pictures")
    tab.run_favorite(FAVORITE).locator("svg.neod3viz g.relationship").first.wait_for()
    tab.page.wait_for_timeout(REST_MS)
    tab.page.screenshot(path=IMAGES / "favorites.png")


def photograph_pictures(program: str, page: Path) -> None:
    """Photograph the picture page: on a laptop, in the dark with an arrow chosen, on a phone, on paper."""
    printed(*PICTURE, str(page))
    with chromium(program) as browser:
        for name, screen in PICTURES.items():
            context = browser.new_context(**screen, offline=True)
            tab = context.new_page()
            tab.goto(page.as_uri())
            canvas = tab.locator("#canvas[data-ready]")
            canvas.wait_for()
            for _ in range(CHOSEN if "dark" in name else 0):
                canvas.press("n")
            canvas.blur()
            if "paper" in name:
                tab.emulate_media(media="print")
            tab.evaluate("scrollTo(0, 0)")
            tab.wait_for_timeout(REST_MS / 8)
            tab.screenshot(path=IMAGES / name)
            context.close()


def photograph_printable(program: str, command: tuple[str, ...], name: str, *, height: int) -> None:
    """Photograph the beginning of a page to hand on: on a laptop, on a phone, on paper."""
    with tempfile.TemporaryDirectory() as folder, chromium(program) as browser:
        printed(*command, "--datasets", "ai-deals", "-o", f"{folder}/{name}.html")
        for where, width, tall in (("", 1280, height), ("-phone", 390, 1000), ("-paper", 794, 1123)):
            page = browser.new_page(viewport={"width": width, "height": tall})
            page.goto(f"file://{folder}/{name}.html")
            page.emulate_media(media="print" if where == "-paper" else "screen")
            page.screenshot(path=IMAGES / f"{name}{where}.png")


if __name__ == "__main__":
    main()
