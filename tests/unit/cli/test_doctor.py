"""`circflow doctor` where something is missing, without a server."""

import json
import os
import re
import subprocess
import sys

import pytest
from rich.cells import cell_len

from circflow.errors import OutputError
from circflow.model.finding import Finding
from circflow.views import findings
from circflow.views.page import Page

_WITHOUT_EXTRA = (
    "import sys; sys.modules['psutil'] = sys.modules['jgo'] = None; from circflow.cli.main import main; main()"
)
_WITH_ALL = "from circflow.cli.main import main; main()"


@pytest.fixture
def doctor(home):
    """Give a function that runs the command, and returns its findings by what they are about."""

    def run(code, program=_WITH_ALL, **changes):
        ended = subprocess.run(
            [sys.executable, "-c", program, "doctor", "--format", "json"],
            env={**os.environ, "CIRCFLOW_HOME": str(home), **changes},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert ended.returncode == code, ended.stderr
        assert not ended.stderr
        report = json.loads(ended.stdout)
        assert report["exit_code"] == code
        return {finding["about"]: finding for finding in report["findings"]}

    return run


def test_without_the_extra_it_says_how_to_have_it(doctor):
    found = doctor(9, _WITHOUT_EXTRA)

    assert found["Packages"]["verdict"] == "wrong"
    assert found["Packages"]["next"] == "Install it with: pip install 'circflow[server]'"
    assert found["Java"]["verdict"] == "good"
    assert "Disk" not in found


def test_without_the_extra_another_server_can_be_used(doctor):
    found = doctor(4, _WITHOUT_EXTRA, NEO4J_URI="bolt://127.0.0.1:1", NEO4J_PASSWORD="any")  # noqa: S106 - nobody is there

    assert found["Packages"]["verdict"] == "warning"
    assert found["Packages"]["text"].endswith("(matters to the managed server alone)")
    assert found["Address"]["text"] == "127.0.0.1:1: no Neo4j answers there"


def test_files_that_were_never_fetched_are_a_warning(doctor, tmp_path):
    found = doctor(4, CIRCFLOW_CACHE=str(tmp_path / "empty"))

    assert found["Neo4j files"]["verdict"] == "warning"
    assert re.match(r"0 of \d+ of Neo4j \S+ are there and sound$", found["Neo4j files"]["text"])
    assert not (tmp_path / "empty").exists()


def test_a_home_that_cannot_be_is_wrong(doctor, tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    found = doctor(7, CIRCFLOW_HOME=str(tmp_path / "file" / "home"))

    assert found["Disk"]["next"] == "Give another one in CIRCFLOW_HOME."


def test_mistakes_in_peoples_own_queries_are_named(doctor, tmp_path):
    (tmp_path / "mine.cypher").write_text("RETURN 1", encoding="utf-8")
    found = doctor(2, CIRCFLOW_QUERIES=str(tmp_path))

    assert found["Queries"]["verdict"] == "wrong"
    assert "mine.cypher:1" in found["Queries"]["text"]


def test_nothing_is_made(doctor, home):
    doctor(4)

    assert not home.exists()


@pytest.mark.parametrize("width", [40, 80, 160])
def test_a_finding_keeps_to_the_page(width):
    error = OutputError(
        "0.5 GB are free on the disk, and 1.0 GB are needed", where="/home", hint="Free some space. " * 9
    )
    lines = "".join(findings.chunks(Finding.wrong("Data folder", error), Page(width))).splitlines()

    assert lines[0].startswith("wrong    Data folder  /home: 0.5 GB")
    assert max(map(cell_len, lines)) <= width
    assert any(line.lstrip().startswith("→ Free some") for line in lines)
