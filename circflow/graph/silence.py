"""Why an answer has no rows, where that can be told: a company that is in no deal, or one that was named twice."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any, Final

from circflow.graph.connection import Connection
from circflow.queries import StoredQuery

_NAMED: Final = """
UNWIND $ids AS id
MATCH (company:Company {id: id})-[:PART_OF]->(whole:Group)
RETURN DISTINCT id, company.name AS name, whole.name AS whole,
       CASE $by WHEN 'company' THEN id ELSE whole.id END AS place,
       NOT EXISTS {
         MATCH (whole)<-[:PART_OF]-(member:Company)-[:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]-()
         WHERE $by <> 'company' OR member = company
       } AS idle
"""


def reasons(connection: Connection, query: StoredQuery, bound: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each company named in a question that alone explains why nothing was found.

    Args:
        connection: Where was asked.
        query: What was asked.
        bound: Its parameters, ids in place of names.
    """
    asked = [(name, bound[name]) for name, param in query.params.items() if param.of == ("company",) and bound[name]]
    if not asked:
        return []
    rows = connection.ask(_NAMED, {"ids": [id_ for _, id_ in asked], "by": bound.get("by") or "group"})
    found = {row["id"]: row for row in rows}
    told = [f"{row['name']} is in no deal that is loaded." for row in rows if row["idle"]]
    for (one, id_), (other, same) in combinations(asked, 2):
        if found[id_]["place"] == found[same]["place"]:
            meant = found[id_]["name"] if id_ == same else f"of one group, {found[id_]['whole']}"
            told.append(f"{one} and {other} are both {meant}.")
    return told
