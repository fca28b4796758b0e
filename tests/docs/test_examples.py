"""The commands and snippets of the pages are run, in their order, as a reader would."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PATIENCE_S = 600
PAGES = ("README.md", "docs/getting-started.md")
PAGES_ON_A_SERVER = (
    "docs/evidence.md",
    "docs/large-graphs.md",
    "docs/sheets.md",
    "docs/matching.md",
    "docs/how-to/fincen.md",
    "docs/how-to/beyond-one-machine.md",
    "docs/records.md",
    "docs/audit.md",
    "docs/report.md",
    "docs/packs.md",
    "docs/picture.md",
    "docs/rings.md",
    "docs/money-questions.md",
)
"""Pages whose reader has a server already; the tests' own will do, which saves a start."""


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)


def done(command, environment, folder):
    """Run a command as a reader does, and return what it printed."""
    with subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        try:
            printed, told = running.communicate(timeout=_PATIENCE_S)
        except subprocess.TimeoutExpired:
            # Whatever it began goes with it, so that no server starts behind our back.
            os.killpg(running.pid, signal.SIGKILL)
            raise
    assert running.returncode == 0, printed[-2000:] + told[-2000:]
    assert "Traceback" not in told
    return printed


@pytest.fixture
def reader(home, tmp_path):
    """An environment of somebody who has just installed circflow."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    scripts = Path(sys.executable).parent
    environment = {**ours, "CIRCFLOW_HOME": str(home), "PATH": f"{scripts}{os.pathsep}{ours['PATH']}"}
    yield environment, tmp_path
    subprocess.run(["circflow", "server", "stop"], env=environment, check=False, capture_output=True)


@pytest.mark.live
def test_commands_of_the_first_pages_work(reader):
    environment, folder = reader
    for page in PAGES:
        # What installs circflow is what runs before any test; everything after it is run here.
        lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
        script = "\n".join(["set -eu", *(line for line in lines if not line.startswith("pip install"))])
        done(["bash", "-c", script], environment, folder)


@pytest.fixture
def on_a_server(neo4j_server, empty_database, tmp_path):
    """An environment of somebody whose server runs, and holds nothing."""
    del empty_database
    return {
        **os.environ,
        "NEO4J_URI": neo4j_server.uri,
        "NEO4J_USERNAME": neo4j_server.user,
        "NEO4J_PASSWORD": neo4j_server.password.reveal(),
        "CIRCFLOW_HOME": str(tmp_path / "home"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }


@pytest.mark.live
@pytest.mark.parametrize("page", PAGES_ON_A_SERVER)
def test_commands_and_snippets_of_the_page_work(page, on_a_server, tmp_path):
    script = "\n".join(["set -eu", *blocks(page, "sh")])
    done(["bash", "-c", script], on_a_server, tmp_path)
    done([sys.executable, "-c", "\n".join(blocks(page, "python"))], on_a_server, tmp_path)


@pytest.mark.live
def test_python_snippets_work(on_a_server, tmp_path):
    said = done([sys.executable, "-c", "\n".join(blocks("docs/python.md", "python"))], on_a_server, tmp_path)

    assert "can carry" in said
    assert (tmp_path / "rings.csv").read_text("utf-8").startswith("ring,")
