"""Every stored query passes the linter of Neo4j's own editors, which knows Cypher 25.

It needs Node and one package from npm; without them these tests are left out, and the server's own parser, which every
live test asks, still judges each query. Why there is no formatter: docs/decisions, 0009.
"""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from circflow.graph.schema import LABELS
from circflow.model import RELATIONSHIPS
from circflow.queries import StoredQuery, read_catalogue

_HERE = Path(__file__).parent
_SCHEMA = {
    "defaultLanguage": "CYPHER 25",
    "labels": list(LABELS),
    "relationshipTypes": [*RELATIONSHIPS, "PART_OF", "NAMES", "ABOUT", "SAID_IN", "OF", "LISTS"],
}
_MISSPELT = "is not present in the database"
_GIVEN_UP = "but was Any"
"""End of the linter's complaint where it loses the type of an aggregate over CASE; the server infers it."""


@pytest.fixture(scope="module")
def node() -> str:
    """Give the path of Node, or leave the test out."""
    found = shutil.which("node")
    if found is None or not (_HERE / "node_modules").is_dir():
        pytest.skip("the linter is not installed: npm install --no-package-lock --prefix tests/cypher_lint")
    return found


def _linted(node: str, queries: list[StoredQuery]) -> list[str]:
    asked = [
        {
            "name": query.path.name,
            "text": query.text,
            "parameters": {param.sent_as: param.default for param in query.params.values()},
        }
        for query in queries
    ]
    done = subprocess.run(
        [node, str(_HERE / "lint.cjs")],
        input=json.dumps({"schema": _SCHEMA, "queries": asked}, default=str),
        capture_output=True,
        text=True,
        check=True,
    )
    return [f"{one['name']}:{one['line']}: {one['message']}" for one in json.loads(done.stdout) if _counts(one)]


def _counts(found: dict[str, Any]) -> bool:
    """Return whether it is a mistake: an error, or a name that the database does not have. The rest is advice."""
    message: str = found["message"]
    return _MISSPELT in message or (found["error"] and not message.endswith(_GIVEN_UP))


def test_stored_queries_pass_the_linter(node: str) -> None:
    assert _linted(node, list(read_catalogue().values())) == []


_MISTAKES = (
    ("(buying:Company)-[there", "(buying:Compny)-[there", "Label Compny is not present"),
    ("[back:BUYS_FROM]", "[back:BUYS_FORM]", "Relationship type BUYS_FORM is not present"),
    ("WHERE first < second", "WHERE first < third", "Variable `third` not defined"),
    ("ORDER BY first", "ORDERED BY first", "Invalid input 'ORDERED'"),
)


def test_the_linter_finds_what_is_wrong(node: str) -> None:
    query = read_catalogue()["reciprocal-purchases"]
    assert all(query.text.count(right) == 1 for right, _, _ in _MISTAKES)
    # One run for all of them, since the linter takes its time to read its grammar.
    wrong = [
        replace(query, text=query.text.replace(right, wrong), path=Path(f"{number}.cypher"))
        for number, (right, wrong, _) in enumerate(_MISTAKES)
    ]
    found = _linted(node, wrong)
    for number, (_, _, told) in enumerate(_MISTAKES):
        assert any(line.startswith(f"{number}.cypher:") and told in line for line in found), told
