"""Records of a package → the rows that are written, each with a digest that tells whether it changed.

They are made one after the other, so that a package of any length needs no more room than a batch of them.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from circflow.model import FIRMNESS, Company, Deal, Name, Package, PartialDate, StatusChange
from circflow.model.deal import UNKNOWN_BEGIN
from circflow.model.evidence import QUALITIES, Claim, Source
from circflow.model.flat import Flat, cells, columns, flat
from circflow.shelf import Shelf
from circflow.text.names import name_key
from circflow.text.statuses import status_of

Row = dict[str, Any]

EVIDENCE: Final = ("names", "sources", "claims", "tranches", "statuses", "metrics")
"""Tables that stand beside the deals, each after those that its rows hang on."""

_ENDS: Final = ("deal_id", "source", "relationship", "target")
"""First columns of a deal."""

_ADDED: Final = (
    *("dataset", "begins", "ends", "firmness", "amount_label", "quality"),
    *("status_dates", "status_firmness", "status_words"),
)
_PLACE: Final = ("file", "sheet", "line")
"""Last columns of a deal."""

DEAL_COLUMNS: Final = ("deal_id", *columns(Deal)[len(_ENDS) : -len(_PLACE)], *_ADDED, *_PLACE)
"""What a deal has in the graph, in the order in which it is sent."""

_SOURCES: Final = columns(Deal)[len(_ENDS) :].index("sources")

KEPT: Final = ("source", "target", "digest", "place")
"""What is sent of a deal beside that."""

SENT: Final = (*KEPT, *DEAL_COLUMNS)
"""What stands in `DealRow.sent`, in its order."""

_DIGITS: Final = 32
_DIGITS_OF_FILE: Final = 6
"""Of a digest: as many as two rows of one data set will never share, and no more than Neo4j keeps beside the node."""

_text = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str).encode


class DealRow(NamedTuple):
    """A deal as it is written.

    Attributes:
        id: Of the deal.
        type: Of its relationship.
        digest: Tells whether the deal changed.
        place: Tells whether its row stands elsewhere now.
        sent: What the statements take: a cell for each of `SENT`, None where it is empty. Names of columns would take
            longer to send and to read than what stands in them.
        weight: About how many bytes it is.
    """

    id: str
    type: str
    digest: str
    place: str
    sent: list[Any]
    weight: int


def filled_columns(rows: Iterable[DealRow]) -> set[str]:
    """Return the columns that are not empty in all rows."""
    columns_ = zip(*(row.sent for row in rows), strict=True)
    return {name for name, cells_ in zip(SENT, columns_, strict=False) if cells_.count(None) < len(cells_)}


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
    """Yield one row a company: `id`, `group`, its cells as `listed`, the `key` of its name, and its digest."""
    return map(_company_row, package.companies)


def _company_row(company: Company) -> Row:
    listed = filled(flat(company))
    group = company.group_id or company.id
    return {
        "id": company.id,
        "group": group,
        "listed": listed,
        "key": name_key(company.name),
        "digest": digest(listed),
    }


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
    deal_id, source, type_, target, *said, file, sheet, line = cells(deal)
    said[_SOURCES] = said[_SOURCES] or None
    # Where a row stood is kept, but a row that only moved down its file is no changed deal.
    said += (
        *(dataset, deal.begins, deal.ends, deal.firmness, deal.amount.label(), _best(deal.sources, qualities)),
        *_history(histories.get(deal_id)),
    )
    text = _text([type_, source, target, said])
    digest_, place = _hash(text)[:_DIGITS], f"{_file(file, sheet)}{line}"
    sent = [source, target, digest_, place, deal_id, *said, file, sheet, line]
    return DealRow(deal_id, type_, digest_, place, sent, len(text))


def _best(sources: Iterable[str], qualities: Shelf) -> str | None:
    stated = [quality for source in sources if (quality := qualities.get(source))]
    return min(map(str, stated), key=QUALITIES.index) if stated else None


def _history(history: list[StatusChange] | None) -> tuple[list[Any] | None, ...]:
    """Return the days from which each status holds, the rank of each, and its word."""
    if not history:
        return None, None, None
    return (
        # Before its first entry a history says nothing, so the first status stands for the time before it too.
        [UNKNOWN_BEGIN, *(change.date.earliest for change in history[1:])],
        [FIRMNESS[change.status] for change in history],
        [change.status for change in history],
    )


@lru_cache
def _file(name: str | None, sheet: str | None) -> str:
    return _hash(f"{name}\n{sheet}")[:_DIGITS_OF_FILE]


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
