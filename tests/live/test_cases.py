"""Each stored query gives what its cases say: small data sets, and the rows that must and must not come of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from circflow.cases import read_cases, try_case
from circflow.graph.connection import Connection
from circflow.queries import read_catalogue

_CASES = Path(__file__).parent.parent / "cases"
_LEAST = 3

_catalogue = read_catalogue()
_tested = [query for query in _catalogue.values() if query.kind != "evidence"]
_files = sorted(_CASES.glob("*.yml"))


@pytest.fixture(scope="module")
def untouched(shared_database: Connection) -> Iterator[Connection]:
    """Give an empty database, and see that the cases left it so."""
    yield shared_database
    assert shared_database.ask("MATCH (n) RETURN count(n) AS nodes") == [{"nodes": 0}]


@pytest.mark.live
@pytest.mark.parametrize("path", _files, ids=[path.stem for path in _files])
def test_query_gives_what_its_cases_expect(path: Path, untouched: Connection) -> None:
    query = _catalogue[path.stem]
    told = {}
    for case in read_cases(path, query):
        differing = try_case(untouched, query, case)
        if differing:
            told[f"{case.where}: {case.name}"] = differing
    assert not told, "\n".join("\n  ".join([name, *lines]) for name, lines in told.items())


@pytest.mark.parametrize("query_id", [query.id for query in _tested])
def test_query_has_cases_with_rows_and_near_misses(query_id: str) -> None:
    cases = read_cases(_CASES / f"{query_id}.yml", _catalogue[query_id])
    assert sum(1 for case in cases if case.expect) >= _LEAST
    assert sum(1 for case in cases if not case.expect) >= _LEAST
