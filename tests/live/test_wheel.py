"""What people install is a wheel: it must carry the queries and the data sets, and work in an empty folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from command import environment as leading_to

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT],
        check=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_queries_and_data_sets(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())

    for name in ("investigations/round_trips.cypher", "common/deal_counts.cypher", "schema/constraints.cypher"):
        assert f"circflow/_data/cypher/{name}" in names
    for name in ("ai-deals", "historic-deals", "seed-articles"):
        assert f"circflow/_data/fixtures/{name}/deals.csv" in names
    assert "circflow/server/jars.lock" in names
    assert "circflow/text/amount_words.csv" in names
    assert not [name for name in names if name.startswith(("tests/", "docs/"))]


@pytest.mark.live
def test_an_installed_wheel_runs_the_demo_in_an_empty_folder(wheel, neo4j_server, empty_database, tmp_path):
    del empty_database
    installed = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", installed, wheel], check=True
    )
    empty = tmp_path / "empty"
    empty.mkdir()
    led = {**os.environ, **leading_to(neo4j_server, tmp_path / "home"), "PYTHONPATH": str(installed)}

    def python(*arguments):
        done = subprocess.run(
            [sys.executable, *arguments], env=led, cwd=empty, check=False, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert python("-c", "import circflow; print(circflow.__file__)").startswith(str(installed))
    assert "Amazon → invests in → OpenAI → buys from → Amazon" in python("-m", "circflow", "demo")
    # What a server of its own needs is in the wheel too: the list of Neo4j's files, which the doctor compares.
    assert "good     Neo4j files" in python("-m", "circflow", "doctor")
    assert list(empty.iterdir()) == []
