"""Five hundred random graphs with random questions: the stored Cypher and the search in memory give the same rows.

All graphs are in one database, and none touches another: an answer holds the answers of all of them.
"""

from collections.abc import Iterator, Mapping
from itertools import cycle
from typing import Any

import pytest
from oracle.graphs import write
from oracle.money_graphs import many_graphs, many_questions

from circflow.graph.connection import Connection
from circflow.session import Graph

pytestmark = pytest.mark.live

_GRAPHS = 500
_QUESTIONS = 20
_QUERIES = ("round-trips", "ring-counts", "ring-hubs", "rings-in-time")


@pytest.fixture(scope="module")
def loaded(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Give the database with all graphs."""
    graph = Graph(shared_database)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        for side, tables in many_graphs(_GRAPHS).items():
            graph.load(write(tmp_path_factory.mktemp("side") / side, tables))
        yield graph


def test_engines_give_the_same_rows(loaded: Graph) -> None:
    rows: dict[str, int] = dict.fromkeys(_QUERIES, 0)
    with_rings: set[str] = set()
    for question, query in zip(many_questions(_QUESTIONS, _GRAPHS), cycle(_QUERIES), strict=False):
        known = loaded.catalogue().find(query).params
        asked = {name: value for name, value in question.items() if name in known}
        cypher, memory = (loaded.run(query, engine=engine, **asked) for engine in ("cypher", "memory"))
        assert cypher.rows == memory.rows, (query, asked, *_first_difference(cypher.rows, memory.rows))
        assert cypher.truncated == memory.truncated, (query, asked)
        rows[query] += len(cypher.rows)
        with_rings |= {row["companies"][0].partition("-")[0] for row in cypher.rows if "companies" in row}
    assert len(with_rings) > _GRAPHS / 2
    assert all(rows.values())
    assert sum(rows.values()) > 3 * _GRAPHS


def _first_difference(one: tuple[Mapping[str, Any], ...], other: tuple[Mapping[str, Any], ...]) -> tuple[object, ...]:
    pairs = zip(one, other, strict=False)
    return next(((of_one, of_other) for of_one, of_other in pairs if of_one != of_other), (len(one), len(other)))
