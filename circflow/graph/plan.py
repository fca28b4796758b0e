"""What a load finds: the package against what the database holds of it, part by part."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from neo4j import ManagedTransaction

from circflow import __version__
from circflow.errors import InputError
from circflow.graph.rows import EVIDENCE, DealRow, Row, digest_of, evidence_rows
from circflow.graph.statements.companies import GROUP_CONFLICTS, LISTING_DIFFERENCES, LISTING_DIGESTS
from circflow.graph.statements.datasets import DATASET, HELD, OTHERS
from circflow.graph.statements.deals import DEAL_DIGESTS, DEAL_OWNERS
from circflow.listing import listed
from circflow.model import Package

_SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the database holds before a load.

    Attributes:
        same_bytes: Whether the very same bytes are loaded completely, so that nothing is to be done.
        deals: Deals of this data set.
        companies: Companies that it lists.
        other_deals: Whether other data sets have deals.
        others: Whether there are other data sets.
        tables: Table → digest of its rows; empty when an unfinished load may have left anything.
    """

    same_bytes: bool = False
    deals: int = 0
    companies: int = 0
    other_deals: bool = False
    others: bool = False
    tables: dict[str, str] = field(default_factory=dict)


def found(transaction: ManagedTransaction, package: Package) -> Found:
    """Look at what is there."""
    record = transaction.run(DATASET, dataset=package.name).single()
    complete = record is not None and record["state"] == "complete"
    if record and complete and (record["sha256"], record["tool"]) == (package.sha256, __version__):
        return Found(same_bytes=True)
    held = transaction.run(HELD, dataset=package.name).single(strict=True)
    others = transaction.run(OTHERS, dataset=package.name).single(strict=True)
    return Found(
        deals=held["deals"],
        companies=held["companies"],
        other_deals=others["deals"] > 0,
        others=others["datasets"] > 0,
        tables=json.loads(record["tables"]) if record and complete else {},
    )


def refuse_owned(transaction: ManagedTransaction, dataset: str, ids: Sequence[str]) -> None:
    """Stop when another data set has one of these deals.

    Raises:
        InputError: naming it.
    """
    owners = list(transaction.run(DEAL_OWNERS, dataset=dataset, ids=ids))
    if owners:
        raise InputError(
            f"the data set '{owners[0]['dataset']}' already has {_shown([row['id'] for row in owners], 'deal')}, "
            f"which '{dataset}' has too",
            hint=f"One data set owns a deal: rename it in '{dataset}', or unload '{owners[0]['dataset']}' first.",
        )


def refuse_groups(transaction: ManagedTransaction, dataset: str, rows: Sequence[Row]) -> None:
    """Stop when another data set puts one of these companies into another group.

    Raises:
        InputError: naming both.
    """
    conflicts = list(transaction.run(GROUP_CONFLICTS, dataset=dataset, rows=rows))
    if conflicts:
        first = conflicts[0]
        raise InputError(
            f"the company '{first['id']}' belongs to the group '{first['theirs']}' in '{first['dataset']}' "
            f"and to '{first['ours']}' in '{dataset}'",
            hint="A company has one group: make the two data sets agree.",
        )


def unlisted(transaction: ManagedTransaction, dataset: str, rows: Sequence[Row]) -> list[Row]:
    """Return the rows of companies whose listing is new or differs."""
    ids = [row["id"] for row in rows]
    known = {row["id"]: row["digest"] for row in transaction.run(LISTING_DIGESTS, dataset=dataset, ids=ids)}
    return [row for row in rows if known.get(row["id"]) != row["digest"]]


def differences(transaction: ManagedTransaction, dataset: str, rows: Sequence[Row]) -> list[str]:
    """Return where these listings differ from those of other data sets, whose names a company keeps."""
    return [
        f"the company '{row['id']}' keeps the name, kind and country that '{row['dataset']}' gave it ({row['name']})"
        for row in transaction.run(LISTING_DIFFERENCES, dataset=dataset, rows=rows)
    ]


@dataclass(frozen=True, slots=True)
class Compared:
    """Deals of a package beside those of the database.

    Attributes:
        added: New ones.
        changed: Those that differ from what is there.
        moved: Those that are the same and stand in another place of their file.
        unchanged: Number of those that are the same, moved ones among them.
    """

    added: Sequence[DealRow]
    changed: Sequence[DealRow] = ()
    moved: Sequence[DealRow] = ()
    unchanged: int = 0


def compare(transaction: ManagedTransaction, dataset: str, rows: Sequence[DealRow]) -> Compared:
    """Sort deals by what is to be done with them."""
    asked = transaction.run(DEAL_DIGESTS, dataset=dataset, ids=[row.id for row in rows])
    known = {row["id"]: (row["digest"], row["place"]) for row in asked}
    added, changed, moved = [], [], []
    for row in rows:
        digest, place = known.get(row.id, (None, None))
        if digest is None:
            added.append(row)
        elif digest != row.digest:
            changed.append(row)
        elif place != row.place:
            moved.append(row)
    return Compared(added, changed, moved, len(rows) - len(added) - len(changed))


def table_digests(package: Package) -> dict[str, str]:
    """Return a digest of each table that stands beside the deals."""
    return {table: digest_of(evidence_rows(package, table)) for table in EVIDENCE}


def differing(new: dict[str, str], old: dict[str, str]) -> list[str]:
    """Return the tables to be written anew; all of them when an unfinished load may have left anything."""
    tables = {table for table, digest in new.items() if old.get(table) != digest}
    if "sources" in tables:
        tables.add("claims")  # a claim hangs on its source
    return [table for table in EVIDENCE if table in tables]


def _shown(ids: Sequence[str], what: str) -> str:
    return f"the {what}{'s' if len(ids) > 1 else ''} {listed(ids, _SHOWN)}"
