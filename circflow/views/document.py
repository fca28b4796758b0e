"""An answer as a document to be read: its rows in words, the deals behind them, their sources, and the run.

Markdown and HTML write the same document, each with its own signs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from circflow.model import Result
from circflow.views import behind
from circflow.views.arrows import Arrow
from circflow.views.layout import Cell, Span, Style
from circflow.views.shown import Shown, shown
from circflow.views.wording import NOTHING, Names, one_line, status_text, value_text, verb

BEHIND: Final = "Deals behind it"


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text.

    Attributes:
        text: Safe for a terminal, on one line.
        strong: Whether it is what a reader looks for.
        to: Where it leads: an address, or a mark of this document with `#` before it; empty = nowhere.
    """

    text: str
    strong: bool = False
    to: str = ""


Paragraph = tuple[Text, ...]
"""Texts that follow each other as they are."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table.

    Attributes:
        cells: Each of one paragraph or several.
        mark: Name by which other places lead here; empty = none.
    """

    cells: tuple[tuple[Paragraph, ...], ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, and a table below it.

    Attributes:
        heading: Of the section.
        columns: Headings of the columns.
        lines: One a line, made while they are written.
    """

    heading: str
    columns: tuple[str, ...]
    lines: Iterable[Line]


def tables(result: Result) -> Iterator[Table]:
    """Yield the tables in the order in which they are read; the first holds the rows, and those below have lines."""
    marks = marks_of(result)
    yield answer_table(result, result.rows, marks)
    if result.facts:
        yield deals_table(result, marks)
    if any(fact.sources for fact in result.facts.values()):
        yield sources_table(result)
    yield Table("Run", ("What", "Value"), _run(result))


def marks_of(result: Result) -> dict[str, str]:
    """Return the names by which other places lead to the deals of an answer."""
    return {deal: f"deal-{number}" for number, deal in enumerate(result.facts, start=1)}


def answer_table(result: Result, rows: Sequence[Mapping[str, Any]], marks: Mapping[str, str]) -> Table:
    """Return rows of an answer in words, with the deals behind each.

    Args:
        result: The answer.
        rows: Those of its rows to show.
        marks: Names of the deals that have a line in the document.
    """
    table = shown(result, rows)
    titles = ("#", *(column.title for column in table.columns), *((BEHIND,) if table.arrows else ()))
    return Table("Rows", titles, _rows(table, marks))


def deals_table(result: Result, marks: Mapping[str, str]) -> Table:
    """Return what is known of the deals of an answer."""
    return Table("Deals", _DEAL_TITLES, _deals(result, marks))


def sources_table(result: Result) -> Table:
    """Return the documents that the deals of an answer rest on."""
    return Table("Sources", _SOURCE_TITLES, _sources(result))


def _rows(table: Shown, marks: Mapping[str, str]) -> Iterator[Line]:
    for number, row in enumerate(table.rows, start=1):
        said = tuple((drawn(column.draw(row), marks),) for column in table.columns)
        arrows = (tuple(_arrow(arrow, marks) for arrow in table.arrows(row)),) if table.arrows else ()
        yield Line((((Text(str(number)),),), *said, *arrows))


def drawn(cell: Cell, marks: Mapping[str, str]) -> Paragraph:
    """Return a cell of a terminal as texts: units with a blank between them, ids of deals leading to their lines."""
    texts: list[Text] = []
    for at, piece in enumerate(cell):
        if at:
            texts.append(Text(" "))
        texts.extend(text for span in piece for text in _texts(span, marks))
    return tuple(texts)


def _texts(span: Span, marks: Mapping[str, str]) -> Iterator[Text]:
    """Yield the text of a span; a comma behind the id of a deal is no part of the link."""
    id_ = span.text.removesuffix(",")
    mark = marks.get(id_)
    strong = span.style is Style.STRONG
    yield Text(id_ if mark else span.text, strong, f"#{mark}" if mark else "")
    if mark and id_ != span.text:
        yield Text(",", strong)


def _arrow(arrow: Arrow, marks: Mapping[str, str]) -> Paragraph:
    said = [drawn(cell, marks) for cell in arrow.cells() if cell]
    return tuple(text for at, part in enumerate(said) for text in ((Text(" · "), *part) if at else part))


_DEAL_TITLES: Final = ("Deal", "Who pays", "", "Who is paid", "Amount", "Status", "Announced", "Ended", "Sources")


def _deals(result: Result, marks: Mapping[str, str]) -> Iterator[Line]:
    numbers = {source: number for number, source in enumerate(behind.documents(result), start=1)}
    names = Names(result.names, width=None)
    for fact in result.facts.values():
        said = (
            one_line(fact.deal_id),
            names[fact.payer],
            verb(fact.relationship),
            names[fact.payee],
            one_line(fact.amount_label),
            status_text(fact.status),
            one_line(fact.announced or NOTHING),
            one_line(fact.ended or NOTHING),
        )
        cited = [Text(f"[{numbers[source]}]", to=f"#source-{numbers[source]}") for source in fact.sources]
        yield Line((*(((Text(text),),) for text in said), (tuple(spaced(cited)),)), marks[fact.deal_id])


def spaced(texts: Iterable[Text]) -> Iterator[Text]:
    """Yield texts with a blank between them."""
    for at, text in enumerate(texts):
        if at:
            yield Text(" ")
        yield text


_SOURCE_TITLES: Final = ("#", "Document", "Publisher", "Published", "Quality", "Deals")


def _sources(result: Result) -> Iterator[Line]:
    for number, (source, deals) in enumerate(behind.documents(result).items(), start=1):
        document = Text(one_line(source.title), to=web_address(source.url))
        others = (source.publisher, source.published, source.quality, ", ".join(deals))
        cells = (((Text(str(number)),),), ((document,),), *(((Text(one_line(text or NOTHING)),),) for text in others))
        yield Line(cells, f"source-{number}")


def _run(result: Result) -> Iterator[Line]:
    for what, value in behind.run(result):
        yield Line((((Text(one_line(str(what))),),), ((Text(value_text(value)),),)))


def web_address(url: str | None) -> str:
    """Return an address that a page may lead to; empty for one that leads elsewhere than to the web."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    safe = parts.scheme in ("http", "https") and parts.hostname and url == one_line(url or "")
    return url if safe and url else ""
