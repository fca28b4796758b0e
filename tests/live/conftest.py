"""What the live tests share: an emptied graph, graphs of shipped data, and the command line that leads to them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from command import Command
from small_packages import Ask, of_tables

from circflow.datasets import SHIPPED
from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.graph.schema import ensure
from circflow.model import Result
from circflow.session import Graph


@pytest.fixture
def graph(shared_database: Connection) -> Iterator[Connection]:
    """Give a database without nodes; its constraints stay from test to test, which saves making them."""
    ensure(shared_database)
    try:
        yield shared_database
    finally:
        shared_database.ask("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS", write=True)


@pytest.fixture
def ask(graph: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Give what loads data sets, set-0 and so on, which share the companies a, b and c, and asks one query."""
    monkeypatch.setenv("CIRCFLOW_HOME", str(tmp_path / "home"))
    asked = Graph(graph)

    def answer(query: str, *datasets: Mapping[str, str], **given: Any) -> Result:
        for number, tables in enumerate(datasets):
            asked.load(of_tables(tmp_path / f"set-{number}", {"companies": "id,name\na,A\nb,B\nc,C", **tables}))
        return asked.run(query, **given)

    return answer


@pytest.fixture
def circflow(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, neo4j_server: Address, tmp_path: Path
) -> Command:
    """Give the command line, in the test's own folder."""
    return Command(capsys, monkeypatch, neo4j_server, tmp_path)


@pytest.fixture(scope="module")
def shipped(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Give the tests of a module a graph with all that circflow ships."""
    return _loaded(shared_database, tmp_path_factory, SHIPPED)


@pytest.fixture(scope="module")
def ai_deals(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Give the tests of a module a graph with the AI deals alone."""
    return _loaded(shared_database, tmp_path_factory, SHIPPED[:1])


def _loaded(connection: Connection, folders: pytest.TempPathFactory, names: Iterable[str]) -> Graph:
    graph = Graph(connection)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(folders.mktemp("home")))
        for name in names:
            graph.load(name)
    return graph
