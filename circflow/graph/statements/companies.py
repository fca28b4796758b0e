"""What is read and written of companies, of the data sets that list them, and of their groups."""

from collections.abc import Iterable
from typing import Final

from circflow.model import Company
from circflow.model.flat import columns


def _listed(names: Iterable[str]) -> str:
    """Return properties of a company as a row lists them."""
    return ", ".join(f"{name}: row.listed.{name}" for name in names)


_DESCRIBED: Final = ("name", "kind", "country", "ticker")
LISTED: Final = "MATCH (:Dataset {id: $dataset})-[:LISTS]->(c:Company) RETURN c.id AS id"
SOME_LISTED: Final = "MATCH (:Dataset {id: $dataset})-[:LISTS]->(c:Company) RETURN c.id AS id LIMIT $limit"
LISTING_DIGESTS: Final = """
UNWIND $ids AS id
MATCH (d:Dataset {id: $dataset})
USING INDEX SEEK d:Dataset(id)
MATCH (c:Company {id: id})
USING INDEX SEEK c:Company(id)
MATCH (d)-[l:LISTS]->(c)
RETURN id, l.digest AS digest
"""
GROUP_CONFLICTS: Final = """
UNWIND $rows AS row
MATCH (c:Company {id: row.id})<-[l:LISTS]-(other:Dataset)
USING INDEX SEEK c:Company(id)
WHERE other.id <> $dataset AND l.name <> c.id AND row.listed.name <> row.id
  AND coalesce(l.group_id, c.id) <> row.group
RETURN c.id AS id, other.id AS dataset, coalesce(l.group_id, c.id) AS theirs, row.group AS ours
ORDER BY id
"""
LISTING_DIFFERENCES: Final = """
UNWIND $rows AS row
MATCH (c:Company {id: row.id})<-[l:LISTS]-(other:Dataset)
USING INDEX SEEK c:Company(id)
WHERE other.id <> $dataset AND l.name <> c.id AND row.listed.name <> row.id
  AND (l.name <> row.listed.name OR l.kind <> row.listed.kind OR l.country <> row.listed.country)
RETURN c.id AS id, c.name AS name, other.id AS dataset
ORDER BY id
"""
KNOWN_COMPANIES: Final = """
UNWIND $ids AS id
MATCH (c:Company {id: id})
USING INDEX SEEK c:Company(id)
RETURN id
"""
KNOWN_GROUPS: Final = """
UNWIND $ids AS id
MATCH (g:Group {id: id})
USING INDEX SEEK g:Group(id)
RETURN id
"""
# It may be among those that the writer before is about to commit.
NEW_GROUPS: Final = "UNWIND $ids AS id MERGE (:Group {id: id})"
NEW_COMPANIES: Final = f"""
MATCH (d:Dataset {{id: $dataset}})
USING INDEX SEEK d:Dataset(id)
UNWIND $rows AS row
MATCH (g:Group {{id: row.group}})
USING INDEX SEEK g:Group(id)
CREATE (c:Company {{id: row.id, number: row.number, key: row.key, group_id: row.group, {_listed(_DESCRIBED)}}}),
       (d)-[:LISTS {{{_listed(columns(Company))}, digest: row.digest, key: row.key}}]->(c),
       (c)-[:PART_OF]->(g)
FOREACH (_ IN CASE WHEN g.id = c.id THEN [1] ELSE [] END | SET g.name = c.name)
"""
LIST: Final = """
MATCH (d:Dataset {id: $dataset})
USING INDEX SEEK d:Dataset(id)
UNWIND $rows AS row
MERGE (c:Company {id: row.id})
MERGE (d)-[l:LISTS]->(c)
SET l = row.listed, l.digest = row.digest, l.key = row.key
"""
NUMBER: Final = """
UNWIND $rows AS row
MATCH (c:Company {id: row.id})
USING INDEX SEEK c:Company(id)
WHERE c.number IS NULL
SET c.number = row.number
"""
# A small number travels faster than an id. Nobody else numbers meanwhile: the ledger is locked.
NUMBERS: Final = """
MATCH (l:Ledger {id: 'circflow'})
WITH l, coalesce(l.companies, 0) AS first
SET l.companies = first + $count
RETURN first
"""
UNLIST: Final = """
UNWIND $ids AS id
MATCH (d:Dataset {id: $dataset})
USING INDEX SEEK d:Dataset(id)
MATCH (c:Company {id: id})
USING INDEX SEEK c:Company(id)
MATCH (d)-[l:LISTS]->(c)
DELETE l
"""
# A row that gives a company no better name than its id does not name it: a single sheet has no more to say.
DESCRIBE: Final = """
UNWIND $ids AS id
MATCH (c:Company {id: id})<-[l:LISTS]-(d:Dataset)
USING INDEX SEEK c:Company(id)
WITH c, l, d ORDER BY l.name = c.id, d.position, d.id
WITH c, head(collect(l)) AS first
SET c.name = first.name, c.key = first.key, c.kind = first.kind, c.country = first.country, c.ticker = first.ticker
WITH c, c.group_id AS before, coalesce(first.group_id, c.id) AS group_id
SET c.group_id = group_id
MERGE (g:Group {id: group_id})
MERGE (c)-[:PART_OF]->(g)
WITH c, before, group_id
WHERE before <> group_id
MATCH (left:Group {id: before})
USING INDEX SEEK left:Group(id)
MATCH (c)-[old:PART_OF]->(left)
DELETE old
"""
NAME_GROUPS: Final = """
UNWIND $ids AS id
MATCH (c:Company {id: id})
USING INDEX SEEK c:Company(id)
WITH DISTINCT c.group_id AS group_id
MATCH (g:Group {id: group_id})
USING INDEX SEEK g:Group(id)
MATCH (head:Company {id: group_id})
USING INDEX SEEK head:Company(id)
SET g.name = head.name
"""
COMPANIES_GONE: Final = """
UNWIND $ids AS id
MATCH (c:Company {id: id})
USING INDEX SEEK c:Company(id)
WHERE NOT EXISTS { (c)<-[:LISTS]-(:Dataset) }
OPTIONAL MATCH (g:Group {id: c.group_id})
USING INDEX SEEK g:Group(id)
OPTIONAL MATCH (c)-[membership:PART_OF]->(g)
DELETE membership
WITH DISTINCT c
WHERE NOT EXISTS { (c)--() }
DELETE c
"""
GROUPS: Final = """
UNWIND $ids AS id
MATCH (c:Company {id: id})
USING INDEX SEEK c:Company(id)
RETURN DISTINCT c.group_id AS id
"""
GROUPS_GONE: Final = """
UNWIND $ids AS id
MATCH (g:Group {id: id})
USING INDEX SEEK g:Group(id)
WHERE NOT EXISTS { (g)--() }
DELETE g
"""
