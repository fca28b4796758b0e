"""Rows that come together, by the text of the statement that fetches them."""

import pytest

from circflow.queries.gathered import apart, gathered

_ALIKE = "RETURN payer, collect([payee]) AS others"


@pytest.mark.parametrize(
    ("statement", "sent"),
    [
        (
            "CYPHER 25\nMATCH (a)-->(b)\nRETURN a.id AS payer, b.id AS payee",
            "CYPHER 25 CALL () {\nMATCH (a)-->(b)\nRETURN a.id AS payer, b.id AS payee\n}\n" + _ALIKE,
        ),
        (
            "// CYPHER 25\nCYPHER 25 RETURN ';' AS payee, 1 AS payer; // last",
            "// CYPHER 25\nCYPHER 25 CALL () { RETURN ';' AS payee, 1 AS payer // last\n}\n" + _ALIKE,
        ),
    ],
)
def test_a_statement_is_put_into_a_call_and_keeps_its_lines(statement, sent):
    assert gathered(statement, ("payer", "payee")) == sent


def test_rows_are_taken_apart_again():
    rows = [("a", [["b", 1, None], ["c", 2, ["d"]]]), ("b", [["a", None, []]])]
    assert list(apart(rows, ("payer", "payee", "low", "deals"))) == [
        {"payer": "a", "payee": "b", "low": 1, "deals": None},
        {"payer": "a", "payee": "c", "low": 2, "deals": ["d"]},
        {"payer": "b", "payee": "a", "low": None, "deals": []},
    ]
