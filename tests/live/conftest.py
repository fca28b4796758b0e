"""What the live tests share: an emptied graph, graphs of shipped data, and the command line that leads to them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from command import Command

from circflow.datasets import SHIPPED
from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.graph.schema import ensure
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
