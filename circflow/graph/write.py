"""The parts of a load, each within a transaction that its caller opened."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, Final, TypeVar

from neo4j import ManagedTransaction

from circflow.errors import CircflowError
from circflow.graph.rows import KEPT, SENT, DealRow, Row
from circflow.graph.statements.companies import (
    COMPANIES_GONE,
    DESCRIBE,
    GROUPS,
    GROUPS_GONE,
    KNOWN_COMPANIES,
    KNOWN_GROUPS,
    LIST,
    NAME_GROUPS,
    NEW_COMPANIES,
    NEW_GROUPS,
    NUMBER,
    NUMBERS,
    UNLIST,
)
from circflow.graph.statements.datasets import WAIT
from circflow.graph.statements.deals import (
    ALL_DEALS_COUNT,
    DEAL_NODES,
    DEAL_NODES_GONE,
    DEALS,
    DEALS_COUNT,
    DEALS_GONE,
    MOVED_DEALS,
    new_deals,
)
from circflow.graph.statements.evidence import EVIDENCE_GONE, NEW_EVIDENCE

BATCH: Final = 5_000
"""Rows sent at a time: beyond it only memory grows, not speed."""

BATCH_BYTES: Final = 8_000_000
"""Bytes sent at a time, about: rows with long texts come in smaller batches."""

Item = TypeVar("Item")


def batches(
    items: Iterable[Item], size: int | None = None, weigh: Callable[[Item], int] = lambda _item: 0
) -> Iterator[list[Item]]:
    """Cut what comes into parts, by number (default: `BATCH`) and by weight."""
    most = size or BATCH
    part: list[Item] = []
    weight = 0
    for item in items:
        own = weigh(item)
        if part and (len(part) >= most or weight + own > BATCH_BYTES):
            yield part
            part, weight = [], 0
        part.append(item)
        weight += own
    if part:
        yield part


def numbers(transaction: ManagedTransaction, count: int) -> int:
    """Reserve numbers for companies; return the first of them."""
    return int(transaction.run(NUMBERS, count=count).single(strict=True)["first"])


def list_companies(transaction: ManagedTransaction, dataset: str, rows: Sequence[Row], first: int) -> None:
    """Write that a data set lists companies, number new ones, and describe each by the first data set that names it.

    Args:
        transaction: Where to.
        dataset: Who lists them.
        rows: What.
        first: Number of the first of them; the others take those that follow.
    """
    for number, row in enumerate(rows, first):
        row["number"] = number
    known = _known(transaction, KNOWN_COMPANIES, [row["id"] for row in rows])
    if new := [row for row in rows if row["id"] not in known]:
        _add_companies(transaction, dataset, new)
    if old := [row for row in rows if row["id"] in known]:
        transaction.run(WAIT, now=now()).consume()
        transaction.run(LIST, dataset=dataset, rows=old).consume()
        transaction.run(NUMBER, rows=old).consume()
        describe(transaction, [row["id"] for row in old])


def _add_companies(transaction: ManagedTransaction, dataset: str, rows: Sequence[Row]) -> None:
    """Write companies that are not there: nobody else has a say in what they are."""
    groups = {row["group"] for row in rows}
    unknown = sorted(groups - _known(transaction, KNOWN_GROUPS, sorted(groups)))
    transaction.run(NEW_GROUPS, ids=unknown).consume()
    created = transaction.run(NEW_COMPANIES, dataset=dataset, rows=rows).consume().counters.nodes_created
    _require_all(rows, created, "companies")
    # What a group is called is told by its head, which may have been there before.
    if members := [row["id"] for row in rows if row["group"] != row["id"]]:
        transaction.run(NAME_GROUPS, ids=members).consume()


def _known(transaction: ManagedTransaction, statement: str, ids: Sequence[str]) -> set[str]:
    return {row["id"] for row in transaction.run(statement, ids=ids)}


def unlist_companies(transaction: ManagedTransaction, dataset: str, ids: Sequence[str]) -> None:
    """Take companies off the list of a data set, and off the graph where no other lists them and nobody uses them."""
    transaction.run(UNLIST, dataset=dataset, ids=ids).consume()
    describe(transaction, ids)


def describe(transaction: ManagedTransaction, ids: Sequence[str]) -> None:
    """Give companies the name, kind, country and group of the first data set that still names them.

    Companies that none names are removed, and so are the groups that lost their last member by all this. Other nodes
    are never touched: a database may have groups that are not ours.
    """
    groups = [row["id"] for row in transaction.run(GROUPS, ids=ids)]
    for statement in (DESCRIBE, NAME_GROUPS, COMPANIES_GONE):
        transaction.run(statement, ids=ids).consume()
    transaction.run(GROUPS_GONE, ids=groups).consume()


def add_deals(transaction: ManagedTransaction, dataset: str, rows: Sequence[DealRow], columns: Container[str]) -> None:
    """Write deals that are not there.

    Args:
        transaction: Where to.
        dataset: Whose they are.
        rows: What.
        columns: All that some row fills, or more. Each choice of them is another statement to the server.
    """
    sent = tuple(column for column in SENT if column in columns or column in KEPT)
    cells = itemgetter(*map(SENT.index, sent))
    for type_, statement in new_deals(sent).items():
        chosen = [cells(row.sent) for row in rows if row.type == type_]
        if chosen:
            counters = transaction.run(statement, dataset=dataset, rows=chosen).consume().counters
            _require_all(chosen, min(counters.relationships_created, counters.nodes_created), "deals")


def replace_deals(transaction: ManagedTransaction, rows: Sequence[DealRow]) -> None:
    """Write deals in the place of those with the same ids; what hangs on them stays."""
    if not rows:
        return
    remove_relationships(transaction, [row.id for row in rows])
    transaction.run(DEAL_NODES, rows=[row.sent for row in rows]).consume()
    for type_, statement in DEALS.items():
        chosen = [row.sent for row in rows if row.type == type_]
        if chosen:
            created = transaction.run(statement, rows=chosen).consume().counters.relationships_created
            _require_all(chosen, created, "deals")


def move_deals(transaction: ManagedTransaction, rows: Sequence[DealRow]) -> None:
    """Write down where the rows of deals stand now."""
    if not rows:
        return
    transaction.run(DEAL_NODES, rows=[row.sent for row in rows]).consume()
    for type_, statement in MOVED_DEALS.items():
        chosen = [row.sent for row in rows if row.type == type_]
        if chosen:
            transaction.run(statement, rows=chosen).consume()


def remove_relationships(transaction: ManagedTransaction, ids: Sequence[str]) -> None:
    """Take deals off the graph; their evidence stays for the time being."""
    for statement in DEALS_GONE:
        transaction.run(statement, ids=ids).consume()


def remove_deals(transaction: ManagedTransaction, ids: Sequence[str]) -> None:
    """Take deals out."""
    remove_relationships(transaction, ids)
    transaction.run(DEAL_NODES_GONE, ids=ids).consume()


def remove_evidence(transaction: ManagedTransaction, dataset: str, table: str) -> int:
    """Take out some rows of a table of names, sources, claims …, and return how many: 0 when none were left."""
    gone = transaction.run(EVIDENCE_GONE[table], dataset=dataset, limit=BATCH).consume()
    return gone.counters.nodes_deleted


def add_evidence(transaction: ManagedTransaction, table: str, rows: Sequence[Row]) -> None:
    """Write rows of a table of names, sources, claims, tranches, status changes or metrics."""
    created = transaction.run(NEW_EVIDENCE[table], rows=rows).consume().counters.nodes_created
    _require_all(rows, created, f"rows of {table}")


def _require_all(sent: Sequence[object], stored: int, what: str) -> None:
    if stored != len(sent):
        raise CircflowError(f"{len(sent):,} {what} were sent and {stored:,} stored; nothing was kept")


def check_counts(transaction: ManagedTransaction, dataset: str, deals: int, *, alone: bool) -> None:
    """Compare what the database holds with what was planned.

    Args:
        transaction: Where to ask.
        dataset: Whose deals are counted.
        deals: How many it should have.
        alone: Whether no other data set has deals.

    Raises:
        CircflowError: they differ; the transaction must not be committed.
    """
    statement = ALL_DEALS_COUNT if alone else DEALS_COUNT
    record = transaction.run(statement, dataset=dataset).single(strict=True)
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
