"""`circflow demo` and `circflow doctor` on a machine where nothing has been started, and afterwards."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import spawn
from rich.cells import cell_len

from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.server import managed

pytestmark = pytest.mark.live

_FOREIGN = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "JAVA_HOME")


@pytest.fixture(scope="module")
def managed_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a home that does not exist yet; what was started on it is stopped."""
    home = tmp_path_factory.mktemp("demo") / "home"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(home))
        yield home
        managed.stop(force=True)


def circflow(home: Path, *arguments: str, code: int = 0) -> tuple[str, str]:
    """Run a command on the managed server of a home, in the folder above it."""
    env = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    ended = subprocess.run(
        [sys.executable, "-m", "circflow", *arguments],
        env={**env, "CIRCFLOW_HOME": str(home), "COLUMNS": "80"},
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


def test_from_nothing_to_two_answers(managed_home):
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

    _tells_a_lost_password(managed_home)
    _tells_a_killed_server(managed_home)


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


def _tells_a_lost_password(home: Path) -> None:
    kept = (home / "password").rename(home / "kept")
    text, _ = circflow(home, "doctor", code=9)
    assert re.search(r"^good     Server       Neo4j \S+, process \d+, is running$", text, re.MULTILINE)
    assert re.search(r"^wrong    Data folder  ", text, re.MULTILINE)
    assert "circflow server reset-password" in text
    kept.rename(home / "password")


def _tells_a_killed_server(home: Path) -> None:
    state = json.loads((home / "server.json").read_text())
    os.kill(state["pid"], 9)
    report, _ = circflow(home, "doctor", "--format", "json", code=4)
    server = next(finding for finding in json.loads(report)["findings"] if finding["about"] == "Server")
    assert server["verdict"] == "warning"
    assert server["text"] == f"not running; process {state['pid']} ended without being asked to"
    assert server["next"] == "Start it with: circflow server start"
    assert json.loads((home / "server.json").read_text()) == state


def test_the_demo_on_another_server_starts_none(shared_database: Connection, tmp_path):
    page, told = _run(shared_database.address, tmp_path, "demo")

    assert "Starting" not in told
    assert "ai-deals: 183 deals added" in page
    assert "\n  circflow evidence D-001\n" in page
    assert not (tmp_path / "home" / "server.json").exists()

    page, _ = _run(shared_database.address, tmp_path, "--uri", shared_database.address.uri, "demo")
    assert f"\n  circflow --uri {shared_database.address.uri} evidence D-001\n" in page


def test_the_doctor_looks_at_another_server(shared_database: Connection, tmp_path):
    report, _ = _run(shared_database.address, tmp_path, "doctor", "--format", "json")

    found = verdicts(report)
    assert "wrong" not in found.values()
    assert found["Login"] == found["Version"] == "good"


@pytest.mark.parametrize(
    ("change", "code", "about"),
    [
        ({"NEO4J_PASSWORD": "not-the-password"}, 3, "Login"),
        ({"NEO4J_URI": "bolt://127.0.0.1:1"}, 4, "Address"),
        ({"NEO4J_URI": "bolt://db.example.org:7687"}, 4, "Address"),
        ({"NEO4J_URI": "http://127.0.0.1:7474"}, 2, "Address"),
        ({"CIRCFLOW_QUERIES": "missing-folder"}, 2, "Queries"),
        ({"NEO4J_DATABASE": "missing"}, 4, "Loaded"),
    ],
)
def test_the_exit_code_is_that_of_the_first_wrong_line(neo4j_server: Address, tmp_path, change, code, about):
    report, _ = _run(neo4j_server, tmp_path, "doctor", "--format", "json", code=code, extra=change)

    first = next(finding for finding in json.loads(report)["findings"] if finding["verdict"] == "wrong")
    assert (first["about"], first["exit_code"]) == (about, code)
    assert first["next"]
    assert json.loads(report)["exit_code"] == code


def _run(
    address: Address, folder: Path, *arguments: str, code: int = 0, extra: dict[str, str] | None = None
) -> tuple[str, str]:
    with spawn(address, folder / "home", *arguments, extra=extra) as child:
        stdout, stderr = child.communicate(timeout=100)
    assert child.returncode == code, stderr
    assert "Traceback" not in stderr
    return stdout, stderr
