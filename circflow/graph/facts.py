"""What a table shows of deals beside their ids."""

from collections.abc import Collection
from typing import Final

from circflow.graph.connection import Connection
from circflow.model import DealFact

_FACTS: Final = """
UNWIND $ids AS id
CALL (id) {
  MATCH (payer)-[deal:INVESTS_IN {deal_id: id}]->(payee) RETURN payer, deal, payee
  UNION ALL
  MATCH (payer)-[deal:BUYS_FROM {deal_id: id}]->(payee) RETURN payer, deal, payee
  UNION ALL
  MATCH (payer)-[deal:JOINT_VENTURE {deal_id: id}]->(payee) RETURN payer, deal, payee
}
RETURN id, payer.id AS payer, type(deal) AS relationship, payee.id AS payee, deal.amount_label AS amount_label,
       deal.status AS status, deal.firmness AS firmness, deal.announced_date AS announced, deal.end_date AS ended
"""


def facts(connection: Connection, ids: Collection[str]) -> dict[str, DealFact]:
    """Return payer, payee, amount, status and dates of deals by id; unknown ids are left out."""
    rows = connection.ask(_FACTS, {"ids": sorted(ids)}) if ids else []
    return {
        row["id"]: DealFact(
            row["id"],
            row["payer"],
            row["relationship"],
            row["payee"],
            row["amount_label"],
            row["status"],
            row["firmness"],
            row["announced"],
            row["ended"],
        )
        for row in rows
    }
