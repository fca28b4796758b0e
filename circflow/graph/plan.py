"""What a load would change: the package against what the database holds of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from neo4j import ManagedTransaction

from circflow import __version__
from circflow.errors import InputError
from circflow.graph import statements
from circflow.graph.rows import Row, company_rows, deal_rows, digest, evidence_rows
from circflow.model import Package

SHOWN = 3


@dataclass(slots=True, kw_only=True)
class Plan:
    """The difference, ready to be written.

    Attributes:
        added: Rows of deals that are new.
        changed: Rows of deals that differ from what is there.
        withdrawn: Ids of deals that the package no longer has.
        moved: Rows of deals that are the same and stand in another place of their file.
        unchanged: Number of deals that are the same, moved ones among them.
        listed: Rows of companies whose listing is new or differs.
        unlisted: Ids of companies that the package no longer lists.
        evidence: Table → its rows, for tables that differ as a whole.
        tables: Table → digest of its rows, kept in the ledger.
        same_bytes: Whether the very same bytes are loaded completely, so that nothing is to be done.
        warnings: Differences from other data sets that are kept out.
    """

    added: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    moved: list[Row] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    unchanged: int = 0
    listed: list[Row] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    evidence: dict[str, list[Row]] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    same_bytes: bool = False
    warnings: list[str] = field(default_factory=list)

    @property
    def deals(self) -> int:
        """Return the number of deals that the data set has afterwards."""
        return len(self.added) + len(self.changed) + self.unchanged


class Rows:
    """A package as rows, made once however often a transaction is tried."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.companies = company_rows(package)
        self.deals = deal_rows(package)
        self.evidence = evidence_rows(package)
        self.tables = {table: digest(rows) for table, rows in self.evidence.items()}


def plan(transaction: ManagedTransaction, rows: Rows) -> Plan:
    """Compare a package with the database.

    Raises:
        InputError: another data set has one of its deal ids, or puts one of its companies into another group.
    """
    dataset = rows.package.name
    loaded = _one(transaction, statements.DATASET, dataset=dataset)
    result = Plan(tables=rows.tables)
    complete = loaded is not None and loaded["state"] == "complete"
    if loaded and complete and (loaded["sha256"], loaded["tool"]) == (rows.package.sha256, __version__):
        result.same_bytes = True
        result.unchanged = len(rows.deals)
        return result
    _refuse_conflicts(transaction, rows)
    _compare_deals(transaction, rows, result)
    listed = {row["id"]: row["digest"] for row in transaction.run(statements.LISTED, dataset=dataset)}
    result.listed = [row for row in rows.companies if listed.get(row["id"]) != row["digest"]]
    result.unlisted = sorted(listed.keys() - {row["id"] for row in rows.companies})
    differing = _differing(rows, json.loads(loaded["tables"]) if loaded and complete else None)
    result.evidence = {table: rows.evidence[table] for table in rows.evidence if table in differing}
    result.warnings = [
        f"the company '{row['id']}' keeps the name, kind and country that '{row['dataset']}' gave it ({row['name']})"
        for row in transaction.run(statements.LISTING_DIFFERENCES, dataset=dataset, rows=result.listed)
    ]
    return result


def _differing(rows: Rows, old: Mapping[str, str] | None) -> set[str]:
    """Return the tables to be written anew; all of them when an unfinished load may have left anything."""
    if old is None:
        return set(rows.tables)
    differing = {table for table, sha in rows.tables.items() if old.get(table, digest([])) != sha}
    if "sources" in differing:
        differing.add("claims")  # a claim hangs on its source
    return differing


def _compare_deals(transaction: ManagedTransaction, rows: Rows, result: Plan) -> None:
    found = transaction.run(statements.DEAL_DIGESTS, dataset=rows.package.name)
    stored = {row["id"]: (row["digest"], row["place"]) for row in found}
    for row in rows.deals:
        old, place = stored.pop(row["id"], (None, None))
        if old is None:
            result.added.append(row)
        elif old != row["digest"]:
            result.changed.append(row)
        else:
            result.unchanged += 1
            if place != row["place"]:
                result.moved.append(row)
    result.withdrawn = sorted(stored)


def _refuse_conflicts(transaction: ManagedTransaction, rows: Rows) -> None:
    dataset = rows.package.name
    owners = list(transaction.run(statements.DEAL_OWNERS, dataset=dataset, ids=[row["id"] for row in rows.deals]))
    if owners:
        raise InputError(
            f"the data set '{owners[0]['dataset']}' already has {_shown([row['id'] for row in owners], 'deal')}, "
            f"which '{dataset}' has too",
            hint=f"One data set owns a deal: rename it in '{dataset}', or unload '{owners[0]['dataset']}' first.",
        )
    conflicts = list(transaction.run(statements.GROUP_CONFLICTS, dataset=dataset, rows=rows.companies))
    if conflicts:
        first = conflicts[0]
        raise InputError(
            f"the company '{first['id']}' belongs to the group '{first['theirs']}' in '{first['dataset']}' "
            f"and to '{first['ours']}' in '{dataset}'",
            hint="A company has one group: make the two data sets agree.",
        )


def _shown(ids: Sequence[str], what: str) -> str:
    listed = ", ".join(ids[:SHOWN])
    more = f" and {len(ids) - SHOWN:,} more" if len(ids) > SHOWN else ""
    return f"the {what}{'s' if len(ids) > 1 else ''} {listed}{more}"


def _one(transaction: ManagedTransaction, statement: str, **parameters: Any) -> dict[str, Any] | None:  # noqa: ANN401
    record = transaction.run(statement, parameters).single()
    return record.data() if record else None
