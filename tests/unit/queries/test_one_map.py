"""Parameters that come in one map."""

import pytest

from circflow.queries import read_catalogue
from circflow.queries.one_map import in_one_map
from circflow.queries.statement import used_parameters
from circflow.queries.tokens import tokens


@pytest.mark.parametrize(
    ("statement", "sent"),
    [
        ("RETURN 1 AS one", "RETURN 1 AS one"),
        ("MATCH (c {id: $id}) RETURN c LIMIT $limit", "MATCH (c {id: $given.`id`}) RETURN c LIMIT $given.`limit`"),
        ("RETURN $rows[0].low", "RETURN $given.`rows`[0].low"),
        ("RETURN $`two words`, $`a``b`", "RETURN $given.`two words`, $given.`a``b`"),
        ("RETURN '$id' // $id\n, \"$id\", `$id`, $id", "RETURN '$id' // $id\n, \"$id\", `$id`, $given.`id`"),
        ("MATCH (n:$any($labels)) RETURN n", "MATCH (n:$any($given.`labels`)) RETURN n"),
        ("RETURN $given", "RETURN $given.`given`"),
    ],
)
def test_each_parameter_is_an_entry_of_the_map(statement, sent):
    assert in_one_map(statement) == sent


def test_every_stored_query_is_left_with_one_parameter_and_its_lines():
    for query in read_catalogue().values():
        sent = in_one_map(query.statement)
        assert set(used_parameters(tokens(sent))) <= {"given"}
        assert len(sent.splitlines()) == len(query.statement.splitlines())
