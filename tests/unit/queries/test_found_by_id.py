"""What a stored query looks up by an id, it seeks in the index of the ids, whatever the server plans with.

Just after a load the server's figures of an index are those from before it: then a query without a hint may go through
all groups for each agreement.
"""

import re
from collections.abc import Iterator

import pytest

from circflow.shipped import folder

_KEYS = {
    "Company": "id",
    "Deal": "id",
    "Group": "id",
    "Source": "dataset, source_id",
    "INVESTS_IN": "deal_id",
    "BUYS_FROM": "deal_id",
    "JOINT_VENTURE": "deal_id",
}
_QUERIES = sorted(path for path in (folder("cypher")).rglob("*.cypher") if path.parent.name != "schema")


def found_by_id(text: str) -> Iterator[tuple[str, str]]:
    """Yield the hint that each lookup by a whole key needs, and the lines below it."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        for variable, kind, given in re.findall(r"[(\[](\w*):(\w+) \{([\w:., $\[\]()]*)\}", line):
            key = _KEYS.get(kind, "")
            if key and not line.startswith("//") and {part.strip() for part in key.split(",")} <= set(_names(given)):
                yield f"USING INDEX SEEK {variable}:{kind}({key})", "\n".join(lines[number + 1 : number + 3])


def _names(given: str) -> list[str]:
    return re.findall(r"(\w+):", given)


@pytest.mark.parametrize("path", _QUERIES, ids=lambda path: path.stem)
def test_stored_queries_say_so_where_they_look_something_up(path):
    for hint, below in found_by_id(path.read_text(encoding="utf-8")):
        assert hint in below


def test_lookups_are_recognised():
    assert sum(len(list(found_by_id(path.read_text(encoding="utf-8")))) for path in _QUERIES) > 50
    two = "MATCH (a:Company {id: $one}), (:Group {id: a.group_id})\nUSING INDEX SEEK a:Company(id)"
    assert [hint in below for hint, below in found_by_id(two)] == [True, False]
    assert not list(found_by_id("MATCH (s:Source {dataset: deal.dataset})"))
