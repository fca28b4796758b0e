"""Databases that are not ours alone: data of others stay, and rules that are missing or wrong are put right."""

from collections.abc import Iterator

import pytest
from small_packages import COMPANIES, rich, write

from circflow.graph.connection import Connection
from circflow.graph.digest import digest
from circflow.graph.schema import rule, statements

pytestmark = pytest.mark.live

D1 = "D-1,a,INVESTS_IN,b,5,10,USD,signed,"
STRANGERS = "MATCH (n) WHERE NOT n:Ledger RETURN labels(n) AS labels, properties(n) AS row ORDER BY row.title, row.name"


@pytest.fixture
def without_rules(empty_database: Connection) -> Iterator[Connection]:
    """Give an empty database in which nothing is indexed, and take the test's own rules away again."""
    _drop_rules(empty_database)
    yield empty_database
    _drop_rules(empty_database)


def _drop_rules(database: Connection) -> None:
    for row in database.ask("SHOW CONSTRAINTS YIELD name"):
        database.ask("DROP CONSTRAINT $name", {"name": row["name"]}, write=True)
    for row in database.ask("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        database.ask("DROP INDEX $name", {"name": row["name"]}, write=True)


def test_data_of_others_are_left_alone_unless_the_database_is_named(circflow, graph, tmp_path):
    write(tmp_path / "p", "small", D1)
    graph.ask(
        "CREATE (:Person {name: 'Kim'})-[:IN]->(:Group {title: 'Readers'}), (:Group {title: 'Alone'})", write=True
    )
    before = graph.ask(STRANGERS)

    told = circflow("load", "p", code=2)
    assert "the database 'neo4j' holds 1 nodes that circflow did not load" in told.err
    assert "--into neo4j" in told.err
    assert "--into names 'other', but the connection leads to the database 'neo4j'" in (
        circflow("load", "p", "--into", "other", code=2).err
    )
    assert graph.ask(STRANGERS) == before

    circflow("load", "p", "--into", "neo4j")
    write(tmp_path / "p", "small", D1, companies=[*COMPANIES[:2], "c,C Ltd,fund,b,"])
    circflow("load", "p", "--into", "neo4j")
    circflow("unload", "small")

    assert graph.ask(STRANGERS) == before


def test_a_company_that_nobody_loaded_is_a_stranger_too(circflow, graph, tmp_path):
    graph.ask("CREATE (:Company {id: 'x', name: 'Somebody else'})", write=True)
    write(tmp_path / "p", "small", D1)
    assert "holds 1 nodes that circflow did not load" in circflow("load", "p", code=2).err


def test_missing_and_wrong_rules_are_put_right_by_the_next_load(circflow, without_rules, tmp_path):
    for statement in (
        "CREATE INDEX mine FOR (c:Company) ON (c.id)",  # in the place of a constraint
        "CREATE CONSTRAINT circflow_deal FOR (d:Deal) REQUIRE d.number IS UNIQUE",  # our name on something else
        "CREATE INDEX circflow_name_key FOR (n:Name) ON (n.text)",
        "CREATE CONSTRAINT another FOR (g:Group) REQUIRE g.id IS UNIQUE",  # as good as ours
        "CREATE INDEX kept FOR (p:Person) ON (p.name)",
    ):
        without_rules.ask(statement, write=True)
    rich(tmp_path / "p", "rich")

    circflow("load", "p", "--dry-run")
    circflow("load", "p")

    found = {
        (row["on"], tuple(row["properties"]), row["unique"]): row["name"]
        for row in without_rules.ask(
            "SHOW INDEXES YIELD name, type, state, labelsOrTypes, properties, owningConstraint "
            "WHERE type <> 'LOOKUP' AND state = 'ONLINE' "
            "RETURN name, labelsOrTypes[0] AS on, properties, owningConstraint IS NOT NULL AS unique"
        )
    }
    assert {tuple(rule(statement)) for statement in statements().values()} <= found.keys()
    assert found["Person", ("name",), False] == "kept"
    assert "mine" not in found.values()
    before = digest(without_rules)
    without_rules.ask("DROP CONSTRAINT circflow_buys_from", write=True)
    assert "nothing was changed" in circflow("load", "p").out
    assert without_rules.ask("SHOW CONSTRAINTS YIELD name WHERE name = 'circflow_buys_from'")
    assert digest(without_rules) == before


def test_each_statement_of_the_schema_is_understood():
    rules = [rule(statement) for statement in statements().values()]
    assert len(rules) == len(set(rules)) == len(statements())
    assert ("Source", ("dataset", "source_id"), True) in rules
    assert ("BUYS_FROM", ("deal_id",), True) in rules
    assert ("Deal", ("dataset",), False) in rules
