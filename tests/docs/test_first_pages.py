"""From nothing to answers: `circflow demo` where nothing was ever started, and the first pages on what it leaves."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from following import blocks, shell, with_programs
from rich.cells import cell_len

from circflow.server import managed

pytestmark = pytest.mark.live

PAGES = ("README.md", "docs/getting-started.md")
_FOREIGN = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "JAVA_HOME")


@pytest.fixture(scope="module")
def managed_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a home that does not exist yet; what was started on it is stopped."""
    home = tmp_path_factory.mktemp("first") / "home"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(home))
        yield home
        managed.stop(force=True)


def environment(home: Path) -> dict[str, str]:
    """Return the environment of somebody who has just installed circflow."""
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return with_programs({**kept, "CIRCFLOW_HOME": str(home), "COLUMNS": "80"})


def circflow(home: Path, *arguments: str, code: int = 0) -> tuple[str, str]:
    """Run a command on the managed server of a home, in the folder above it."""
    ended = subprocess.run(
        [sys.executable, "-m", "circflow", *arguments],
        env=environment(home),
        cwd=home.parent,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stdout, ended.stderr


def verdicts(report: str) -> dict[str, str]:
    return {finding["about"]: finding["verdict"] for finding in json.loads(report)["findings"]}


def test_from_nothing_to_two_answers(managed_home: Path) -> None:
    # Before: everything is there but the server, and nobody makes so much as a folder.
    report, _ = circflow(managed_home, "doctor", "--format", "json", code=4)
    assert verdicts(report) == {
        "Python": "good",
        "Packages": "good",
        "Java": "good",
        "Neo4j files": verdicts(report)["Neo4j files"],  # a warning where none were fetched yet
        "Disk": "good",
        "Memory": "good",
        "Ports": verdicts(report)["Ports"],  # a warning where other servers run
        "Server": "warning",
        "Data folder": "good",
        "Queries": "good",
        "Address": "wrong",
    }
    assert not managed_home.exists()

    page, told = circflow(managed_home, "demo")
    assert "Starting Neo4j" in told
    assert "circflow server stop" in told
    assert "ai-deals: 183 deals added" in page
    _shows_both_answers(page)

    again, told = circflow(managed_home, "demo")
    assert "Starting Neo4j" not in told
    assert "the same 183 deals are loaded already" in again
    assert again.partition("\n")[2] == page.partition("\n")[2]

    report, _ = circflow(managed_home, "doctor", "--format", "json")
    assert set(verdicts(report).values()) == {"good"}

    # The deal that the page recommends is one that it shows.
    deal = re.search(r"circflow evidence (\S+)", page)
    assert deal
    assert page.count(deal[1]) > 1


@pytest.mark.parametrize("page", PAGES)
def test_commands_of_the_first_pages_work(page: str, managed_home: Path, tmp_path: Path) -> None:
    # What installs circflow is what runs before any test; everything after it is run here.
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    shell([line for line in lines if not line.startswith("pip install")], environment(managed_home), tmp_path)


def test_the_doctor_tells_a_lost_password_and_a_killed_server(managed_home: Path) -> None:
    circflow(managed_home, "server", "start")

    kept = (managed_home / "password").rename(managed_home / "kept")
    text, _ = circflow(managed_home, "doctor", code=9)
    assert re.search(r"^good     Server       Neo4j \S+, process \d+, is running$", text, re.MULTILINE)
    assert re.search(r"^wrong    Data folder  ", text, re.MULTILINE)
    assert "circflow server reset-password" in text
    kept.rename(managed_home / "password")

    state = json.loads((managed_home / "server.json").read_text())
    os.kill(state["pid"], 9)
    report, _ = circflow(managed_home, "doctor", "--format", "json", code=4)
    server = next(finding for finding in json.loads(report)["findings"] if finding["about"] == "Server")
    assert server["verdict"] == "warning"
    assert server["text"] == f"not running; process {state['pid']} ended without being asked to"
    assert server["next"] == "Start it with: circflow server start"
    assert json.loads((managed_home / "server.json").read_text()) == state


def _shows_both_answers(page: str) -> None:
    assert "Nvidia → invests in → OpenAI → buys from → Oracle → buys from → Nvidia" in page
    assert "can carry $30.1B–$40B" in page
    assert re.search(r"^6 of \d+ rows: those first in which every hop has a price", page, re.MULTILINE)
    assert "customer OpenAI · supplier CoreWeave · owner Nvidia" in page
    assert re.search(r"^4 of \d+ rows: ", page, re.MULTILINE)
    assert page.count("How to read it:") == 2
    after = page[page.index("\nNext:\n") :]
    assert re.findall(r"^  circflow (\w+)", after, re.MULTILINE) == ["browser", "evidence", "run"]
    assert max(map(cell_len, page.splitlines())) <= 80
    assert "\x1b" not in page
