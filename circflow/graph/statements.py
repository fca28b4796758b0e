"""The statements that write: constants, and the names of our own columns. Data travels as parameters, never as text.

What is looked up by an id names the index, and that it is to be sought in: while a database is empty or changes fast,
the server takes any other way for as good, even going through the whole index, and then looks at everything once for
each id. For the same reason a relationship is only looked for between two nodes that are found already: for a company
of which one knows that it is part of some group, the server may go through all groups. Only data sets are few.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from circflow.graph.rows import KEPT, SENT
from circflow.model import RELATIONSHIPS, Company
from circflow.model.flat import columns

DATASET: Final = """
MATCH (d:Dataset {id: $dataset})
RETURN d.sha256 AS sha256, d.state AS state, d.load_id AS load_id, d.tables AS tables, d.tool AS tool
"""
DATASET_BEGUN: Final = """
OPTIONAL MATCH (other:Dataset)
WITH coalesce(max(other.position), 0) + 1 AS position
MERGE (d:Dataset {id: $dataset})
ON CREATE SET d.position = position, d.deals = 0, d.sha256 = '', d.loaded_at = $now
SET d.state = 'incomplete', d.load_id = $load_id, d.step = $step
"""
# A step whose reply was lost may be sent again: it says so itself then.
DATASET_STEP: Final = """
MATCH (d:Dataset {id: $dataset, load_id: $load_id})
WITH d, coalesce(d.step, 0) AS before
FOREACH (_ IN CASE WHEN before < $step THEN [1] ELSE [] END | SET d.step = $step)
RETURN before < $step AS due
"""
OTHERS: Final = """
RETURN COUNT { (d:Dataset) WHERE d.id <> $dataset } AS datasets,
       COUNT { (:Deal) } - COUNT { (d:Deal {dataset: $dataset}) } AS deals
"""
HELD: Final = """
RETURN COUNT { (d:Deal {dataset: $dataset}) } AS deals,
       COUNT { (:Dataset {id: $dataset})-[:LISTS]->() } AS companies
"""
DATASET_DONE: Final = """
MATCH (d:Dataset {id: $dataset})
SET d.sha256 = $sha256, d.loaded_at = $now, d.deals = $deals, d.state = 'complete',
    d.descriptor = $descriptor, d.tables = $tables, d.tool = $tool, d.matches = $matches, d.balance = $balance
REMOVE d.step
"""
DATASET_GONE: Final = "MATCH (d:Dataset {id: $dataset}) DETACH DELETE d"

DEAL_IDS: Final = "MATCH (d:Deal {dataset: $dataset}) RETURN d.id AS id"
SOME_DEAL_IDS: Final = "MATCH (d:Deal {dataset: $dataset}) RETURN d.id AS id LIMIT $limit"
DEAL_DIGESTS: Final = """
UNWIND $ids AS id
MATCH (d:Deal {id: id})
USING INDEX SEEK d:Deal(id)
WHERE d.dataset = $dataset
RETURN d.id AS id, d.digest AS digest, d.place AS place
"""
DEAL_OWNERS: Final = """
UNWIND $ids AS id
MATCH (d:Deal {id: id})
USING INDEX SEEK d:Deal(id)
WHERE d.dataset <> $dataset
RETURN d.id AS id, d.dataset AS dataset
ORDER BY id
"""
# Where nobody else has deals, going through all of them is quicker than seeking each.
ALL_DEALS_COUNT: Final = """
MATCH (d:Deal {dataset: $dataset})
WITH count(d) AS deals
RETURN deals, COUNT { ()-[:INVESTS_IN {dataset: $dataset}]->() }
            + COUNT { ()-[:BUYS_FROM {dataset: $dataset}]->() }
            + COUNT { ()-[:JOINT_VENTURE {dataset: $dataset}]->() } AS relationships
"""
DEALS_COUNT: Final = """
MATCH (d:Deal {dataset: $dataset})
RETURN count(d) AS deals, count(CASE WHEN
  EXISTS { MATCH ()-[deal:INVESTS_IN {deal_id: d.id}]->() USING INDEX SEEK deal:INVESTS_IN(deal_id) }
  OR EXISTS { MATCH ()-[deal:BUYS_FROM {deal_id: d.id}]->() USING INDEX SEEK deal:BUYS_FROM(deal_id) }
  OR EXISTS { MATCH ()-[deal:JOINT_VENTURE {deal_id: d.id}]->() USING INDEX SEEK deal:JOINT_VENTURE(deal_id) }
  THEN 1 END) AS relationships
"""


def _at(column: str, columns: Sequence[str] = SENT) -> str:
    """Return where a column stands in the row of a deal."""
    return f"row[{columns.index(column)}]"


def _listed(names: Iterable[str]) -> str:
    """Return properties of a company as a row lists them."""
    return ", ".join(f"{name}: row.listed.{name}" for name in names)


_DESCRIBED: Final = ("name", "kind", "country", "ticker")
_ID: Final = _at("deal_id")
DEAL_NODES: Final = f"""
UNWIND $rows AS row
MATCH (d:Deal {{id: {_ID}}})
USING INDEX SEEK d:Deal(id)
SET d.digest = {_at("digest")}, d.place = {_at("place")}
"""


def _of_each_type(statement: str) -> Mapping[str, str]:
    """Return a statement for each type of deal, since deals are only looked up in an index of a written type."""
    return MappingProxyType({relationship: statement.replace("TYPE", relationship) for relationship in RELATIONSHIPS})


def _deal(columns: Sequence[str]) -> str:
    """Return what creates deals of which these columns are sent."""
    properties = ", ".join(f"{column}: {_at(column, columns)}" for column in columns if column not in KEPT)
    return f"""
UNWIND $rows AS row
MATCH (payer:Company {{id: {_at("source")}}})
USING INDEX SEEK payer:Company(id)
MATCH (payee:Company {{id: {_at("target")}}})
USING INDEX SEEK payee:Company(id)
CREATE (payer)-[:TYPE {{{properties}}}]->(payee)
"""


DEALS: Final = _of_each_type(_deal(SENT))


@lru_cache
def new_deals(columns: Sequence[str]) -> Mapping[str, str]:
    """Return a statement for each type of deal that adds deals.

    Args:
        columns: Those of `SENT` that are sent, in its order. The server takes time for each, empty or not.
    """
    return _of_each_type(f"""{_deal(columns)}
CREATE (:Deal {{id: {_ID}, dataset: $dataset, digest: {_at("digest")}, place: {_at("place")}}})
""")


MOVED_DEALS: Final = _of_each_type(f"""
UNWIND $rows AS row
MATCH ()-[deal:TYPE {{deal_id: {_ID}}}]->()
USING INDEX SEEK deal:TYPE(deal_id)
SET deal.file = {_at("file")}, deal.sheet = {_at("sheet")}, deal.line = {_at("line")}
""")
DEALS_GONE: Final = tuple(
    _of_each_type("""
UNWIND $ids AS id
MATCH ()-[deal:TYPE {deal_id: id}]->()
USING INDEX SEEK deal:TYPE(deal_id)
DELETE deal
""").values()
)
DEAL_NODES_GONE: Final = "UNWIND $ids AS id MATCH (d:Deal {id: id}) USING INDEX SEEK d:Deal(id) DETACH DELETE d"

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
# Writing makes it wait for the writer before.
WAIT: Final = "MATCH (l:Ledger {id: 'circflow'}) SET l.asked_at = $now"
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

EVIDENCE_GONE: Final = MappingProxyType(
    {
        table: f"MATCH (n:{label} {{dataset: $dataset}}) WITH n LIMIT $limit DETACH DELETE n"
        for table, label in {
            "names": "Name",
            "sources": "Source",
            "claims": "Claim",
            "tranches": "Tranche",
            "statuses": "StatusChange",
            "metrics": "Metric",
        }.items()
    }
)
EVIDENCE: Final = MappingProxyType(
    {
        "names": """
UNWIND $rows AS row
MATCH (c:Company {id: row.company_id})
USING INDEX SEEK c:Company(id)
CREATE (n:Name)-[:NAMES]->(c)
SET n = row
""",
        "sources": """
UNWIND $rows AS row
CREATE (n:Source)
SET n = row
""",
        "claims": """
UNWIND $rows AS row
MATCH (s:Source {dataset: row.dataset, source_id: row.source_id})
USING INDEX SEEK s:Source(dataset, source_id)
CREATE (n:Claim)-[:SAID_IN]->(s)
SET n = row
WITH n, row
OPTIONAL MATCH (d:Deal {id: row.deal_id})
USING INDEX SEEK d:Deal(id)
OPTIONAL MATCH (c:Company {id: split(row.subject, ':')[0]})
USING INDEX SEEK c:Company(id)
FOREACH (deal IN CASE WHEN d IS NULL THEN [] ELSE [d] END | CREATE (n)-[:ABOUT]->(deal))
FOREACH (company IN CASE WHEN c IS NULL THEN [] ELSE [c] END | CREATE (n)-[:ABOUT]->(company))
""",
        "tranches": """
UNWIND $rows AS row
MATCH (d:Deal {id: row.deal_id})
USING INDEX SEEK d:Deal(id)
CREATE (n:Tranche)-[:OF]->(d)
SET n = row
""",
        "statuses": """
UNWIND $rows AS row
MATCH (d:Deal {id: row.deal_id})
USING INDEX SEEK d:Deal(id)
CREATE (n:StatusChange)-[:OF]->(d)
SET n = row
""",
        "metrics": """
UNWIND $rows AS row
MATCH (c:Company {id: row.company})
USING INDEX SEEK c:Company(id)
CREATE (n:Metric)-[:OF]->(c)
SET n = row
WITH n, row
MATCH (s:Source {dataset: row.dataset, source_id: row.source_id})
USING INDEX SEEK s:Source(dataset, source_id)
CREATE (n)-[:SAID_IN]->(s)
""",
    }
)
"""How each table beside the deals is written; in this order, since claims name sources."""
