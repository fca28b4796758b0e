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


def list_companies(transaction: ManagedTransaction, dataset: str, rows: Sequence[Row]) -> None:
    """Write that a data set lists companies, number new ones, and describe each by the first data set that names it."""
    for part in batches(rows):
        transaction.run(statements.LIST, dataset=dataset, rows=part).consume()
        transaction.run(statements.NUMBER, ids=[row["id"] for row in part]).consume()
    describe(transaction, [row["id"] for row in rows])


def unlist_companies(transaction: ManagedTransaction, dataset: str, ids: Sequence[str]) -> None:
    """Take companies off the list of a data set, and off the graph where no other lists them and nobody uses them."""
    for part in batches(ids):
        transaction.run(statements.UNLIST, dataset=dataset, ids=part).consume()
    describe(transaction, ids)


def describe(transaction: ManagedTransaction, ids: Sequence[str]) -> None:
    """Give companies the name, kind, country and group of the first data set that still names them.

    Companies that none names are removed, and so are the groups that lost their last member by all this. Other nodes
    are never touched: a database may have groups that are not ours.
    """
    groups = [row["id"] for part in batches(ids) for row in transaction.run(statements.GROUPS, ids=part)]
    for statement in (statements.DESCRIBE, statements.NAME_GROUPS, statements.COMPANIES_GONE):
        for part in batches(ids):
            transaction.run(statement, ids=part).consume()
    for part in batches(groups):
        transaction.run(statements.GROUPS_GONE, ids=part).consume()


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
    return [{"id": row["id"], "digest": row["digest"], "place": row["place"]} for row in rows]


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
