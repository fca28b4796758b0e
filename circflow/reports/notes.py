"""The end notes of a report: each deal with numbers that lead to its documents, and each document with its deals."""

from collections.abc import Iterator, Mapping
from typing import Final

from circflow.model import DealFact, Result, SourceFact
from circflow.views import behind
from circflow.views.document import Line, Paragraph, Table, Text, spaced, web_address
from circflow.views.wording import Names, one_line, status_text, verb

NOTES: Final = "Notes"
"""Heading of tables that are notes."""


def deal_notes(result: Result, marks: Mapping[str, str]) -> Table:
    """Return what is known of the deals of an answer, one a line.

    Args:
        result: The answer.
        marks: Names of the lines.
    """
    return Table(
        NOTES, ("Deal", "Who pays whom, how much, how firmly and when", "Sources"), list(_deals(result, marks))
    )


def source_notes(result: Result, marks: Mapping[str, str]) -> Table:
    """Return the documents that the deals of an answer rest on, by the numbers at the deals."""
    return Table(NOTES, ("No.", "Document", "Deals"), list(_sources(result, marks)))


def _deals(result: Result, marks: Mapping[str, str]) -> Iterator[Line]:
    numbers = {source: number for number, source in enumerate(behind.documents(result), start=1)}
    names = Names(result.names, width=None)
    for fact in result.facts.values():
        cited = tuple(Text(f"[{numbers[source]}]", to=f"#source-{numbers[source]}") for source in fact.sources)
        told = _told(fact, names)
        yield Line((((Text(one_line(fact.deal_id)),),), (told,), (tuple(spaced(cited)),)), marks[fact.deal_id])


def _told(fact: DealFact, names: Names) -> Paragraph:
    facts = (
        one_line(fact.amount_label),
        status_text(fact.status),
        one_line(fact.announced or "undated"),
        f"ended or due to end {one_line(fact.ended)}" if fact.ended else "",
        "due only if something happens" if fact.contingent else "",
    )
    arrow = f" → {verb(fact.relationship)} → "
    said = "".join(f" · {text}" for text in facts if text)
    return Text(names[fact.payer], strong=True), Text(arrow), Text(names[fact.payee], strong=True), Text(said)


def _sources(result: Result, marks: Mapping[str, str]) -> Iterator[Line]:
    for number, (source, deals) in enumerate(behind.documents(result).items(), start=1):
        cited = tuple(Text(one_line(deal), to=f"#{marks[deal]}") for deal in deals)
        yield Line((((Text(str(number)),),), (_document(source),), (tuple(spaced(cited)),)), f"source-{number}")


def _document(source: SourceFact) -> Paragraph:
    facts = (source.publisher, source.published, f"quality {source.quality}" if source.quality else "not judged")
    said = "".join(f" · {one_line(text)}" for text in facts if text)
    return Text(one_line(source.title), to=web_address(source.url)), Text(said)
