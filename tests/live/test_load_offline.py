"""Filling an empty database by Neo4j's own importer: the same graph as any load makes, and all of it or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_packages import COMPANIES, rich

from circflow.errors import ForeignData, ServerError
from circflow.graph.connection import Connection
from circflow.graph.digest import digest
from circflow.graph.ledger import datasets
from circflow.graph.load import load
from circflow.graph.schema import rule, statements
from circflow.server import managed, offline, ports
from circflow.sheets.reading import read

pytestmark = pytest.mark.live

AWKWARD = (" a space at both ends ,'1e5'", '"a ""word"", and more",007', '"one\r\ntwo","한국어;日本語 \\ =1+1"')
"""Notes and conditions, as they stand in the file of the deals."""


@pytest.fixture
def own_home(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "managed"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(folder))
        yield folder
        managed.stop(force=True)


def test_an_import_gives_the_graph_of_a_load_and_is_refused_where_data_are(
    graph, own_home: Path, tmp_path: Path, monkeypatch
):
    folder = rich(tmp_path / "p", "rich")
    companies = folder / "companies.csv"
    companies.write_text(companies.read_text("utf-8").replace(COMPANIES[1], 'b,"B ""2""\nLtd",company,,US'), "utf-8")
    deals = folder / "deals.csv"
    header, *rows = deals.read_text("utf-8").splitlines()
    lines = [f"{header},note,conditions", *map(",".join, zip(rows, AWKWARD, strict=True))]
    deals.write_text("\n".join(lines) + "\n", "utf-8", newline="")
    found = read(folder)
    load(graph, found.package)
    whole = digest(graph)
    imported, completed = offline.run_import, offline.complete

    def broken(*_arguments: object) -> None:
        raise ServerError("it went wrong")

    def looked_at(connection: Connection, *given, **named):
        report = completed(connection, *given, **named)
        assert digest(connection) == whole
        (line,) = datasets(connection)
        assert (line.complete, line.sha256, line.deals) == (True, found.package.sha256, 3)
        there = connection.ask(
            "SHOW INDEXES YIELD labelsOrTypes, properties, owningConstraint WHERE labelsOrTypes <> []"
        )
        rules = {(row["labelsOrTypes"][0], tuple(row["properties"]), bool(row["owningConstraint"])) for row in there}
        assert {tuple(rule(statement)) for statement in statements().values()} <= rules
        assert load(connection, found.package).same_bytes
        return report

    monkeypatch.setattr(offline, "run_import", broken)
    with pytest.raises(ServerError, match="it went wrong"):
        offline.load(found.package, rows=found.balance())
    assert not (own_home / "staging").exists()
    monkeypatch.setattr(offline, "run_import", imported)
    monkeypatch.setattr(offline, "complete", looked_at)

    report = offline.load(found.package, rows=found.balance())

    assert (report.added, report.companies) == (3, 3)
    assert managed.running() is None  # as before
    assert not (own_home / "staging").exists()
    managed.start(bolt_port=ports.any_free(), http_port=ports.any_free(), heap_mb=768)
    with pytest.raises(ForeignData, match="and --offline fills only an empty one"):
        offline.load(found.package, rows=found.balance())


def test_an_import_is_for_the_managed_server_and_for_one_data_set(circflow, monkeypatch):
    told = circflow("load", "--offline", "ai-deals", code=2)
    assert "--offline fills the database of the managed server, and another one is named" in told.err
    monkeypatch.delenv("NEO4J_URI")
    assert "--offline loads one data set" in circflow("load", "--offline", "ai-deals", "seed-articles", code=2).err
    assert "--offline loads one data set" in circflow("load", "--offline", "--dry-run", "ai-deals", code=2).err
