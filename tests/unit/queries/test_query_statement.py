"""What a stored query may hold: checks that no string, comment, name or arithmetic fools."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circflow.queries.bounds import unbounded
from circflow.queries.problems import Problems
from circflow.queries.statement import check_escapes, check_statement, returned, used_parameters
from circflow.queries.tokens import meaningful, tokens


def _problems(body):
    problems = Problems(Path("x.cypher"))
    text = f"CYPHER 25\n{body}"
    check_escapes(text, problems)
    check_statement(tokens(text), problems)
    return problems.lines()


@pytest.mark.parametrize(
    "body",
    [
        "RETURN 'CREATE (n)' AS x",
        'RETURN "it\'s; MERGE (n)" AS x',
        "RETURN 1 AS x // DELETE n",
        "RETURN /* SET n.x = 1; */ 1 AS x",
        "MATCH (`CREATE`) RETURN `CREATE`.id AS `SET`",
        "MATCH (n) RETURN n.set AS create, n.delete AS x",
        "MATCH (n:Drop|Remove&!Merge)-[:INSERT|SET]->() RETURN {create: n.id, set: 1} AS x",
        "MATCH (n) RETURN count(*) * 2 + (1 + 2) * (3 + 4) AS x;",
        "MATCH (n) RETURN ((1) + (2)) * 3 AS x, ((n.a) - (n.b)) + 1 AS y",
        "MATCH (n) RETURN [x IN range(0, 3) | x * 2] + [1] AS x, {a: 1, b: 2} AS y",
        "MATCH (a)-[r*1..3]->(b)-[*..2]-(c)-[:T*2]-(d) RETURN 1 AS x",
        "MATCH (a)-[r]->{1,6}(b) ((x)-->(y)){,4} (c) ((x)-->(y)){3} (d) RETURN 1 AS x",
        "MATCH (a)-[r {low: 2 * 3}]->(b)-[q WHERE q.low * 2 > 3]-(c) RETURN 1 AS x",
        "MATCH (n) WHERE n.x IN transactions RETURN [t IN transactions | t] AS x",
        "MATCH (n) WHERE n.load = 1 AND load > 2 RETURN n.x AS load",
        "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN collect(m) AS ms } RETURN ms",
        r"MATCH (n) WHERE n.name =~ 'a\\u0041' RETURN 1 AS x",
    ],
)
def test_what_only_looks_wrong_is_let_through(body):
    assert _problems(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "MATCH (n) create (m) RETURN 1 AS x",
        "MATCH (n) CALL (n) { SET n.x = 1 } RETURN 1 AS x",
        "MATCH (n) /* ' */ SET n.x = 1 /* ' */ RETURN 1 AS x",
        "MATCH (n) // '\nSET n.x = 1 // '\nRETURN 1 AS x",
        "MATCH (n) // a\rSET n.x = 1 RETURN 1 AS x",
        "MATCH (n) WHERE n.x = 'a\\\\' SET n.y = 'b' RETURN 1 AS x",
        "MATCH (n) CALL (n) { RETURN 1 AS y } IN $rows CONCURRENT TRANSACTIONS RETURN 1 AS x",
        "load csv from 'file:///etc/passwd' as row RETURN row",
        "RETURN '\\u0027 SET n.x = 1 //' AS x",
        "RETURN 1 AS x; MATCH (n) RETURN n",
        "MATCH (a)-[* ]-(b) RETURN 1 AS x",
        "MATCH (a)-[:T *..]-(b) RETURN 1 AS x",
        "MATCH p = shortestPath((a)-[*]-(b)) RETURN 1 AS x",
        "MATCH (a)<-[r]-+(b) RETURN 1 AS x",
        "MATCH (a)<--*(b) RETURN 1 AS x",
        "MATCH (a) (p = (x)<-[r]-(y)){0, } (b) RETURN 1 AS x",
        "MATCH (a) WHERE EXISTS { (a) (()--())+ (b) } RETURN 1 AS x",
    ],
)
def test_what_hides_is_found(body):
    assert _problems(body)


@given(st.text(alphabet="abcSETCREATE*+{},'\"`$\\ \n/", max_size=40))
def test_a_string_never_adds_a_problem(text):
    quoted = "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    assert _problems(f"RETURN {quoted} AS x") == []


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("RETURN a.id AS x, b", ["x", "b"]),
        ("RETURN DISTINCT a AS `two words`, [1, 2] AS y ORDER BY y DESC SKIP 1 LIMIT $limit", ["two words", "y"]),
        ("WITH 1 AS a RETURN a AS x UNION ALL RETURN 2 AS x", ["x"]),
        (
            "CALL () { RETURN 1 AS inner } RETURN COUNT { MATCH (n) RETURN n } AS n, {RETURN: 1}.RETURN AS limit",
            ["n", "limit"],
        ),
        ("RETURN 1 AS x NEXT RETURN x AS y;", ["y"]),
    ],
)
def test_the_columns_are_those_of_the_final_return(text, columns):
    assert columns == list(returned(tokens(text), Problems(Path("x"))) or {})


def test_parameters_are_found_once_with_their_first_line():
    text = "RETURN $a, '$b', // $c\n$`d`, $a, `$e`"
    assert used_parameters(tokens(text)) == {"a": 1, "d": 2}


@given(st.text(alphabet="()[]{}-<>+*,.1a ", max_size=30))
def test_no_pattern_breaks_the_search_for_bounds(text):
    assert len(list(unbounded(meaningful(tokens(text))))) <= len(text)
