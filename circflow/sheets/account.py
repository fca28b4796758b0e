"""One file: which of its rows are records, which are rejected and why, each row accounted for."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar, cast

from circflow.model import Company, DealError
from circflow.progress import Progress
from circflow.sheets import kept
from circflow.sheets.kept import Records, Rejects, Warnings
from circflow.sheets.records import Record, RowError, amount, build, doubt, verify
from circflow.sheets.references import References
from circflow.sheets.tabular import NewWords, Reject, TypedRow, TypedTable

_TOLD_EVERY: Final = 2_000

Kept = TypeVar("Kept", bound=Record)


class Account:
    """What becomes of the rows of one file.

    Attributes:
        count: Rows read, blank lines and the header apart.
        warnings: What was kept though unknown or doubtful.
        within: Deals within one group.
        headlines: Second headlines between the same parties.
    """

    def __init__(self, table: TypedTable, references: References, rejects: Rejects, progress: Progress) -> None:
        self.count = 0
        self.warnings = Warnings()
        self.within = Warnings()
        self.headlines = Warnings()
        self.warnings.add(table.warnings)
        self._table = table
        self._name = table.table.name
        self._references = references
        self._rejects = rejects
        self._progress = progress
        self._refused: set[int] = set()

    def records(self) -> Sequence[Record]:
        """Go through the file, and return the records of the rows that are good.

        Raises:
            PackageError: it cannot be read to its end.
        """
        good = 0
        held: list[Record] | None = []
        before = len(self._rejects)
        for number, row in self._checked():
            good += 1
            self._references.remember(self._name, row.values, row.line)
            self._look_at(row, number)
            if held is not None:
                held.append(build(self._name, row.values))
                if good > kept.MOST:
                    held = None
        if self._name == "companies":
            bad = self._refuse_groups()
            self._rejects.sort(before)
            good -= len(bad)
            held = held and [record for record in held if cast("Company", record).id not in bad]
        return Records(good, self._again) if held is None else tuple(held)

    def _checked(self) -> Iterator[tuple[int, TypedRow]]:
        words = NewWords(self._table)
        for number, row in enumerate(self._placed()):
            self.count += 1
            if isinstance(row, Reject):
                self._rejects.append(row)
                continue
            self.warnings.add(words.of(row))
            try:
                verify(self._name, row.values)
                self._references.check(self._name, row.values)
            except RowError as error:
                self._refuse(number, row, error.column, error.code, str(error))
            except DealError as error:
                self._refuse(number, row, error.column, "contradiction", str(error))
            else:
                yield number, row

    def _again(self) -> Iterator[Record]:
        for number, row in enumerate(self._placed()):
            if isinstance(row, TypedRow) and number not in self._refused:
                yield build(self._name, row.values)

    def _placed(self) -> Iterator[TypedRow | Reject]:
        """Yield the rows, those of deals with their provenance, unless an earlier circflow already wrote it."""
        if self._name != "deals":
            yield from self._table.rows()
            return
        file = self._table.path.name
        for row in self._table.rows():
            if isinstance(row, TypedRow) and "line" not in row.values:
                row.values.setdefault("file", file)
                row.values["line"] = row.line
            yield row

    def _look_at(self, row: TypedRow, number: int) -> None:
        if number % _TOLD_EVERY == 0:
            total = number * self._table.size // row.offset if row.offset else 0
            self._progress(f"Reading {self._table.path.name}", number, total)
        if self._name != "deals":
            return
        if within := self._references.within_group(row.values):
            self.within.add([within])
        if second := self._references.second_headline(row.values):
            self.headlines.add([second])
        # Where no code is given it follows from the bounds, and fits them.
        if "amount_code" in row.values and (reason := doubt(amount(row.values))):
            self.warnings.add([f"{self._table.path}:{row.line}: {reason}"])

    def _refuse(self, number: int, row: TypedRow, column: str, code: str, reason: str) -> None:
        self._refused.add(number)
        self._rejects.append(self._table.reject(row, column, code, reason))

    def _refuse_groups(self) -> set[str]:
        """Reject the companies whose group is no company of the file; a company may stand before the head of its group.

        Returns:
            Their ids.
        """
        bad: set[str] = set()
        if "group_id" not in self._table.header:
            return bad
        groups = self._references.groups
        for number, row in enumerate(self._table.rows()):
            if isinstance(row, Reject) or number in self._refused or "group_id" not in row.values:
                continue
            head = row.values["group_id"]
            above = groups.get(head)
            if above is None:
                reason = f"the group '{head}' is not a company of {self._table.path.name}"
                self._refuse(number, row, "group_id", "unknown-company", reason)
            elif above != head:
                reason = f"'{head}' itself belongs to the group '{above}'; name that one"
                self._refuse(number, row, "group_id", "nested-group", reason)
            else:
                continue
            bad.add(row.values["id"])
            self._references.forget(self._name, row.values)
        return bad
