"""The parts of a load, each within a transaction that its caller opened."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from neo4j import ManagedTransaction

from circflow.errors import CircflowError
from circflow.graph import statements
from circflow.graph.rows import Row

BATCH: Final = 5_000
"""Rows sent at a time: beyond it only memory grows, not speed."""

Item = TypeVar("Item")


def batches(items: Sequence[Item], size: int = BATCH) -> Iterator[Sequence[Item]]:
    """Cut a sequence into parts."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def list_companies(
    transaction: ManagedTransaction, dataset: str, listed: Sequence[Row], unlisted: Sequence[str]
) -> None:
    """Write which companies a data set lists, and describe each company by the first data set that names it."""
    for rows in batches(listed):
        transaction.run(statements.LIST, dataset=dataset, rows=rows).consume()
    for ids in batches(unlisted):
        transaction.run(statements.UNLIST, dataset=dataset, ids=ids).consume()
    describe(transaction, [*(row["id"] for row in listed), *unlisted])


def describe(transaction: ManagedTransaction, ids: Sequence[str]) -> None:
    """Give companies the name, kind, country and group of the first data set that still names them."""
    for statement in (statements.DESCRIBE, statements.NAME_GROUPS):
        for part in batches(ids):
            transaction.run(statement, ids=part).consume()


def write_deals(transaction: ManagedTransaction, dataset: str, rows: Sequence[Row], *, replace: bool) -> None:
    """Write deals; with `replace` in the place of those with the same ids."""
    if replace:
        remove_relationships(transaction, [row["id"] for row in rows])
    transaction.run(statements.DEAL_NODES, dataset=dataset, rows=_digests(rows)).consume()
    for relationship, statement in statements.DEALS.items():
        chosen = [row for row in rows if row["type"] == relationship]
        if chosen:
            created = transaction.run(statement, rows=chosen).consume().counters.relationships_created
            if created != len(chosen):
                raise CircflowError(f"{len(chosen):,} deals were sent and {created:,} stored; nothing was kept")


def _digests(rows: Sequence[Row]) -> list[Row]:
    return [{"id": row["id"], "digest": row["digest"]} for row in rows]


def remove_relationships(transaction: ManagedTransaction, ids: Sequence[str]) -> None:
    """Take deals off the graph; their evidence stays for the time being."""
    for statement in statements.DEALS_GONE:
        transaction.run(statement, ids=ids).consume()


def remove_deals(transaction: ManagedTransaction, ids: Sequence[str]) -> None:
    """Take deals out."""
    remove_relationships(transaction, ids)
    transaction.run(statements.DEAL_NODES_GONE, ids=ids).consume()


def replace_evidence(transaction: ManagedTransaction, dataset: str, tables: dict[str, list[Row]]) -> None:
    """Replace whole tables of names, sources, claims, tranches, status changes and metrics."""
    for table in tables:
        transaction.run(statements.EVIDENCE_GONE[table], dataset=dataset).consume()
    for table, statement in statements.EVIDENCE.items():
        for rows in batches(tables.get(table, [])):
            created = transaction.run(statement, rows=rows).consume().counters.nodes_created
            if created != len(rows):
                raise CircflowError(f"{len(rows):,} rows of {table} were sent and {created:,} stored; nothing was kept")


def remove_orphans(transaction: ManagedTransaction, ids: Sequence[str]) -> None:
    """Remove companies that no data set lists any more and nobody else uses, and groups without members."""
    for part in batches(ids):
        transaction.run(statements.COMPANIES_GONE, ids=part).consume()
    transaction.run(statements.GROUPS_GONE).consume()


def check_counts(transaction: ManagedTransaction, dataset: str, deals: int) -> None:
    """Compare what the database holds with what was planned.

    Raises:
        CircflowError: they differ; the transaction must not be committed.
    """
    record = transaction.run(statements.DEALS_COUNT, dataset=dataset).single(strict=True)
    if not record["deals"] == record["relationships"] == deals:
        raise CircflowError(
            f"the database holds {record['deals']:,} deals and {record['relationships']:,} relationships of "
            f"'{dataset}' where {deals:,} were planned; nothing was kept"
        )


def now() -> datetime:
    """Return the present as an aware UTC instant."""
    return datetime.now(UTC)


def run(transaction: ManagedTransaction, statement: str, **parameters: Any) -> None:  # noqa: ANN401 - driver parameters
    """Run one of our constant statements for its effect."""
    transaction.run(statement, parameters).consume()
