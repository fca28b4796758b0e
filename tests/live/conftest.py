"""What the live tests of loading share: an emptied graph, and the command line that leads to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from command import Command

from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.graph.schema import ensure


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
