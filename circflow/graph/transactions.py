"""Where the parts of a job are done: in one transaction, or in one that only looks; for many there is `steps`."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Protocol, TypeVar

from neo4j import ManagedTransaction

from circflow.graph.commit import commit
from circflow.graph.connection import Connection
from circflow.graph.statements.datasets import DATASET_BEGUN
from circflow.graph.write import now, run

FIRST: Final = 0
"""Number of the step that begins a job."""

Part = TypeVar("Part")
Result = TypeVar("Result")
PartWork = Callable[[ManagedTransaction, Part], Result]
"""What is done with a part in a transaction."""


class Transactions(Protocol):
    """Where the parts of a job are done. Each part is called with a transaction and its arguments.

    Attributes:
        dry: Whether parts must not write.
    """

    dry: bool

    def begin(self) -> None:
        """Mark the data set as being written."""

    def look(self, work: Callable[..., Result], *arguments: Any) -> Result:  # noqa: ANN401 - passed on
        """Do a part that only reads."""

    def write(self, work: Callable[..., Result], *arguments: Any) -> Result:  # noqa: ANN401 - passed on
        """Do a part that writes."""

    def write_each(
        self, work: PartWork[Part, Result], parts: Iterable[Part], alone: Callable[[Part], Iterator[Result]]
    ) -> Iterator[Result]:
        """Do parts that write and do not need each other; yield what came of each.

        Args:
            work: What to do with a part.
            parts: In their order.
            alone: Does a part by itself, perhaps in smaller ones, where many transactions are on their way at once and
                that did not work.
        """


def _in_turn(
    self: Transactions,
    work: PartWork[Part, Result],
    parts: Iterable[Part],
    alone: Callable[[Part], Iterator[Result]],  # noqa: ARG001 - all is one
) -> Iterator[Result]:
    """Do parts that write, one after the other."""
    return (self.write(work, part) for part in parts)


class OnlyLooking:
    """A reading transaction, in which parts that write are told not to."""

    dry = True

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def begin(self) -> None:
        """Mark nothing."""

    def look(self, work: Callable[..., Result], *arguments: Any) -> Result:  # noqa: ANN401 - passed on
        """Do a part that only reads."""
        return work(self._transaction, *arguments)

    write = look
    write_each = _in_turn


class InOne:
    """One transaction for all."""

    dry = False

    def __init__(self, connection: Connection, dataset: str) -> None:
        self._connection = connection
        self._dataset = dataset
        self._transaction: ManagedTransaction | None = None
        self.resolved = False

    def run(self, job: Callable[[Transactions], Result]) -> Result:
        """Do a job, from its beginning whenever the server asks for it to be done again."""
        results: list[Result] = []

        def work(transaction: ManagedTransaction) -> None:
            self._transaction = transaction
            results.append(job(self))

        self.resolved = commit(self._connection, work, what=f"'{self._dataset}'")
        return results[-1]

    def begin(self) -> None:
        """Mark the data set as being written."""
        self.look(begin, self._dataset, uuid.uuid4().hex)

    def look(self, work: Callable[..., Result], *arguments: Any) -> Result:  # noqa: ANN401 - passed on
        """Do a part in the transaction."""
        if self._transaction is None:
            raise RuntimeError("no transaction is open")
        return work(self._transaction, *arguments)

    write = look
    write_each = _in_turn


def begin(transaction: ManagedTransaction, dataset: str, load_id: str) -> None:
    """Mark a data set as being written by a load or unload, so that an earlier one stops."""
    run(transaction, DATASET_BEGUN, dataset=dataset, load_id=load_id, step=FIRST, now=now())
