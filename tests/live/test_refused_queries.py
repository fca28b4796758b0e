"""The locks on every run: what would write, read files, or act on the server is refused, and nothing has changed."""

from dataclasses import replace

import pytest
from small_packages import rich

from circflow.errors import CircflowError, WriteRefused
from circflow.graph.connection import Connection
from circflow.graph.digest import digest
from circflow.graph.guard import require_reading
from circflow.graph.load import load
from circflow.graph.run import run
from circflow.model import Column
from circflow.queries import StoredQuery, read_catalogue
from circflow.sheets.reading import read

pytestmark = pytest.mark.live

REFUSED = (
    "CREATE (n:X) RETURN 1 AS x",
    "INSERT (n:X) RETURN 1 AS x",
    "MERGE (c:Company {id: 'a'}) RETURN 1 AS x",
    "MATCH (c:Company) SET c.name = 'x' RETURN 1 AS x",
    "MATCH (c:Company {id: 'nobody'}) SET c.name = 'x' RETURN 1 AS x",
    "MATCH (c:Company) REMOVE c.name RETURN 1 AS x",
    "MATCH (c:Company) DETACH DELETE c RETURN 1 AS x",
    "MATCH (c:Company) NODETACH DELETE c RETURN 1 AS x",
    "FOREACH (i IN [1] | CREATE (:X))",
    "CALL () { CREATE (:X) } RETURN 1 AS x",
    "WITH 1 AS x WHERE false CREATE (:X) RETURN x",
    "UNWIND [1, 2] AS x CALL (x) { CREATE (:X {n: x}) } IN TRANSACTIONS OF 1 ROW RETURN count(*) AS x",
    "/* quiet */ CREATE /* as a mouse */ (:X) RETURN 1 AS x",
    "CRE\\u0041TE (:X) RETURN 1 AS x",
    "CREATE INDEX x FOR (n:X) ON (n.x)",
    "CREATE INDEX circflow_company_key IF NOT EXISTS FOR (c:Company) ON (c.key)",
    "DROP INDEX circflow_company_key",
    "CREATE CONSTRAINT x FOR (n:X) REQUIRE n.x IS UNIQUE",
    "DROP CONSTRAINT circflow_company",
    "CREATE USER intruder SET PASSWORD 'password' CHANGE NOT REQUIRED",
    "DROP USER neo4j",
    "ALTER CURRENT USER SET PASSWORD FROM 'x' TO 'password'",
    "CALL db.createLabel('X')",
    "CALL db.createProperty('x')",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line AS x",
    "LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:1/x.csv' AS line RETURN line AS x",
    "load /* */ csv from 'ftp://127.0.0.1/x' as line return line as x",
    "CALL () { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN line AS x",
    "RETURN EXISTS { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } AS x",
    "RETURN COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } AS x",
    "TERMINATE TRANSACTION 'neo4j-transaction-1'",
    "SHOW TRANSACTIONS YIELD transactionId AS x RETURN x",
    "SHOW SETTINGS YIELD name AS x RETURN x",
    "SHOW USERS YIELD user AS x RETURN x",
    "SHOW FUNCTIONS YIELD name AS x RETURN x",
    "SHOW PROCEDURES YIELD name AS x RETURN x",
    "CALL dbms.killConnection('bolt-1') YIELD message AS x RETURN x",
    "CALL db.clearQueryCaches() YIELD value AS x RETURN x",
    "CALL tx.setMetaData({x: 1})",
    "CALL db.resampleIndex('circflow_company_key')",
    "CALL db.prepareForReplanning()",
    "CALL dbms.components() YIELD name AS x RETURN x",
    "CALL dbms.listConfig() YIELD name AS x RETURN x",
    "CALL dbms.listConnections() YIELD connectionId AS x RETURN x",
)
UNKNOWN_HERE = (
    "CALL dbms.setConfigValue('x', 'y')",
    # What this edition of the server or its grammar does not know ends as an error of the query.
    "CREATE DATABASE x",
    "STOP DATABASE neo4j",
    "CREATE ALIAS x FOR DATABASE neo4j",
    "USE system SHOW USERS",
    "RETURN 1 AS x; CREATE (:X)",
    "PROFILE CREATE (:X)",
    "EXPLAIN CREATE (:X)",
    "CALL apoc.load.json('file:///etc/passwd') YIELD value AS x RETURN x",
)
ALLOWED = (
    "RETURN 'CREATE (n) SET n.x = 1; LOAD CSV' AS x // DELETE everything",
    "/* MERGE (n) */ MATCH (c:Company) WHERE c.id = 'DROP' RETURN c.id AS x",
    "MATCH (`CREATE`:Company) RETURN `CREATE`.`SET` AS x",
    "CALL db.labels() YIELD label AS x RETURN x",
    "MATCH (c:Company) WHERE EXISTS { (c)-[:BUYS_FROM]->() } RETURN COUNT { (c)--() } AS x",
    "MATCH p = SHORTEST 1 (a:Company)-[:BUYS_FROM]->{1,3}(b:Company) RETURN length(p) AS x",
)


@pytest.fixture(scope="module")
def shipped() -> StoredQuery:
    return read_catalogue().find("company-deals")


@pytest.fixture
def ask(shipped: StoredQuery, graph: Connection, tmp_path):
    load(graph, read(rich(tmp_path / "p", "rich")).package)

    def run_as_it_is(text: str):
        # Past the check of files, which would refuse most of these before any server sees them.
        query = replace(shipped, text=text, params={}, returns=(Column("x", "string"),))
        return run(graph, query, {}, timeout_s=10).rows

    return run_as_it_is


def state(graph: Connection) -> tuple[object, ...]:
    rules = graph.ask("SHOW INDEXES YIELD name, state RETURN name, state ORDER BY name")
    users = graph.ask("SHOW USERS YIELD user RETURN user", database="system")
    return digest(graph), rules, users


def test_everything_that_does_more_than_read_is_refused_and_changes_nothing(ask, graph):
    before = state(graph)
    for statement in REFUSED:
        with pytest.raises(CircflowError) as told:
            ask(statement)
        assert (type(told.value), told.value.exit_code) == (WriteRefused, 10), statement
    assert state(graph) == before


def test_every_stored_query_of_ours_only_reads(graph):
    # They run without the look, which costs as much as a first answer.
    for query in read_catalogue().values():
        assert query.is_shipped
        defaults = {param.sent_as: param.default for param in query.params.values()}
        with graph.session() as session:
            require_reading(session, query.statement, defaults, set())


def test_what_the_server_does_not_understand_is_an_error_and_changes_nothing(ask, graph):
    before = state(graph)
    for statement in UNKNOWN_HERE:
        with pytest.raises(CircflowError) as told:
            ask(statement)
        assert told.value.exit_code in (6, 10), statement
    assert state(graph) == before


@pytest.mark.parametrize("statement", ALLOWED)
def test_words_in_texts_names_and_comments_are_no_reason_to_refuse(ask, statement):
    assert isinstance(ask(statement), tuple)


def test_a_file_that_writes_is_refused_with_its_line_before_anything_is_sent(circflow, tmp_path):
    text = read_catalogue().find("reciprocal-purchases").text.replace("reciprocal-purchases", "mine")
    head, _, tail = text.partition("\nRETURN ")
    (tmp_path / "mine.cypher").write_text(f"{head}\nDELETE found\nRETURN {tail}", encoding="utf-8")
    told = circflow("run", "--queries", tmp_path, "mine", code=2)
    assert f"mine.cypher:{head.count(chr(10)) + 2}:" in told.err
