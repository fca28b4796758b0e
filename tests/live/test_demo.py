"""`circflow demo` and `circflow doctor` on a server that somebody else runs."""

import json
from pathlib import Path

import pytest
from command import spawn

from circflow.graph.address import Address
from circflow.graph.connection import Connection

pytestmark = pytest.mark.live


def verdicts(report: str) -> dict[str, str]:
    return {finding["about"]: finding["verdict"] for finding in json.loads(report)["findings"]}


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
