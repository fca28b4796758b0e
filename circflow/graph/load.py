"""A package into the database: all of it or none, once, and never in doubt."""

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from neo4j import ManagedTransaction

from circflow import __version__
from circflow.errors import CircflowError, NotEnoughMemory
from circflow.graph import statements
from circflow.graph.commit import commit
from circflow.graph.connection import Connection
from circflow.graph.faults import translated
from circflow.graph.matches import kept
from circflow.graph.plan import Plan, Rows, plan
from circflow.graph.rows import Row
from circflow.graph.write import (
    BATCH,
    batches,
    check_counts,
    list_companies,
    now,
    remove_deals,
    replace_evidence,
    run,
    unlist_companies,
    write_deals,
)
from circflow.model import Package

ATOMIC: Final = 50_000
"""Deals up to which a load is one transaction. Above, it is marked incomplete until its last batch is in."""

Progress = Callable[[int, int], None]
"""Called with the deals written and the deals to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What a load did, or with `dry_run` would do.

    Attributes:
        dataset: Id of the data set.
        added: Deals that are new.
        changed: Deals that were replaced.
        withdrawn: Deals that the new version no longer has.
        unchanged: Deals that were there already.
        companies: Companies that the package lists.
        same_bytes: Whether these bytes were loaded before, so that nothing was touched.
        resolved: Whether the reply to a commit was lost and the ledger told that it had succeeded.
        dry_run: Whether nothing was written.
        warnings: Differences from other data sets.
    """

    dataset: str
    added: int
    changed: int
    withdrawn: int
    unchanged: int
    companies: int
    same_bytes: bool = False
    resolved: bool = False
    dry_run: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def deals(self) -> int:
        """Return the number of deals that the data set now has."""
        return self.added + self.changed + self.unchanged


def load(
    connection: Connection, package: Package, *, dry_run: bool = False, progress: Progress = lambda _done, _all: None
) -> LoadReport:
    """Load a package, so that the database holds exactly what it says under its name.

    Up to `ATOMIC` deals, everything happens in one transaction together with the ledger. A larger package is written in
    batches; until the last one it is marked incomplete, which every answer tells, and loading it again completes it.

    Raises:
        InputError: a deal id or a group contradicts another data set; nothing was written.
        OutcomeUnknown: the reply to the commit was lost, and the server did not come back.
        CircflowError: as `translated` maps the driver's exceptions.
    """
    job = _Job(connection, Rows(package), progress)
    with translated(connection.address.host_port, loading=True):
        if dry_run:
            with connection.session() as session:
                job.plan = session.execute_read(plan, job.rows)
        elif len(package.deals) <= ATOMIC:
            job.commit(job.whole)
        else:
            job.in_batches()
    return job.report(dry_run=dry_run)


@dataclass(slots=True)
class _Job:
    """One load under way."""

    connection: Connection
    rows: Rows
    progress: Progress
    load_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    plan: Plan = field(default_factory=Plan)
    resolved: bool = False

    @property
    def name(self) -> str:
        return self.rows.package.name

    def report(self, *, dry_run: bool) -> LoadReport:
        return LoadReport(
            dataset=self.name,
            added=len(self.plan.added),
            changed=len(self.plan.changed),
            withdrawn=len(self.plan.withdrawn),
            unchanged=self.plan.unchanged,
            companies=len(self.rows.companies),
            same_bytes=self.plan.same_bytes,
            resolved=self.resolved,
            dry_run=dry_run,
            warnings=tuple(self.plan.warnings),
        )

    def commit(self, work: Callable[..., None], *arguments: Any) -> None:  # noqa: ANN401 - passed on
        self.resolved |= commit(
            self.connection, lambda transaction: work(transaction, *arguments), what=f"'{self.name}'"
        )

    def whole(self, transaction: ManagedTransaction) -> None:
        """Write everything in one transaction."""
        self.begin(transaction)
        if self.plan.same_bytes:
            return
        for ids in batches(self.plan.withdrawn):
            remove_deals(transaction, ids)
        done = 0
        present = [*self.plan.changed, *self.plan.moved]
        for rows, replace in ((present, True), (self.plan.added, False)):
            for part in batches(rows):
                write_deals(transaction, self.name, part, replace=replace)
                done += len(part)
                self.progress(done, len(present) + len(self.plan.added))
        self.finish(transaction)

    def in_batches(self) -> None:
        """Write a large package in many transactions, of which each may be repeated; the last makes it complete."""
        self.commit(self.begin)
        if self.plan.same_bytes:
            return
        for ids in batches(self.plan.withdrawn):
            self.commit(self.withdraw, ids)
        todo = [*self.plan.changed, *self.plan.moved, *self.plan.added]
        done, size = 0, BATCH
        while done < len(todo):
            part = todo[done : done + size]
            try:
                self.commit(self.batch, part)
            except NotEnoughMemory:
                if size == 1:
                    raise
                # The same size would only fail again.
                size //= 2
                continue
            done += len(part)
            self.progress(done, len(todo))
        self.commit(self.close)

    def begin(self, transaction: ManagedTransaction) -> None:
        """Compare, mark the data set as being written, and list its companies, which its deals need."""
        self.plan = plan(transaction, self.rows)
        if not self.plan.same_bytes:
            run(transaction, statements.DATASET_BEGUN, dataset=self.name, load_id=self.load_id, now=now())
            list_companies(transaction, self.name, self.plan.listed)

    def withdraw(self, transaction: ManagedTransaction, ids: Sequence[str]) -> None:
        self.owned(transaction)
        remove_deals(transaction, ids)

    def close(self, transaction: ManagedTransaction) -> None:
        self.owned(transaction)
        self.finish(transaction)

    def batch(self, transaction: ManagedTransaction, part: Sequence[Row]) -> None:
        self.owned(transaction)
        # A repeated batch may find its own rows.
        write_deals(transaction, self.name, part, replace=True)

    def owned(self, transaction: ManagedTransaction) -> None:
        """Stop when somebody else began to write the same data set between two batches."""
        record = transaction.run(statements.DATASET, dataset=self.name).single()
        if record is None or record["load_id"] != self.load_id:
            raise CircflowError(
                f"another load or unload of '{self.name}' began meanwhile", hint="Let one finish, then load again."
            )

    def finish(self, transaction: ManagedTransaction) -> None:
        """Write what stands beside the deals, compare the counts, and enter the load in the ledger."""
        package = self.rows.package
        replace_evidence(transaction, self.name, self.plan.evidence)
        unlist_companies(transaction, self.name, self.plan.unlisted)
        check_counts(transaction, self.name, self.plan.deals)
        run(
            transaction,
            statements.DATASET_DONE,
            dataset=self.name,
            sha256=package.sha256,
            now=now(),
            deals=self.plan.deals,
            descriptor=package.descriptor,
            tables=json.dumps(self.plan.tables),
            tool=__version__,
            matches=kept(package.matches),
        )
