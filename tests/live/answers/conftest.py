"""The three shipped data sets in one database, loaded once for the tests of a module."""

from collections.abc import Iterator

import pytest
from listed_cases import SHIPPED

from circflow.graph.connection import Connection
from circflow.session import Graph


@pytest.fixture(scope="module")
def shipped(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Give a graph with all that circflow ships."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        loaded = Graph(shared_database)
        for name in SHIPPED:
            loaded.load(name)
        yield loaded
