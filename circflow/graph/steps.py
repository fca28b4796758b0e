"""How a job is cut into transactions: all in one, in many that each may be repeated, or only looking."""

import uuid
from collections.abc import Callable
from typing import Any, Final, Protocol, TypeVar

from neo4j import ManagedTransaction, unit_of_work
from neo4j.exceptions import IncompleteCommit, ServiceUnavailable

from circflow.errors import CircflowError
from circflow.graph import statements
from circflow.graph.commit import TIMEOUT_S, commit
from circflow.graph.connection import Connection
from circflow.graph.write import now, run

_FIRST: Final = 0

Result = TypeVar("Result")
Work = Callable[..., Any]


class Transactions(Protocol):
    """Where the parts of a job are done. Each part is called with a transaction and its arguments.

    Attributes:
        dry: Whether parts must not write.
        several: Whether each part has a transaction of its own.
    """

    dry: bool
    several: bool

    def begin(self) -> None:
        """Mark the data set as being written."""

    def look(self, work: Callable[..., Result], *arguments: Any) -> Result:  # noqa: ANN401 - passed on
        """Do a part that only reads."""

    def write(self, work: Callable[..., Result], *arguments: Any) -> Result:  # noqa: ANN401 - passed on
        """Do a part that writes."""


class OnlyLooking:
    """A reading transaction, in which parts that write are told not to."""

    dry = True
    several = False

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def begin(self) -> None:
        """Mark nothing."""

    def look(self, work: Callable[..., Result], *arguments: Any) -> Result:  # noqa: ANN401 - passed on
        """Do a part that only reads."""
        return work(self._transaction, *arguments)

    write = look


class InOne:
    """One transaction for all."""

    dry = False
    several = False

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
        self.look(_begin, self._dataset, uuid.uuid4().hex)

    def look(self, work: Callable[..., Result], *arguments: Any) -> Result:  # noqa: ANN401 - passed on
        """Do a part in the transaction."""
        if self._transaction is None:
            raise RuntimeError("no transaction is open")
        return work(self._transaction, *arguments)

    write = look


class InSteps:
    """Many transactions. The data set counts them, so that one whose reply was lost is not done twice."""

    dry = False
    several = True

    def __init__(self, connection: Connection, dataset: str, load_id: str | None = None) -> None:
        self._connection = connection
        self._dataset = dataset
        self._load_id = load_id or uuid.uuid4().hex
        self._step = _FIRST
        self.resolved = False

    def begin(self) -> None:
        """Mark the data set as being written."""
        self._commit(lambda transaction: _begin(transaction, self._dataset, self._load_id))

    def look(self, work: Callable[..., Result], *arguments: Any) -> Result:  # noqa: ANN401 - passed on
        """Do a part that only reads."""
        with self._connection.session() as session:
            try:
                return session.execute_read(unit_of_work(timeout=TIMEOUT_S)(work), *arguments)
            except IncompleteCommit as error:
                # Nothing was written, so nothing is in doubt.
                raise ServiceUnavailable(*error.args) from error

    def write(self, work: Callable[..., Result], *arguments: Any) -> Result:  # noqa: ANN401 - passed on
        """Do a part that writes, in a transaction of its own."""
        self._step += 1
        results: list[Result] = []

        def step(transaction: ManagedTransaction) -> None:
            if self._is_due(transaction):
                results.append(work(transaction, *arguments))

        self._commit(step)
        return results[-1]

    def _commit(self, work: Callable[[ManagedTransaction], None]) -> None:
        self.resolved |= commit(self._connection, work, what=f"'{self._dataset}'")

    def _is_due(self, transaction: ManagedTransaction) -> bool:
        """Enter the step, and return whether it is new; stop when somebody else began to write the same data set."""
        asked = {"dataset": self._dataset, "load_id": self._load_id, "step": self._step}
        record = transaction.run(statements.DATASET_STEP, asked).single()
        if record is None:
            raise CircflowError(
                f"another load or unload of '{self._dataset}' began meanwhile",
                hint="Let one finish, then load again.",
            )
        return bool(record["due"])


def _begin(transaction: ManagedTransaction, dataset: str, load_id: str) -> None:
    run(transaction, statements.DATASET_BEGUN, dataset=dataset, load_id=load_id, step=_FIRST, now=now())
