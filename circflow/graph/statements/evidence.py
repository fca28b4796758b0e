"""What is written of the tables that stand beside the deals."""

from types import MappingProxyType
from typing import Final

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
NEW_EVIDENCE: Final = MappingProxyType(
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
