"""What stands behind the rows, as tables of plain values: the deals, the documents they rest on, and the run itself."""

from collections.abc import Iterator
from typing import Final

from circflow.model import Result, SourceFact
from circflow.views.footer import remarks
from circflow.views.json_object import run_record

DEAL_COLUMNS: Final = (
    "deal_id",
    "payer",
    "payer_name",
    "relationship",
    "payee",
    "payee_name",
    "amount",
    "amount_low",
    "amount_high",
    "currency",
    "kind",
    "status",
    "firmness",
    "contingent",
    "announced",
    "ended",
    "sources",
)
SOURCE_COLUMNS: Final = (
    "source_id",
    "dataset",
    "title",
    "publisher",
    "published",
    "language",
    "quality",
    "url",
    "deals",
)
RUN_COLUMNS: Final = ("what", "value")


def deals(result: Result) -> Iterator[list[object]]:
    """Yield a line for each deal behind the rows."""
    names = result.names
    for fact in result.facts.values():
        yield [
            fact.deal_id,
            fact.payer,
            names.get(fact.payer, fact.payer),
            fact.relationship,
            fact.payee,
            names.get(fact.payee, fact.payee),
            fact.amount_label,
            fact.amount_low,
            fact.amount_high,
            fact.currency,
            fact.kind,
            fact.status,
            fact.firmness,
            fact.contingent,
            fact.announced,
            fact.ended,
            [source.source_id for source in fact.sources],
        ]


def documents(result: Result) -> dict[SourceFact, list[str]]:
    """Return the documents, in the order in which the deals name them, each with its deals."""
    found: dict[SourceFact, list[str]] = {}
    for fact in result.facts.values():
        for source in fact.sources:
            found.setdefault(source, []).append(fact.deal_id)
    return found


def sources(result: Result) -> Iterator[list[object]]:
    """Yield a line for each document."""
    for source, named_by in documents(result).items():
        yield [
            source.source_id,
            source.dataset,
            source.title,
            source.publisher,
            source.published,
            source.language,
            source.quality,
            source.url,
            named_by,
        ]


def run(result: Result) -> Iterator[list[object]]:
    """Yield the record of the run, and what must be read beside the rows, as pairs."""
    record = run_record(result)
    for key, label in (("query", "query"), ("parameters", "parameter")):
        for name, value in record.pop(key).items():
            yield [f"{label} {name}", value]
    for key in ("row_count", "truncated", "engine", "server", "elapsed_ms"):
        yield [key, record[key]]
    for stamp in record["datasets"]:
        yield [f"dataset {stamp['id']}", f"sha256 {stamp['sha256']}, loaded {stamp['loaded_at']}"]
    for remark in remarks(result, result.row_count):
        if remark.label in ("", "Matched", "Reading", "Warning"):
            yield [remark.label.lower() or "remark", remark.text]
