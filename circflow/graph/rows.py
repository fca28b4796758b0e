"""Records of a package → the rows that are written, each with a digest that tells whether it changed."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Final

from circflow.model import FIRMNESS, Company, Deal, Name, Package, PartialDate, StatusChange
from circflow.model.deal import UNKNOWN_BEGIN
from circflow.model.evidence import QUALITIES
from circflow.model.flat import Flat, flat
from circflow.text.names import name_key
from circflow.text.statuses import status_of

Row = dict[str, Any]

_PLACE: Final = ("file", "sheet", "line")


def digest(rows: Iterable[Flat] | Flat) -> str:
    """Return the digest of a flat row, or of rows in their order."""
    content = rows if isinstance(rows, dict) else list(rows)
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def filled(row: Flat) -> Flat:
    """Return a flat row without its empty columns: the database has no properties that hold nothing."""
    return {name: value for name, value in row.items() if value is not None and value != []}


def company_rows(package: Package) -> list[Row]:
    """Return one row a company: `id`, its cells as `listed`, the `key` of its name, and its digest."""
    return [_company_row(company) for company in sorted(package.companies, key=lambda company: company.id)]


def _company_row(company: Company) -> Row:
    listed = filled(flat(company))
    return {"id": company.id, "listed": listed, "key": name_key(company.name), "digest": digest(listed)}


def deal_rows(package: Package) -> list[Row]:
    """Return one row a deal, sorted by its id: `id`, `type`, `source`, `target`, `properties` and its digests.

    `digest` tells whether the deal changed, `place` whether its row stands elsewhere now.
    """
    histories = _histories(package.statuses)
    qualities = {source.source_id: source.quality for source in package.sources}
    return [
        _deal_row(deal, package.name, qualities, histories.get(deal.deal_id, []))
        for deal in sorted(package.deals, key=lambda deal: deal.deal_id)
    ]


def _deal_row(deal: Deal, dataset: str, qualities: dict[str, str | None], history: list[StatusChange]) -> Row:
    properties: Row = filled(flat(deal))
    for column in ("source", "relationship", "target"):
        del properties[column]
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
        properties["quality"] = min(stated, key=QUALITIES.index)
    if history:
        # Before its first entry a history says nothing, so the first status stands for the time before it too.
        properties["status_dates"] = [UNKNOWN_BEGIN, *(change.date.earliest for change in history[1:])]
        properties["status_firmness"] = [FIRMNESS[change.status] for change in history]
        properties["status_words"] = [change.status for change in history]
    row = {
        "id": deal.deal_id,
        "type": deal.relationship,
        "source": deal.source,
        "target": deal.target,
        "properties": properties,
    }
    # Where a row stood is kept, but a row that only moved down its file is no changed deal.
    said = {name: value for name, value in properties.items() if name not in _PLACE}
    place = [properties.get(name) for name in _PLACE]
    return {**row, "digest": digest({**row, "properties": said}), "place": digest({"place": place})}


def _histories(changes: Iterable[StatusChange]) -> dict[str, list[StatusChange]]:
    histories: dict[str, list[StatusChange]] = {}
    for change in sorted(changes, key=lambda change: (change.deal_id, change.date.earliest)):
        histories.setdefault(change.deal_id, []).append(change)
    return histories


def evidence_rows(package: Package) -> dict[str, list[Row]]:
    """Return the rows of the tables that stand beside the deals: table → rows as they are stored, in a fixed order."""
    tables: dict[str, list[Row]] = {
        table: [filled(flat(record)) for record in getattr(package, table)]
        for table in ("sources", "claims", "tranches", "statuses", "metrics")
    }
    dates = {source.source_id: source.published for source in package.sources}
    for row, source in zip(tables["sources"], package.sources, strict=True):
        row.update(_dated(source.published))
    for row, claim in zip(tables["claims"], package.claims, strict=True):
        row.update(_dated(claim.as_of or dates.get(claim.source_id)))
        if asserted := status_of(claim.asserted_status or ""):
            row["asserted"] = asserted
    for row, change in zip(tables["statuses"], package.statuses, strict=True):
        row.update(_dated(change.date), firmness=FIRMNESS[change.status])
    tables["names"] = [_name_row(name) for name in package.names]
    for rows in tables.values():
        for row in rows:
            row["dataset"] = package.name
    return {table: sorted(rows, key=digest) for table, rows in tables.items()}


def _dated(date: PartialDate | None) -> Flat:
    """Return the first and the last day that a date can mean; nothing when there is none."""
    return {"dated": date.earliest, "dated_until": date.latest} if date else {}


def _name_row(name: Name) -> Row:
    row = filled(flat(name))
    text = row.pop("name")
    return {**row, "text": text, "key": name_key(text)}
