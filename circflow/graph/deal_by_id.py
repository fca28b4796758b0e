"""How a deal is found by its id, whatever type its relationship has."""

from typing import Final

from circflow.model import RELATIONSHIPS

_OF_A_TYPE: Final = """
  MATCH (payer)-[deal:TYPE {deal_id: id}]->(payee)
  USING INDEX SEEK deal:TYPE(deal_id)
  RETURN payer, deal, payee
"""
_OF_ANY: Final = "  UNION ALL".join(_OF_A_TYPE.replace("TYPE", relationship) for relationship in RELATIONSHIPS)

DEAL_BY_ID: Final = f"CALL (id) {{{_OF_ANY}}}"
"""Gives `payer`, `deal` and `payee` where `id` is known. Relationships of each type have an index of their own."""
