"""What decisions make of a data set: ids of companies that are others are replaced, and groups are joined."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from types import MappingProxyType
from typing import Final

from circflow.model import Company, Match, Name
from circflow.model.flat import flat
from circflow.sheets.kept import Records
from circflow.sheets.matching.agreement import Agreement
from circflow.sheets.records import Record
from circflow.sheets.references import References
from circflow.sheets.tabular import Change, Reject, TypedRow, TypedTable
from circflow.text.names import name_key

# Table → its columns that name a company.
_IDS: Final[Mapping[str, tuple[str, ...]]] = {
    "companies": ("id",),
    "names": ("company_id",),
    "deals": ("source", "target", "condition_controlled_by"),
    "tranches": ("condition_controlled_by",),
    "metrics": ("company", "counterparty"),
}

_Called = tuple[str, str]
"""A company, and the key of a name for it."""


class Joining:
    """Changes the rows of a package's tables, each time that they are gone through.

    Attributes:
        used: The decisions that change something.
        gone: Rows of companies that are others.

    Args:
        tables: By name.
        agreed: The decisions.

    Raises:
        PackageError: a file cannot be read to its end.
    """

    def __init__(self, tables: Mapping[str, TypedTable], agreed: Agreement) -> None:
        self._agreed = agreed
        self._groups: dict[str, str] = {}
        self.gone = 0
        self.used: tuple[Match, ...] = ()
        self._companies: list[Company] = []
        self._names: list[Name] = []
        self._called: set[_Called] = set()
        if "companies" in tables:
            self._look_at(tables["companies"], tables.get("names"))
        else:
            deals = tables["deals"].valid()
            self.used = agreed.used({row.values[column] for row in deals for column in ("source", "target")})
        for name, table in tables.items():
            table.changes = lambda name=name, table=table: self._change(name, table)

    def remember(self, references: References) -> None:
        """Take companies and names that no row has as defined."""
        for company in self._companies:
            references.remember("companies", flat(company), 0)
        for name in self._names:
            references.remember("names", flat(name), 0)

    def with_further(self, table: str, records: Sequence[Record]) -> Sequence[Record]:
        """Return the records of a table, with those that no row has."""
        further: Sequence[Record] = ()
        if table in ("companies", "names"):
            further = self._companies if table == "companies" else self._names
        if not further:
            return records
        if isinstance(records, tuple):
            return (*records, *further)
        return Records(len(records) + len(further), lambda: chain(records, further))

    def _look_at(self, companies: TypedTable, names: TypedTable | None) -> None:
        """See which of the companies that are decided about are there."""
        agreed = self._agreed
        wanted = {company for match in agreed.matches for company in (match.company_id, match.other_id)}
        there: dict[str, str] = {}
        found: dict[str, str] = {}
        for row in companies.valid():
            company = row.values["id"]
            if company in wanted:
                there[company] = row.values["name"]
                if group := row.values.get("group_id"):
                    found[company] = agreed.end(group)
        # Where a company that is another one had a group, the one that stays has it, unless it has one of its own.
        moved = {agreed.end(company): group for company, group in found.items()}
        self._groups = moved | {company: group for company, group in found.items() if agreed.end(company) == company}
        gone = {company: name for company, name in there.items() if agreed.end(company) != company}
        self.gone = len(gone)
        self.used = agreed.used(there)
        needed = {agreed.end(company) for company in there} | {self._top(agreed.end(company)) for company in there}
        # Without a name of its own, so that another data set can name it.
        missing = sorted(needed - there.keys())
        heads = {company: head for company in missing if (head := self._top(company)) != company}
        self._companies = [Company(company, company, group_id=heads.get(company)) for company in missing]
        ends = {agreed.end(company) for company in gone}
        self._called = {(company, name_key(name)) for company, name in there.items() if company in ends}
        taken = set(self._called)
        for row in names.valid() if names else ():
            company, key = row.values["company_id"], name_key(row.values["name"])
            if company in ends:
                self._called.add((company, key))
            taken.add((agreed.end(company), key))
        for company, name in gone.items():
            called = (agreed.end(company), name_key(name))
            if called not in taken:
                taken.add(called)
                self._names.append(Name(name, agreed.end(company)))

    def _top(self, company: str) -> str:
        """Return the head of a company's group; the company itself when it stands alone."""
        return top(company, self._agreed, self._groups)

    def _change(self, name: str, table: TypedTable) -> Change:
        called = set(self._called)

        def change(row: TypedRow) -> TypedRow | Reject | None:
            before = dict(row.values)
            for column in _IDS.get(name, ()):
                if column in row.values:
                    row.values[column] = self._agreed.end(row.values[column])
            if name == "deals" and row.values["source"] == row.values["target"] and row.values != before:
                parties = f"'{before['source']}' and '{before['target']}'"
                reason = f"{parties} are one company by {self._agreed.where}"
                return table.reject(row, "target", "one-company", reason)
            if name == "names" and row.values != before:
                known = (row.values["company_id"], name_key(row.values["name"]))
                if known in called:
                    return None
                called.add(known)
            if name == "companies":
                return self._company(row) if row.values == before else None
            if name == "claims" and "subject" in row.values:
                company, colon, figure = row.values["subject"].partition(":")
                row.values["subject"] = f"{self._agreed.end(company)}{colon}{figure}"
            return row

        return change

    def _company(self, row: TypedRow) -> TypedRow:
        """Put a company that stays into its group."""
        company = row.values["id"]
        group = row.values.get("group_id")
        head = self._top(company if company in self._groups or not group else self._agreed.end(group))
        if head != company:
            row.values["group_id"] = head
        elif group and self._agreed.end(group) == company:
            row.values.pop("group_id")
        return row


def top(company: str, agreed: Agreement, groups: Mapping[str, str]) -> str:
    """Return the head of a company's group, by decisions and by what is known of groups besides."""
    passed = {company}
    while (above := agreed.heads.get(company) or groups.get(company)) and above not in passed:
        company = above
        passed.add(company)
    return company


def grouped(
    companies: Iterable[Company], agreed: Agreement, known: Mapping[str, Company] = MappingProxyType({})
) -> Iterator[Company]:
    """Yield companies in the groups that they are decided to be of, and the heads of these groups.

    Args:
        companies: The companies.
        agreed: The decisions.
        known: Where the records of heads are looked for that are not among them.
    """
    found = {company.id: company for company in companies}
    groups = {company.id: company.group_id for company in found.values() if company.group_id}
    for company in list(found.values()):
        head = top(company.id, agreed, groups)
        yield replace(company, group_id=head) if head not in (company.id, company.group_id) else company
        if head not in found:
            found[head] = known.get(head) or Company(head, head)
            yield found[head]
