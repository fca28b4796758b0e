"""Records of a package → the rows that are written, each with a digest that tells whether it changed.

They are made one after the other, so that a package of any length needs no more room than a batch of them.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from circflow.model import FIRMNESS, Company, Deal, Name, Package, PartialDate, StatusChange
from circflow.model.deal import UNKNOWN_BEGIN
from circflow.model.evidence import QUALITIES, Claim, Source
from circflow.model.flat import Flat, flat
from circflow.shelf import Shelf
from circflow.text.names import name_key
from circflow.text.statuses import status_of

Row = dict[str, Any]

EVIDENCE: Final = ("names", "sources", "claims", "tranches", "statuses", "metrics")
"""Tables that stand beside the deals, each after those that its rows hang on."""

_PLACE: Final = ("file", "sheet", "line")
_DIGITS: Final = 32
_DIGITS_OF_PLACE: Final = 16
"""Of a digest: as many as two rows of one data set will never share, and no more than Neo4j keeps beside the node."""

_text = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str).encode


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal as it is written.

    Attributes:
        id: Of the deal.
        type: Of its relationship.
        sent: What the statements take: `source`, `target`, `properties`, `digest` and `place`. `digest` tells whether
            the deal changed, `place` whether its row stands elsewhere now.
        weight: About how many bytes it is.
    """

    id: str
    type: str
    sent: Row
    weight: int


def digest(row: Flat) -> str:
    """Return the digest of a flat row."""
    return _hash(_text(row))


def digest_of(rows: Iterable[Flat]) -> str:
    """Return the digest of rows, whatever their order."""
    whole = sum(int(digest(row), 16) for row in rows)
    return f"{whole % 2**256:064x}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def filled(row: Flat) -> Flat:
    """Return a flat row without its empty columns: the database has no properties that hold nothing."""
    return {name: value for name, value in row.items() if value is not None and value != []}


def company_rows(package: Package) -> Iterator[Row]:
    """Yield one row a company: `id`, its cells as `listed`, the `key` of its name, and its digest."""
    return map(_company_row, package.companies)


def _company_row(company: Company) -> Row:
    listed = filled(flat(company))
    return {"id": company.id, "listed": listed, "key": name_key(company.name), "digest": digest(listed)}


def deal_rows(package: Package) -> Iterator[DealRow]:
    """Yield one row a deal."""
    histories = _histories(package.statuses)
    qualities = Shelf()
    for source in package.sources:
        if source.quality:
            qualities.add(source.source_id, source.quality)
    for deal in package.deals:
        yield _deal_row(deal, package.name, qualities, histories)


def _deal_row(deal: Deal, dataset: str, qualities: Shelf, histories: Mapping[str, list[StatusChange]]) -> DealRow:
    properties: Row = filled(flat(deal))
    source, type_, target = (properties.pop(column) for column in ("source", "relationship", "target"))
    properties |= {
        "dataset": dataset,
        "begins": deal.begins,
        "ends": deal.ends,
        "firmness": deal.firmness,
        "amount_label": deal.amount.label(),
        "contingent": deal.contingent,
    }
    stated = [quality for source in deal.sources if (quality := qualities.get(source))]
    if stated:
        properties["quality"] = min(map(str, stated), key=QUALITIES.index)
    if history := histories.get(deal.deal_id):
        # Before its first entry a history says nothing, so the first status stands for the time before it too.
        properties["status_dates"] = [UNKNOWN_BEGIN, *(change.date.earliest for change in history[1:])]
        properties["status_firmness"] = [FIRMNESS[change.status] for change in history]
        properties["status_words"] = [change.status for change in history]
    # Where a row stood is kept, but a row that only moved down its file is no changed deal.
    said = {name: value for name, value in properties.items() if name not in _PLACE}
    text = _text([type_, source, target, said])
    sent = {
        "source": source,
        "target": target,
        "properties": properties,
        "digest": _hash(text)[:_DIGITS],
        "place": _hash(f"{deal.file}\n{deal.sheet}\n{deal.line}")[:_DIGITS_OF_PLACE],
    }
    return DealRow(deal.deal_id, type_, sent, len(text))


def _histories(changes: Iterable[StatusChange]) -> dict[str, list[StatusChange]]:
    histories: dict[str, list[StatusChange]] = {}
    for change in sorted(changes, key=lambda change: (change.deal_id, change.date.earliest)):
        histories.setdefault(change.deal_id, []).append(change)
    return histories


def evidence_rows(package: Package, table: str) -> Iterator[Row]:
    """Yield the rows of a table that stands beside the deals, as they are stored.

    Args:
        package: Where from.
        table: One of `EVIDENCE`.
    """
    if table == "claims":
        dates = {source.source_id: source.published for source in package.sources}
    for record in getattr(package, table):
        row = _name_row(record) if isinstance(record, Name) else filled(flat(record))
        if isinstance(record, Source):
            row.update(_dated(record.published))
        elif isinstance(record, Claim):
            row.update(_dated(record.as_of or dates.get(record.source_id)))
            if asserted := status_of(record.asserted_status or ""):
                row["asserted"] = asserted
        elif isinstance(record, StatusChange):
            row.update(_dated(record.date), firmness=FIRMNESS[record.status])
        row["dataset"] = package.name
        yield row


def _dated(date: PartialDate | None) -> Flat:
    """Return the first and the last day that a date can mean; nothing when there is none."""
    return {"dated": date.earliest, "dated_until": date.latest} if date else {}


def _name_row(name: Name) -> Row:
    row = filled(flat(name))
    text = row.pop("name")
    return {**row, "text": text, "key": name_key(text)}
