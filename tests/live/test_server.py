import pytest

from circflow.graph.connection import Connection

pytestmark = pytest.mark.live


def test_the_database_of_a_test_is_empty(empty_database: Connection) -> None:
    assert empty_database.ask("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    empty_database.ask("CREATE CONSTRAINT FOR (c:Company) REQUIRE c.id IS UNIQUE", write=True)
    empty_database.ask("UNWIND range(1, 1000) AS n CREATE (:Company {id: n})", write=True)


def test_the_database_of_the_next_test_is_empty_too(empty_database: Connection) -> None:
    assert empty_database.ask("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    assert empty_database.ask("SHOW CONSTRAINTS") == []
