"""What is read and written of a data set as a whole, and of the ledger."""

from typing import Final

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
# Writing makes it wait for the writer before.
WAIT: Final = "MATCH (l:Ledger {id: 'circflow'}) SET l.asked_at = $now"
