"""What is loaded: data sets, companies and their names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from circflow.graph.connection import Connection
from circflow.graph.matches import read
from circflow.model import DatasetStamp, Match

_DATASETS: Final = """
MATCH (d:Dataset)
RETURN d.id AS id, d.sha256 AS sha256, d.loaded_at AS loaded_at, d.deals AS deals, d.state AS state,
       d.matches AS matches,
       COUNT { (d)-[:LISTS]->() } AS companies
ORDER BY d.id
"""
_COMPANIES: Final = """
MATCH (c:Company)-[:PART_OF]->(g:Group)
OPTIONAL MATCH (n:Name)-[:NAMES]->(c)
WITH c, g, n ORDER BY n.kind, n.text
RETURN c.id AS id, c.name AS name, c.kind AS kind, c.country AS country, g.id AS group_id,
       collect(DISTINCT n.text) AS names, COUNT { (c)-[:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]-() } AS deals
ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class LoadedDataset:
    """One line of the ledger.

    Attributes:
        id: Name of the data set.
        sha256: Digest of the bytes that were loaded; empty while its first load is unfinished.
        loaded_at: Aware UTC instant of the last load that changed something.
        deals: Number of deals.
        companies: Number of companies that it lists.
        complete: False while a large load is unfinished.
        matches: Decisions about companies that it rests on.
    """

    id: str
    sha256: str
    loaded_at: datetime
    deals: int
    companies: int
    complete: bool
    matches: tuple[Match, ...] = ()

    @property
    def stamp(self) -> DatasetStamp:
        """Return what an answer keeps of it."""
        return DatasetStamp(self.id, self.sha256, self.loaded_at, self.complete, self.matches)


def datasets(connection: Connection) -> list[LoadedDataset]:
    """Return the loaded data sets, sorted by id."""
    return [
        LoadedDataset(
            row["id"],
            row["sha256"],
            row["loaded_at"].to_native(),
            row["deals"],
            row["companies"],
            row["state"] == "complete",
            read(row["matches"]),
        )
        for row in connection.ask(_DATASETS)
    ]


def companies(connection: Connection) -> list[Mapping[str, Any]]:
    """Return all companies, sorted by id: id, name, kind, country, group_id, names (further ones), deals (a number)."""
    return list(connection.ask(_COMPANIES))
