"""A job in many transactions, each of which may be repeated: they are counted, so that none is done twice."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, NamedTuple

from neo4j import ManagedTransaction, unit_of_work
from neo4j.exceptions import IncompleteCommit, ServiceUnavailable

from circflow.errors import CircflowError, Unreachable
from circflow.graph.commit import TIMEOUT_S, commit, unknown
from circflow.graph.connection import Connection
from circflow.graph.faults import translated
from circflow.graph.sent import Sent
from circflow.graph.statements.datasets import DATASET_STEP
from circflow.graph.transactions import FIRST, Part, PartWork, Result, begin


class _Step(NamedTuple, Generic[Part, Result]):
    """A step that was sent.

    Attributes:
        number: Its number.
        part: What it is about.
        sent: Its transaction.
    """

    number: int
    part: Part
    sent: Sent[Result]


class InSteps:
    """Many transactions. The data set counts them, so that one whose reply was lost is not done twice."""

    dry = False

    def __init__(self, connection: Connection, dataset: str, load_id: str | None = None) -> None:
        self._connection = connection
        self._dataset = dataset
        self._load_id = load_id or uuid.uuid4().hex
        self._step = FIRST
        self.resolved = False

    def begin(self) -> None:
        """Mark the data set as being written."""
        self._commit(lambda transaction: begin(transaction, self._dataset, self._load_id))

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
            if self._is_due(transaction, self._step):
                results.append(work(transaction, *arguments))

        self._commit(step)
        return results[-1]

    def write_each(
        self, work: PartWork[Part, Result], parts: Iterable[Part], alone: Callable[[Part], Iterator[Result]]
    ) -> Iterator[Result]:
        """Do parts that write and do not need each other: each is sent while the server still commits the one before.

        Should anything go wrong, all that is left is done alone, which knows what to do about it.
        """
        before: _Step[Part, Result] | None = None
        step: _Step[Part, Result] | None = None
        broken = False
        with ThreadPoolExecutor(1) as thread:
            try:
                for part in parts:
                    step = None if broken else self._sent(work, part)
                    if step and before and not before.sent.is_committed():
                        # It holds the lock that whoever asks what became of the one before waits for.
                        step.sent.drop()
                        step = None
                    if step:
                        step.sent.commit(thread)
                    if before:
                        yield from self._settled(before, alone)
                    if not step:
                        broken = True
                        yield from alone(part)
                    before = step
                if before:
                    yield from self._settled(before, alone)
            finally:
                if step:
                    step.sent.drop()

    def _sent(self, work: PartWork[Part, Result], part: Part) -> "_Step[Part, Result] | None":
        """Write a step without committing it; return None when that does not work."""
        self._step += 1
        number = self._step

        def step(transaction: ManagedTransaction) -> Result:
            return work(transaction, part)

        def turn(transaction: ManagedTransaction) -> None:
            self._is_due(transaction, number)

        try:
            return _Step(number, part, Sent(self._connection, step, turn, what=f"'{self._dataset}'"))
        except CircflowError:
            return None

    def _settled(self, step: "_Step[Part, Result]", alone: Callable[[Part], Iterator[Result]]) -> Iterator[Result]:
        """Yield what a step that was sent came to; should it not be in, do it alone."""
        if step.sent.is_committed():
            yield step.sent.result
        elif self._is_in(step.number):
            self.resolved = True
            yield step.sent.result
        else:
            yield from alone(step.part)

    def _is_in(self, number: int) -> bool:
        """Wait for whatever is under way; return whether a step was committed.

        Raises:
            OutcomeUnknown: the server does not answer any more.
        """
        due: list[bool] = []
        try:
            with translated(self._connection.address.host_port, loading=True):
                self._commit(lambda transaction: due.append(self._is_due(transaction, number)))
        except Unreachable as error:
            raise unknown(self._connection, f"'{self._dataset}'") from error
        return not due[0]

    def _commit(self, work: Callable[[ManagedTransaction], None]) -> None:
        self.resolved |= commit(self._connection, work, what=f"'{self._dataset}'")

    def _is_due(self, transaction: ManagedTransaction, step: int) -> bool:
        """Enter the step, and return whether it is new; stop when somebody else began to write the same data set."""
        asked = {"dataset": self._dataset, "load_id": self._load_id, "step": step}
        record = transaction.run(DATASET_STEP, asked).single()
        if record is None:
            raise CircflowError(
                f"another load or unload of '{self._dataset}' began meanwhile",
                hint="Let one finish, then load again.",
            )
        return bool(record["due"])
