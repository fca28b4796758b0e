"""Taking a data set out again; what other data sets share stays."""

from neo4j import ManagedTransaction

from circflow.errors import InputError
from circflow.graph import write
from circflow.graph.connection import Connection
from circflow.graph.faults import translated
from circflow.graph.load import ATOMIC
from circflow.graph.rows import EVIDENCE
from circflow.graph.statements.companies import SOME_LISTED
from circflow.graph.statements.datasets import DATASET, DATASET_GONE, HELD
from circflow.graph.statements.deals import SOME_DEAL_IDS
from circflow.graph.steps import InSteps
from circflow.graph.transactions import InOne, Transactions


def unload(connection: Connection, dataset: str) -> int:
    """Take out a data set: its deals, its evidence, and the companies that no other data set lists.

    Returns:
        The number of deals taken out.

    Raises:
        InputError: no such data set.
    """
    with translated(connection.address.host_port, loading=True):
        deals = int(connection.ask(HELD, {"dataset": dataset})[0]["deals"])
        if deals > ATOMIC:
            _take_out(InSteps(connection, dataset), dataset)
        else:
            InOne(connection, dataset).run(lambda transactions: _take_out(transactions, dataset))
    return deals


def _take_out(transactions: Transactions, dataset: str) -> None:
    transactions.look(_require, dataset)
    transactions.begin()
    while transactions.write(_remove_deals, dataset):
        pass
    for table in EVIDENCE:
        while transactions.write(write.remove_evidence, dataset, table):
            pass
    while transactions.write(_unlist, dataset):
        pass
    transactions.write(_forget, dataset)


def _remove_deals(transaction: ManagedTransaction, dataset: str) -> int:
    ids = _some(transaction, SOME_DEAL_IDS, dataset)
    write.remove_deals(transaction, ids)
    return len(ids)


def _unlist(transaction: ManagedTransaction, dataset: str) -> int:
    ids = _some(transaction, SOME_LISTED, dataset)
    write.unlist_companies(transaction, dataset, ids)
    return len(ids)


def _some(transaction: ManagedTransaction, statement: str, dataset: str) -> list[str]:
    return [row["id"] for row in transaction.run(statement, dataset=dataset, limit=write.BATCH)]


def _require(transaction: ManagedTransaction, dataset: str) -> None:
    if transaction.run(DATASET, dataset=dataset).single() is None:
        raise InputError(f"no data set '{dataset}' is loaded", hint="circflow datasets lists them.")


def _forget(transaction: ManagedTransaction, dataset: str) -> None:
    write.run(transaction, DATASET_GONE, dataset=dataset)
