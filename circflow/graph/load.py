"""A package into the database: all of it or none, once, and never in doubt."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from neo4j import ManagedTransaction, unit_of_work

from circflow.graph.connection import Connection
from circflow.graph.faults import translated
from circflow.graph.job import Balance, Job, Progress
from circflow.graph.stale_plans import forget
from circflow.graph.statements.datasets import HELD
from circflow.graph.steps import InSteps
from circflow.graph.transactions import InOne, OnlyLooking, Transactions
from circflow.model import Package

ATOMIC: Final = 50_000
"""Deals up to which a load is one transaction. Above, it is marked incomplete until its last batch is in."""

_LOOK_S: Final = 3_600.0
"""A dry run of millions of deals compares them all in one transaction."""


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
    connection: Connection,
    package: Package,
    *,
    rows: Balance = MappingProxyType({}),
    dry_run: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> LoadReport:
    """Load a package, so that the database holds exactly what it says under its name.

    Up to `ATOMIC` deals, everything happens in one transaction together with the ledger. A larger package is written in
    batches; until the last one it is marked incomplete, which every answer tells, and loading it again completes it.

    Args:
        connection: Where to.
        package: What.
        rows: What became of the rows that were read, file by file; entered in the ledger.
        dry_run: Whether to look only.
        progress: Told how many deals are done.

    Raises:
        InputError: a deal id or a group contradicts another data set; nothing was written.
        OutcomeUnknown: the reply to the commit was lost, and the server did not come back.
        CircflowError: as `translated` maps the driver's exceptions.
    """
    with translated(connection.address.host_port, loading=True):
        if dry_run:

            @unit_of_work(timeout=_LOOK_S)
            def look(transaction: ManagedTransaction) -> Job:
                return _done(package, rows, OnlyLooking(transaction), progress)

            with connection.session() as session:
                return _report(session.execute_read(look), dry_run=True)
        if len(package.deals) > ATOMIC or _held(connection, package.name) > ATOMIC:
            steps = InSteps(connection, package.name)
            report = _report(_done(package, rows, steps, progress), resolved=steps.resolved)
        else:
            one = InOne(connection, package.name)
            job = one.run(lambda transactions: _done(package, rows, transactions, progress))
            report = _report(job, resolved=one.resolved)
    forget(connection, report.added)
    return report


def complete(connection: Connection, package: Package, *, rows: Balance, load_id: str) -> LoadReport:
    """Complete a data set whose companies and deals were imported into an empty database: all but the rest of it.

    Raises:
        CircflowError: another load or unload began meanwhile, or not all of it is there.
    """
    steps = InSteps(connection, package.name, load_id)
    with translated(connection.address.host_port, loading=True):
        job = Job(package, rows, steps, lambda _done, _all: None, added=len(package.deals))
        steps.begin()
        job.close()
    return _report(job, resolved=steps.resolved)


def _held(connection: Connection, dataset: str) -> int:
    return int(connection.ask(HELD, {"dataset": dataset})[0]["deals"])


def _done(package: Package, rows: Balance, transactions: Transactions, progress: Progress) -> Job:
    job = Job(package, rows, transactions, progress)
    job.run()
    return job


def _report(job: Job, *, dry_run: bool = False, resolved: bool = False) -> LoadReport:
    return LoadReport(
        dataset=job.name,
        added=job.added,
        changed=job.changed,
        withdrawn=job.withdrawn,
        unchanged=job.unchanged,
        companies=len(job.package.companies),
        same_bytes=job.held.same_bytes,
        resolved=resolved,
        dry_run=dry_run,
        warnings=tuple(job.warnings),
    )
