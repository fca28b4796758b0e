"""What an answer shows of deals beside their ids: who, how much, how firm, when, and on which documents they rest."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from circflow.graph.connection import Connection
from circflow.graph.deal_by_id import DEAL_BY_ID
from circflow.model import DealFact, SourceFact
from circflow.progress import Progress, silent

_FACTS: Final = f"""
UNWIND $ids AS id
{DEAL_BY_ID}
WITH *, size([day IN deal.status_dates WHERE day <= $as_of]) - 1 AS entry
RETURN id AS deal_id, payer.id AS payer, type(deal) AS relationship, payee.id AS payee,
       deal.amount_label AS amount_label, entry IS NOT NULL AS history,
       CASE WHEN entry IS NULL OR $as_of IS NULL THEN deal.status ELSE deal.status_words[entry] END AS status,
       CASE WHEN entry IS NULL OR $as_of IS NULL THEN deal.firmness ELSE deal.status_firmness[entry] END AS firmness,
       deal.announced_date AS announced, deal.end_date AS ended, deal.amount_low AS amount_low,
       deal.amount_high AS amount_high, deal.currency AS currency, deal.deal_kind AS kind,
       coalesce(deal.contingent, false) AS contingent, coalesce(payer.group_id, payer.id) AS payer_group,
       coalesce(payee.group_id, payee.id) AS payee_group, deal.dataset AS dataset, deal.sources AS named,
       COLLECT {{
         MATCH (:Deal {{id: id}})<-[:ABOUT]-(claim:Claim)-[:SAID_IN]->(source:Source)
         WITH DISTINCT source
         RETURN [source.dataset, source.source_id]
         ORDER BY source.dataset, source.source_id
       }} AS claimed
"""

# The documents of the shipped data are fewer than the deals, so they are sent once and not with every deal.
_SOURCES: Final = """
UNWIND $keys AS key
MATCH (source:Source {dataset: key[0], source_id: key[1]})
RETURN source.dataset AS dataset, source.source_id AS source_id, source.title AS title, source.url AS url,
       source.publisher AS publisher, source.published AS published, source.language AS language,
       source.quality AS quality
"""

_BATCH: Final = 20_000
"""Deals that are asked for at a time: the time limit of a statement is for so many."""

_Key = tuple[str, str]


def facts(
    connection: Connection, ids: Collection[str], as_of: date | None = None, progress: Progress = silent
) -> dict[str, DealFact]:
    """Return what is known of deals by id; unknown ids are left out.

    Args:
        connection: Where.
        ids: Of deals.
        as_of: Day whose status is wanted, where a deal has a history; None = the deal's own.
        progress: Takes how many are looked up, where they are many.
    """
    known: dict[str, DealFact] = {}
    ordered = sorted(ids)
    for at in range(0, len(ordered), _BATCH):
        if len(ordered) > _BATCH:
            progress("Looking up deals", at, len(ordered))
        known |= _batch(connection, ordered[at : at + _BATCH], as_of)
    return known


def _batch(connection: Connection, ids: Sequence[str], as_of: date | None) -> dict[str, DealFact]:
    rows = connection.ask(_FACTS, {"ids": ids, "as_of": as_of})
    keys = {row["deal_id"]: _keys(row) for row in rows}
    documents = _sources(connection, {key for found in keys.values() for key in found})
    return {row["deal_id"]: _fact(row, keys[row["deal_id"]], documents) for row in rows}


def _keys(row: dict[str, Any]) -> list[_Key]:
    """Take the documents off a row: those that the deal names first, each once."""
    named = [(row["dataset"], source) for source in row.pop("named") or ()]
    del row["dataset"]
    return list(dict.fromkeys([*named, *((dataset, source) for dataset, source in row.pop("claimed"))]))


def _sources(connection: Connection, keys: Collection[_Key]) -> dict[_Key, SourceFact]:
    rows = connection.ask(_SOURCES, {"keys": [list(key) for key in sorted(keys)]}) if keys else []
    return {(row["dataset"], row["source_id"]): SourceFact(**row) for row in rows}


def _fact(row: Mapping[str, Any], keys: Collection[_Key], documents: Mapping[_Key, SourceFact]) -> DealFact:
    return DealFact(**row, sources=tuple(documents[key] for key in keys if key in documents))
