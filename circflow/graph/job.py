"""What a load does, part by part: the same parts whether they are one transaction or many."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from neo4j import ManagedTransaction

from circflow import __version__
from circflow.errors import NotEnoughMemory
from circflow.graph import write
from circflow.graph.ahead import ahead
from circflow.graph.matches import kept
from circflow.graph.plan import (
    Compared,
    Found,
    compare,
    differences,
    differing,
    found,
    refuse_groups,
    refuse_owned,
    table_digests,
    unlisted,
)
from circflow.graph.rows import DealRow, Row, company_rows, deal_rows, evidence_rows, filled_columns
from circflow.graph.statements.companies import LISTED
from circflow.graph.statements.datasets import DATASET_DONE
from circflow.graph.statements.deals import DEAL_IDS
from circflow.graph.transactions import Transactions
from circflow.graph.write import batches, now, run
from circflow.model import Package
from circflow.shelf import Shelf

_MOST_WARNINGS: Final = 1_000

Balance = Mapping[str, Mapping[str, int]]
"""File → how many of its rows were read, rejected and ignored."""

Progress = Callable[[int, int], None]
"""Called with the deals written and the deals to write."""


@dataclass(slots=True)
class Job:
    """One load under way.

    Attributes:
        package: What is loaded.
        rows: What became of the rows that were read.
        transactions: Where its parts are done.
        progress: Told how many deals are done.
        held: What the database holds before.
        added: Deals that are new.
        changed: Deals that were replaced.
        unchanged: Deals that were there already.
        withdrawn: Deals that the package no longer has.
        warnings: Differences from other data sets.
    """

    package: Package
    rows: Balance
    transactions: Transactions
    progress: Progress
    held: Found = field(default_factory=Found)
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    warnings: list[str] = field(default_factory=list)
    size: int = 0
    _columns: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Return the id of the data set."""
        return self.package.name

    def run(self) -> None:
        """Look first, then write what differs: companies before the deals that name them, and the ledger last."""
        self.size = write.BATCH
        self.held = self.transactions.look(found, self.package)
        if self.held.same_bytes:
            self.unchanged = len(self.package.deals)
            return
        self._refuse_conflicts()
        self.transactions.begin()
        companies = self._list_companies()
        deals = self._write_deals()
        self._withdraw(deals)
        self.close(companies)

    def close(self, companies: Shelf | None = None) -> None:
        """Write what stands beside the deals, and the ledger."""
        tables = table_digests(self.package)
        self._replace_evidence(differing(tables, self.held.tables))
        self._unlist(companies)
        self.transactions.write(self._finish, tables)

    def _refuse_conflicts(self) -> None:
        """Find out before the first write whether the package contradicts another data set."""
        if self.held.other_deals:
            for ids in batches(deal.deal_id for deal in self.package.deals):
                self.transactions.look(refuse_owned, self.name, ids)
        if self.held.others:
            for rows in batches(company_rows(self.package)):
                self.transactions.look(refuse_groups, self.name, rows)

    def _list_companies(self) -> Shelf:
        """List the companies that the deals need; return the ids of all, if any were listed before."""
        ids = Shelf()
        with closing(ahead(batches(company_rows(self.package)))) as made:
            if not self.held.companies and not self.transactions.dry:
                self._list_all(made)
                return ids
            for rows in made:
                _remember(ids, (row["id"] for row in rows))
                self._tell(self.transactions.write(self._list_some, rows))
        return ids

    def _list_all(self, made: Iterable[list[Row]]) -> None:
        """List companies of which none was listed before: all their numbers are known at once."""
        first = self.transactions.write(write.numbers, len(self.package.companies))
        numbered = ((first + write.BATCH * at, rows) for at, rows in enumerate(made))

        def list_numbered(transaction: ManagedTransaction, part: tuple[int, list[Row]]) -> list[str]:
            first, rows = part
            told = differences(transaction, self.name, rows) if self.held.others else []
            write.list_companies(transaction, self.name, rows, first)
            return told

        def alone(part: tuple[int, list[Row]]) -> Iterator[list[str]]:
            yield self.transactions.write(list_numbered, part)

        for told in self.transactions.write_each(list_numbered, numbered, alone):
            self._tell(told)

    def _list_some(self, transaction: ManagedTransaction, rows: list[Row]) -> list[str]:
        new = unlisted(transaction, self.name, rows) if self.held.companies else rows
        told = differences(transaction, self.name, new) if self.held.others and new else []
        if new and not self.transactions.dry:
            write.list_companies(transaction, self.name, new, write.numbers(transaction, len(new)))
        return told

    def _tell(self, differing: list[str]) -> None:
        self.warnings += differing
        del self.warnings[_MOST_WARNINGS:]

    def _write_deals(self) -> Shelf:
        """Write the deals that are new or differ; return the ids of all, if any were there before."""
        ids, done, total = Shelf(), 0, len(self.package.deals)
        with closing(ahead(batches(deal_rows(self.package), weigh=attrgetter("weight")))) as made:
            parts = self._parts(made, ids)
            for compared in self.transactions.write_each(self._write_some, parts, self._in_smaller_parts):
                self.added += len(compared.added)
                self.changed += len(compared.changed)
                self.unchanged += compared.unchanged
                done += len(compared.added) + len(compared.changed) + compared.unchanged
                self.progress(done, total)
        return ids

    def _parts(self, made: Iterable[list[DealRow]], ids: Shelf) -> Iterator[list[DealRow]]:
        """Yield rows in parts of the size that the server is known to take; keep the ids, if any were there before."""
        for rows in made:
            if self.held.deals:
                _remember(ids, (row.id for row in rows))
            yield from batches(rows, self.size)

    def _in_smaller_parts(self, rows: list[DealRow]) -> Iterator[Compared]:
        """Write deals by themselves, in smaller parts from the first one on that the server's memory does not hold."""
        parts = list(batches(rows, self.size))
        while parts:
            part = parts.pop(0)
            try:
                yield self.transactions.write(self._write_some, part)
            except NotEnoughMemory:
                if len(part) == 1:
                    raise
                # The same size would only fail again.
                self.size = max(1, len(part) // 2)
                left = [row for whole in (part, *parts) for row in whole]
                parts = list(batches(left, self.size))

    def _write_some(self, transaction: ManagedTransaction, rows: list[DealRow]) -> Compared:
        compared = compare(transaction, self.name, rows) if self.held.deals else Compared(rows)
        if not self.transactions.dry:
            write.replace_deals(transaction, compared.changed)
            write.move_deals(transaction, compared.moved)
            self._columns |= filled_columns(compared.added)
            write.add_deals(transaction, self.name, compared.added, self._columns)
        return compared

    def _withdraw(self, kept: Shelf) -> None:
        """Take out the deals that the package no longer has."""
        # Where each deal that was there came again, none is gone, and nobody needs to look for it.
        if self.held.deals > self.changed + self.unchanged:
            gone = self.transactions.look(_others, DEAL_IDS, self.name, kept)
            self.withdrawn = len(gone)
            for ids in batches(gone):
                self.transactions.write(self._withdraw_some, ids)

    def _withdraw_some(self, transaction: ManagedTransaction, ids: list[str]) -> None:
        if not self.transactions.dry:
            write.remove_deals(transaction, ids)

    def _replace_evidence(self, tables: Iterable[str]) -> None:
        """Replace whole tables of what stands beside the deals."""
        if self.transactions.dry:
            return
        for table in tables:
            while self.transactions.write(write.remove_evidence, self.name, table):
                pass
        for table in tables:
            for rows in batches(evidence_rows(self.package, table)):
                self.transactions.write(write.add_evidence, table, rows)

    def _unlist(self, kept: Shelf | None) -> None:
        """Take the companies off the list that the package no longer names."""
        if kept is not None and self.held.companies and not self.transactions.dry:
            for ids in batches(self.transactions.look(_others, LISTED, self.name, kept)):
                self.transactions.write(write.unlist_companies, self.name, ids)

    def _finish(self, transaction: ManagedTransaction, tables: dict[str, str]) -> None:
        """Compare the counts, and enter the load in the ledger."""
        if self.transactions.dry:
            return
        deals = self.added + self.changed + self.unchanged
        write.check_counts(transaction, self.name, deals, alone=not self.held.other_deals)
        run(
            transaction,
            DATASET_DONE,
            dataset=self.name,
            sha256=self.package.sha256,
            now=now(),
            deals=deals,
            descriptor=self.package.descriptor,
            tables=json.dumps(tables),
            tool=__version__,
            matches=kept(self.package.matches),
            balance=self._balance(),
        )

    def _balance(self) -> str:
        """Return what became of everything that was read, as it stands in the ledger."""
        deals = {"added": self.added, "changed": self.changed, "unchanged": self.unchanged}
        return json.dumps({"files": {file: dict(row) for file, row in self.rows.items()}, "deals": deals})


def _remember(shelf: Shelf, ids: Iterable[str]) -> None:
    for id_ in ids:
        shelf.add(id_, 1)


def _others(transaction: ManagedTransaction, statement: str, dataset: str, kept: Shelf) -> Shelf:
    """Return the ids that a data set has in the database and not among those kept."""
    others = Shelf()
    _remember(others, (row["id"] for row in transaction.run(statement, dataset=dataset) if row["id"] not in kept))
    return others
