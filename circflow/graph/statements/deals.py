"""What is read and written of deals: their relationships, and the node beside each that keeps its digest."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from circflow.graph.rows import KEPT, SENT
from circflow.model import RELATIONSHIPS

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
