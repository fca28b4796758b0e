"""Ids that rows share: each defined once, and none named that is not defined."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from circflow.model import Company, Deal
from circflow.sheets.records import Record, RowError
from circflow.shelf import Shelf

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

_SEPARATOR: Final = "\x1f"  # which no id and no name can have

_SINGULAR: Final = {"companies": "company", "sources": "source", "deals": "deal"}


class References:
    """The ids met so far, with the line of each, and the groups of the companies."""

    def __init__(self) -> None:
        self._lines: dict[str, Shelf] = {table: Shelf() for table in _KEYS}
        self._meant: dict[tuple[str, str], str] = {}
        self._headlines = Shelf()
        self.groups = Shelf()

    def remember(self, table: str, record: Record, line: int) -> None:
        """Take a valid record's id as defined."""
        self._lines[table].add(_key(table, record), line)
        if isinstance(record, Company):
            self.groups.add(record.id, record.group_id or record.id)

    def forget(self, table: str, record: Record) -> None:
        """Take back an id whose row turned out to be wrong."""
        self._lines[table].remove(_key(table, record))

    def check(self, table: str, record: Record) -> None:
        """Check a record against those before it.

        Raises:
            RowError: its id stands twice, or it names something that is not defined.
        """
        first = self._lines[table].get(_key(table, record))
        if first is not None:
            columns = _KEYS[table]
            shown = " ".join(str(getattr(record, column)) for column in columns)
            raise RowError(columns[0], "doubled-id", f"'{shown}' stands twice; first on line {first}")
        for column, target in _REFERENCES.get(table, {}).items():
            for named in _named(getattr(record, column)):
                self._require(target, named, column)
        if table == "claims":
            self._check_subject(getattr(record, "subject", None))

    def within_group(self, deal: Deal) -> Iterator[str]:
        """Yield what a reader should know of a deal within one group, which is rejected for nothing."""
        payer = self.groups.get(deal.source)
        if payer is not None and payer == self.groups.get(deal.target):
            yield (
                f"{deal.deal_id}: '{deal.source}' and '{deal.target}' are of one group; "
                "at group level it is in no answer"
            )

    def second_headline(self, deal: Deal) -> Iterator[str]:
        """Yield what a reader should know of a second headline between the same parties."""
        if deal.rollup != "headline":
            return
        key = _SEPARATOR.join((deal.deal_group, deal.source, deal.relationship, deal.target))
        first = self._headlines.get(key)
        if first is None:
            self._headlines.add(key, deal.deal_id)
        else:
            yield f"{deal.deal_id}: the group '{deal.deal_group}' already has the headline {first}"

    def _check_subject(self, subject: str | None) -> None:
        company, colon, _ = (subject or "").partition(":")
        if subject is not None and not colon:
            raise RowError("subject", "bad-subject", f"'{subject}' is not of the form company:figure")
        if subject is not None:
            self._require("companies", company, "subject")

    def _require(self, table: str, named: str, column: str) -> None:
        if named in self._lines[table]:
            return
        what, meant = _SINGULAR[table], self._suggestion(table, named)
        raise RowError(column, f"unknown-{what}", f"the {what} '{named}' is not in {table}.csv{meant}")

    def _suggestion(self, table: str, named: str) -> str:
        """Return the end of a message that names a similar id; empty when there is none, or no time to look for it."""
        if (table, named) not in self._meant and len(self._meant) < _LOOKED_UP:
            known = self._lines[table]
            near = get_close_matches(named, list(known), n=1) if len(known) <= _COMPARED else []
            self._meant[table, named] = f"; did you mean '{near[0]}'?" if near else ""
        return self._meant.get((table, named), "")


def notes(companies: Iterable[Company], deals: Iterable[Deal]) -> list[str]:
    """Return what a reader should know of deals that no row is rejected for."""
    references = References()
    for company in companies:
        references.remember("companies", company, 0)
    deals = list(deals)
    return [
        *(note for deal in deals for note in references.within_group(deal)),
        *(note for deal in deals for note in references.second_headline(deal)),
    ]


def _key(table: str, record: Record) -> str:
    return _SEPARATOR.join(str(getattr(record, column)) for column in _KEYS[table])


def _named(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)
