"""What people install is a wheel: it must carry the queries and the data sets, and work in an empty folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

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
def test_an_installed_wheel_runs_the_demo_in_an_empty_folder(wheel, home, tmp_path):
    installed = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", installed, wheel], check=True
    )
    empty = tmp_path / "empty"
    empty.mkdir()
    ours = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    environment = {**ours, "CIRCFLOW_HOME": str(home), "PYTHONPATH": str(installed), "COLUMNS": "100"}
    command = [sys.executable, "-m", "circflow"]
    try:
        where = subprocess.run(
            [sys.executable, "-c", "import circflow; print(circflow.__file__)"],
            env=environment, cwd=empty, check=True, capture_output=True, text=True,
        )  # fmt: skip
        shown = subprocess.run(
            [*command, "demo"], env=environment, cwd=empty, check=False, capture_output=True, text=True, timeout=300
        )
    finally:
        subprocess.run([*command, "server", "stop"], env=environment, cwd=empty, check=False, capture_output=True)

    assert where.stdout.startswith(str(installed))
    assert shown.returncode == 0, shown.stderr
    assert "Amazon → invests in → OpenAI → buys from → Amazon" in shown.stdout
    assert list(empty.iterdir()) == []
