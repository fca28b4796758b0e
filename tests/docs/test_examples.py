"""The commands and snippets of the pages are run, in their order, as a reader would."""

import os
import sys

import pytest
from following import blocks, done, shell, with_programs
from quick_spark import QUICK

PAGES = (
    "docs/evidence.md",
    "docs/loading.md",
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


@pytest.fixture
def on_a_server(neo4j_server, empty_database, tmp_path):
    """An environment of somebody whose server runs, and holds nothing."""
    del empty_database
    spark = tmp_path / "spark" / "spark-defaults.conf"
    spark.parent.mkdir()
    spark.write_text("".join(f"{name} {value}\n" for name, value in QUICK.items()), "utf-8")
    return with_programs(
        {
            **os.environ,
            "NEO4J_URI": neo4j_server.uri,
            "NEO4J_USERNAME": neo4j_server.user,
            "NEO4J_PASSWORD": neo4j_server.password.reveal(),
            "CIRCFLOW_HOME": str(tmp_path / "home"),
            "SPARK_CONF_DIR": str(spark.parent),
        }
    )


@pytest.mark.live
@pytest.mark.parametrize("page", PAGES)
def test_commands_and_snippets_of_the_page_work(page, on_a_server, tmp_path):
    shell(blocks(page, "sh"), on_a_server, tmp_path)
    done([sys.executable, "-c", "\n".join(blocks(page, "python"))], on_a_server, tmp_path)


@pytest.mark.live
def test_python_snippets_work(on_a_server, tmp_path):
    said = done([sys.executable, "-c", "\n".join(blocks("docs/python.md", "python"))], on_a_server, tmp_path)

    assert "can carry" in said
    assert (tmp_path / "rings.csv").read_text("utf-8").startswith("ring,")
