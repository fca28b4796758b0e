"""Taking a data set out again; what other data sets share stays."""

from neo4j import ManagedTransaction

from circflow.errors import InputError
from circflow.graph import statements
from circflow.graph.commit import commit
from circflow.graph.connection import Connection
from circflow.graph.faults import translated
from circflow.graph.load import ATOMIC
from circflow.graph.write import batches, describe, now, remove_deals, replace_evidence, run


def unload(connection: Connection, dataset: str) -> int:
    """Take out a data set: its deals, its evidence, and the companies that no other data set lists.

    Returns:
        The number of deals taken out.

    Raises:
        InputError: no such data set.
    """
    what = f"the removal of '{dataset}'"
    with translated(connection.address.host_port, loading=True):
        ids = [row["id"] for row in connection.ask(statements.DEAL_DIGESTS, {"dataset": dataset})]
        if len(ids) > ATOMIC:
            commit(connection, lambda transaction: _mark(transaction, dataset), what=what)
            for part in batches(ids):
                commit(connection, lambda transaction, part=part: remove_deals(transaction, part), what=what)  # type: ignore[misc]
        commit(connection, lambda transaction: _remove(transaction, dataset), what=what)
    return len(ids)


def _mark(transaction: ManagedTransaction, dataset: str) -> None:
    _require(transaction, dataset)
    run(transaction, statements.DATASET_BEGUN, dataset=dataset, load_id="unload", now=now())


def _remove(transaction: ManagedTransaction, dataset: str) -> None:
    _require(transaction, dataset)
    for part in batches([row["id"] for row in transaction.run(statements.DEAL_DIGESTS, dataset=dataset)]):
        remove_deals(transaction, part)
    replace_evidence(transaction, dataset, {table: [] for table in statements.EVIDENCE})
    listed = [row["id"] for row in transaction.run(statements.LISTED, dataset=dataset)]
    run(transaction, statements.DATASET_GONE, dataset=dataset)
    describe(transaction, listed)


def _require(transaction: ManagedTransaction, dataset: str) -> None:
    if transaction.run(statements.DATASET, dataset=dataset).single() is None:
        raise InputError(f"no data set '{dataset}' is loaded", hint="circflow datasets lists them.")
