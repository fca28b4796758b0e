"""Ids that rows share: each defined once, and none named that is not defined."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from circflow.model import Company, Deal
from circflow.sheets.records import Record, RowError

# Table → the columns that make its rows unique.
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "companies": ("id",),
    "names": ("name", "company_id"),
    "sources": ("source_id",),
    "deals": ("deal_id",),
    "claims": ("claim_id",),
    "tranches": ("deal_id", "tranche_no"),
    "statuses": ("deal_id", "date"),
    "metrics": ("metric_id",),
}

# Table → column → the table whose ids it names.
_REFERENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "names": {"company_id": "companies"},
    "deals": {
        "source": "companies",
        "target": "companies",
        "condition_controlled_by": "companies",
        "sources": "sources",
    },
    "claims": {"deal_id": "deals", "source_id": "sources"},
    "tranches": {"deal_id": "deals", "condition_controlled_by": "companies"},
    "statuses": {"deal_id": "deals", "source_id": "sources"},
    "metrics": {"company": "companies", "counterparty": "companies", "source_id": "sources"},
}

# With more ids than this, looking for a similar one takes longer than a reader gains by it.
_COMPARED: Final = 5_000
_LOOKED_UP: Final = 100

_SINGULAR: Final = {"companies": "company", "sources": "source", "deals": "deal"}


class References:
    """The ids met so far, with the line of each."""

    def __init__(self) -> None:
        self._lines: dict[str, dict[tuple[Any, ...], int]] = {table: {} for table in _KEYS}
        self._meant: dict[tuple[str, str], str] = {}

    def remember(self, table: str, record: Record, line: int) -> None:
        """Take a valid record's id as defined."""
        self._lines[table][self._key(table, record)] = line

    def forget(self, table: str, record: Record) -> None:
        """Take back an id whose row turned out to be wrong."""
        del self._lines[table][self._key(table, record)]

    def check(self, table: str, record: Record) -> None:
        """Check a record against those before it.

        Raises:
            RowError: its id stands twice, or it names something that is not defined.
        """
        first = self._lines[table].get(self._key(table, record))
        if first is not None:
            columns = _KEYS[table]
            shown = " ".join(str(getattr(record, column)) for column in columns)
            raise RowError(columns[0], "doubled-id", f"'{shown}' stands twice; first on line {first}")
        for column, target in _REFERENCES.get(table, {}).items():
            for named in _named(getattr(record, column)):
                self._require(target, named, column)
        if table == "claims":
            self._check_subject(getattr(record, "subject", None))

    def notes(self, companies: Iterable[Company], deals: Iterable[Deal]) -> list[str]:
        """Return what a reader should know and no row is rejected for."""
        groups = {company.id: company.group_id or company.id for company in companies}
        told = [
            f"{deal.deal_id}: '{deal.source}' and '{deal.target}' are of one group; at group level it is in no answer"
            for deal in deals
            if groups.get(deal.source) == groups.get(deal.target, "")
        ]
        headlines: dict[tuple[str, str, str, str], str] = {}
        for deal in deals:
            if deal.rollup == "headline":
                key = (deal.deal_group, deal.source, deal.relationship, deal.target)
                first = headlines.setdefault(key, deal.deal_id)
                if first != deal.deal_id:
                    told.append(f"{deal.deal_id}: the group '{deal.deal_group}' already has the headline {first}")
        return told

    def _check_subject(self, subject: str | None) -> None:
        company, colon, _ = (subject or "").partition(":")
        if subject is not None and not colon:
            raise RowError("subject", "bad-subject", f"'{subject}' is not of the form company:figure")
        if subject is not None:
            self._require("companies", company, "subject")

    def _require(self, table: str, named: str, column: str) -> None:
        known = self._lines[table]
        if (named,) in known:
            return
        what, meant = _SINGULAR[table], self._suggestion(table, named)
        raise RowError(column, f"unknown-{what}", f"the {what} '{named}' is not in {table}.csv{meant}")

    def _suggestion(self, table: str, named: str) -> str:
        """Return the end of a message that names a similar id; empty when there is none, or no time to look for it."""
        if (table, named) not in self._meant and len(self._meant) < _LOOKED_UP:
            known = [str(key[0]) for key in self._lines[table]]
            near = get_close_matches(named, known, n=1) if len(known) <= _COMPARED else []
            self._meant[table, named] = f"; did you mean '{near[0]}'?" if near else ""
        return self._meant.get((table, named), "")

    @staticmethod
    def _key(table: str, record: Record) -> tuple[Any, ...]:
        return tuple(getattr(record, column) for column in _KEYS[table])


def _named(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)
