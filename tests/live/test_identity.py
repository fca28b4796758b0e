"""On random graphs, no two rows of one answer share their identity, whatever is asked."""

from collections.abc import Iterator

import pytest
from asked import asked, stored_queries
from oracle.deals import Question
from oracle.graphs import SIDES, drawn, tables_of, write

from circflow.cases.expected import doubled
from circflow.graph.connection import Connection
from circflow.queries import StoredQuery
from circflow.session import Graph

_GRAPHS = 40
_QUESTIONS = (Question(), Question(by="company", joint_ventures=True), Question(status="firm", datasets=SIDES[:1]))

_queries = stored_queries()


@pytest.fixture(scope="module")
def random_graphs(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Give many small graphs side by side."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        loaded = Graph(shared_database)
        sides = tables_of((f"g{number:02}-", graph) for number, (graph, _) in enumerate(drawn(_GRAPHS)))
        for side, tables in sides.items():
            loaded.load(write(tmp_path_factory.mktemp("side") / side, tables))
        yield loaded


@pytest.mark.live
@pytest.mark.parametrize("query", _queries, ids=[query.id for query in _queries])
def test_no_two_rows_share_their_identity(query: StoredQuery, random_graphs: Graph) -> None:
    for question in _QUESTIONS:
        options = {name: value for name, value in question.options().items() if name in query.params}
        answer = random_graphs.run(query.id, **{**options, **asked(query, random_graphs)})
        assert doubled(answer.rows, query.identity) == [], options
