"""The data sets that an answer is drawn from, and what is to be said of them."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from circflow.graph.connection import Connection
from circflow.graph.deal_by_id import DEAL_BY_ID
from circflow.graph.ledger import datasets
from circflow.model import DatasetStamp

_PARTIES: Final = f"""
UNWIND $ids AS id
{DEAL_BY_ID}
UNWIND [payer.id, payer.group_id, payee.id, payee.group_id] AS party
RETURN DISTINCT party
"""
_BATCH: Final = 20_000
"""Deals that are asked for at a time: the time limit of a statement is for so many."""


def drawn_from(connection: Connection, chosen: Collection[str] | None) -> tuple[DatasetStamp, ...]:
    """Return the data sets that an answer rests on: all that are loaded, or those that were chosen."""
    return tuple(loaded.stamp for loaded in datasets(connection) if chosen is None or loaded.id in chosen)


def incomplete(stamps: Iterable[DatasetStamp]) -> tuple[str, ...]:
    """Return a warning for each data set of which a part is missing."""
    return tuple(
        f"The data set {stamp.id} is not completely loaded; answers are partial until it is loaded again."
        for stamp in stamps
        if not stamp.complete
    )


def resting_on(stamps: Iterable[DatasetStamp], companies: Collection[str]) -> tuple[DatasetStamp, ...]:
    """Return the stamps with those of their decisions alone that are about companies of an answer."""
    return tuple(
        replace(stamp, matches=tuple(match for match in stamp.matches if match.other_id in companies))
        for stamp in stamps
    )


def parties(connection: Connection, deals: Iterable[str]) -> set[str]:
    """Return the ids of those who pay or are paid in deals, and of their groups."""
    ordered, found = sorted(deals), set[str]()
    for at in range(0, len(ordered), _BATCH):
        found |= {row["party"] for row in connection.ask(_PARTIES, {"ids": ordered[at : at + _BATCH]})}
    return found
