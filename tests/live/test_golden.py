"""Every stored query on every shipped data set: it runs, its rows differ by their identity, and they are these.

`pytest --update-golden` writes the answers anew; what changed is then seen in the diff.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from asked import asked, stored_queries

from circflow.cases.expected import doubled
from circflow.datasets import SHIPPED
from circflow.graph.connection import Connection
from circflow.queries import StoredQuery
from circflow.session import Graph
from circflow.views import render

_GOLDEN = Path(__file__).parent.parent / "golden"
_MOST = 100

_queries = stored_queries()


@pytest.fixture(scope="module", params=SHIPPED)
def fixture(
    request: pytest.FixtureRequest, shared_database: Connection, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Graph]]:
    """Give each shipped data set, alone in its database."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        loaded = Graph(shared_database)
        loaded.load(request.param)
        yield request.param, loaded
        loaded.unload(request.param)


@pytest.mark.live
@pytest.mark.parametrize("query", _queries, ids=[query.id for query in _queries])
def test_query_gives_the_golden_answer(
    query: StoredQuery, fixture: tuple[str, Graph], request: pytest.FixtureRequest
) -> None:
    name, graph = fixture
    answer = graph.run(query.id, **asked(query, graph))
    assert doubled(answer.rows, query.identity) == []
    text = render(replace(answer, rows=answer.rows[:_MOST]), "csv")
    golden = _GOLDEN / query.id / f"{name}.csv"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert golden.exists(), "there is no golden answer yet: pytest tests/live/test_golden.py --update-golden"
    assert text == golden.read_text(encoding="utf-8")


def test_golden_answers_are_of_queries_and_data_sets_that_exist() -> None:
    found = {(path.parent.name, path.stem) for path in _GOLDEN.glob("*/*")}
    assert found <= {(query.id, name) for query in _queries for name in SHIPPED}
