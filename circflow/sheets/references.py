"""Ids that rows share: each defined once, and none named that is not defined."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from circflow.model import Company, Deal
from circflow.model.flat import flat
from circflow.sheets.records import RowError
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

# Table → columns, each with the table whose ids it names.
_REFERENCES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "names": (("company_id", "companies"),),
    "deals": (
        ("source", "companies"),
        ("target", "companies"),
        ("condition_controlled_by", "companies"),
        ("sources", "sources"),
    ),
    "claims": (("deal_id", "deals"), ("source_id", "sources")),
    "tranches": (("deal_id", "deals"), ("condition_controlled_by", "companies")),
    "statuses": (("deal_id", "deals"), ("source_id", "sources")),
    "metrics": (("company", "companies"), ("counterparty", "companies"), ("source_id", "sources")),
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

    def remember(self, table: str, row: Mapping[str, Any], line: int) -> None:
        """Take a valid row's id as defined."""
        self._lines[table].add(_key(table, row), line)
        if table == "companies":
            self.groups.add(row["id"], row.get("group_id") or row["id"])

    def forget(self, table: str, row: Mapping[str, Any]) -> None:
        """Take back an id whose row turned out to be wrong."""
        self._lines[table].remove(_key(table, row))

    def check(self, table: str, row: Mapping[str, Any]) -> None:
        """Check a row against those before it.

        Raises:
            RowError: its id stands twice, or it names something that is not defined.
        """
        first = self._lines[table].get(_key(table, row))
        if first is not None:
            columns = _KEYS[table]
            shown = " ".join(str(row[column]) for column in columns)
            raise RowError(columns[0], "doubled-id", f"'{shown}' stands twice; first on line {first}")
        for column, target in _REFERENCES.get(table, ()):
            named = row.get(column)
            if named is not None:
                for one in (named,) if isinstance(named, str) else named:
                    self._require(target, one, column)
        if table == "claims":
            self._check_subject(row.get("subject"))

    def within_group(self, deal: Mapping[str, Any]) -> str | None:
        """Return what a reader should know of a deal within one group, which is rejected for nothing."""
        payer, payee = deal["source"], deal["target"]
        group = self.groups.get(payer)
        if group is None or group != self.groups.get(payee):
            return None
        return f"{deal['deal_id']}: '{payer}' and '{payee}' are of one group; at group level it is in no answer"

    def second_headline(self, deal: Mapping[str, Any]) -> str | None:
        """Return what a reader should know of a second headline between the same parties."""
        if deal.get("rollup") != "headline":
            return None
        group = deal.get("deal_group") or deal["deal_id"]
        key = _SEPARATOR.join((group, deal["source"], deal["relationship"], deal["target"]))
        first = self._headlines.get(key)
        if first is not None:
            return f"{deal['deal_id']}: the group '{group}' already has the headline {first}"
        self._headlines.add(key, deal["deal_id"])
        return None

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
        references.remember("companies", flat(company), 0)
    rows = [flat(deal) for deal in deals]
    told = [*map(references.within_group, rows), *map(references.second_headline, rows)]
    return [note for note in told if note]


def _key(table: str, row: Mapping[str, Any]) -> str:
    first, *others = _KEYS[table]
    return _SEPARATOR.join([row[first], *(str(row[column]) for column in others)]) if others else str(row[first])
