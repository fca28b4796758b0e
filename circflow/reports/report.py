"""A report as a whole: put together from the answers, and written as HTML or Markdown."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from circflow.errors import InputError
from circflow.files import replace_bytes
from circflow.graph.connection import DEFAULT_TIMEOUT_S
from circflow.model.safe_text import safe_text
from circflow.reports import as_html, as_markdown
from circflow.reports.asking import CONDITIONS, CONTRADICTIONS, FINDINGS, LETTERS, OWNERS, RINGS, SUPPORT, Asked, ask
from circflow.reports.doubts import doubts
from circflow.reports.money import MONEY, sentences
from circflow.reports.parts import Items, Page, Section, items, say
from circflow.reports.record import record
from circflow.reports.summary import answer, conditions, count, question, title
from circflow.reports.tables import Tables
from circflow.session import Graph
from circflow.views.document import Text
from circflow.views.wording import Names, one_line

FORMS: Final = {"html": as_html.text, "md": as_markdown.text}
"""How a report can be written, by the suffix of its file."""

_FOUND: Final[Mapping[str, tuple[str, str, str, str]]] = {
    RINGS: (
        "rings",
        "Chains that lead back",
        "Can carry is the smallest promise on the chain: what could go round, not money that was seen to return.",
        "No chain of deals leads back to its first payer.",
    ),
    OWNERS: (
        "owners",
        "Shared owners",
        "The owner holds a part of both ends of a sale, large or small.",
        "No customer has an owner in common with its supplier.",
    ),
    SUPPORT: (
        "guarantees",
        "Guarantees and backstops",
        "Amounts are upper limits, due only if something happens; they are in no sum of money that flows.",
        "No guarantee or backstop is known.",
    ),
    CONDITIONS: (
        "conditions",
        "Open conditions",
        "Money that is promised and not due: what it waits for, who decides, and when it lapses.",
        "No deal or part of a deal is known to wait for a condition.",
    ),
    CONTRADICTIONS: (
        "contradictions",
        "Where sources disagree",
        "Claims that cannot all be right, or that measure different things. Which of them is right is not decided.",
        "No two claims about these companies and their deals disagree.",
    ),
}

_RULES: Final = (
    "A deal is one promise or payment from one company to another; the arrow is the way the money goes.",
    "Amounts are ranges, and what is unknown stays unknown. Chains may share deals, so they are never added up.",
    "Currencies are compared at dated rates that were given, or not at all; a headline is not added to its parts.",
    "Where companies of one group count as one, a deal within a group is in no answer.",
    "A letter of intent, a plan and a rumour count as what they are until --status firm leaves them out.",
)
_DECIDED: Final = "People decided this; chains that meet in such a company rest on it, and it can be taken back."
_QUALITY: Final = "Quality A: filings and own releases; B: editorial reports; C: retold; others were not judged."


@dataclass(frozen=True, slots=True)
class Report:
    """A report, ready to be written.

    Attributes:
        page: What it says.
        asked: What it is made from.
    """

    page: Page
    asked: Asked

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what a reader must not miss."""
        return tuple(_warnings(self.asked))

    def text(self, form: str) -> str:
        """Return it as `html` or `md`.

        Raises:
            InputError: it has no such form.
        """
        if form not in FORMS:
            raise InputError(
                f"a report cannot be written as '{safe_text(form)}'",
                hint=f"Known are: {', '.join(f'.{known}' for known in FORMS)}",
            )
        return FORMS[form](self.page)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file; the suffix says in which form.

        Raises:
            InputError: the suffix names no form of a report.
            OutputError: the file cannot be written; what stood there is intact.
        """
        target = Path(path)
        replace_bytes(target, self.text(target.suffix.lower().removeprefix(".")).encode())


def report(
    graph: Graph,
    *companies: str,
    queries: Sequence[str | Path] = (),
    timeout_s: float = DEFAULT_TIMEOUT_S,
    **parameters: Any,  # noqa: ANN401 - whatever the queries declare
) -> Report:
    """Ask the catalogue about some companies, and put a report together.

    Args:
        graph: Where.
        *companies: Ids or any unambiguous names; none = everything that is loaded.
        queries: Folders of one's own queries.
        timeout_s: Seconds after which the server ends a query.
        **parameters: Of `round-trips`, such as `max_hops`, `status`, `as_of`; each other query gets those that it has.

    Raises:
        ParamError: a company or a parameter means nothing.
        PackageError: the exchange rates cannot be read.
        QueryError: the server refused or ended a query.
    """
    return made(ask(graph, companies, parameters, queries=queries, timeout_s=timeout_s))


def made(asked: Asked) -> Report:
    """Put a report together from what was answered."""
    page = Page(title(asked), question(asked), answer(asked), conditions(asked), tuple(_sections(asked)))
    return Report(page, asked)


def _sections(asked: Asked) -> Iterator[Section]:
    tables = Tables(asked)
    if first := tuple(say(text, alert=True) for text in _warnings(asked)):
        yield Section("first", "Read this first", first)
    for query_id in FINDINGS:
        mark, heading, reading, nothing = _FOUND[query_id]
        found = asked.answers[query_id]
        picture = (tables.picture(),) if query_id == RINGS else ()
        blocks = (say(reading), *picture, *tables.answer(found)) if found.rows else (say(nothing),)
        yield Section(mark, heading, blocks)
    if asked.money:
        about = say("About all that is loaded:") if asked.companies else say("The most that promises allow:")
        yield Section("money", "How much money", (about, items(*sentences(asked.money))))
    yield from doubts(asked, tables)
    if not tables.empty:
        yield Section("deals", "Deals behind the rows", (tables.deals(),))
        yield Section("sources", "Sources", (say(_QUALITY), tables.sources()))
    if decided := tuple(_decided(asked)):
        yield Section("matched", "Names that count as one company", (say(_DECIDED), items(*decided)))
    read = (
        *(asked.answers[id_].query for id_ in (*FINDINGS, LETTERS)),
        *(asked.money[id_].query for id_ in MONEY if id_ in asked.money),
    )
    told = Items(tuple((Text(f"{query.title}.", strong=True), Text(f" {query.reading}")) for query in read))
    yield Section("method", "Method", (items(*_RULES), say("The questions, and how each answer is to be read:"), told))
    yield Section("record", "The record that repeats it", record(asked))


def _warnings(asked: Asked) -> Iterator[str]:
    if len(asked.absent) < len(asked.companies):
        names = Names(asked.companies)
        yield from (f"{names[id_]} is in no deal that fits." for id_ in asked.absent)
    yield from map(one_line, asked.warnings)
    if told_twice := _told_twice(asked):
        yield (
            f"In {count(told_twice, 'chain')} a hop has deals of several data sets. Where two of these are one deal, "
            "its amount counts twice; --datasets takes one data set alone."
        )
    if any(record.truncated for record in asked.records):
        yield "A limit cut some answers: there is more than is told here. Raise --limit or narrow the question."


def _decided(asked: Asked) -> Iterator[str]:
    """Yield the decisions about companies that are party to the deals behind the rows, each once."""
    facts = asked.facts.values()
    parties = {party for f in facts for party in (f.payer, f.payee, f.payer_group, f.payee_group)}
    stamps = (stamp for answer in asked.answers.values() for stamp in answer.datasets)
    yield from dict.fromkeys(
        one_line(str(match)) for stamp in stamps for match in stamp.matches if match.other_id in parties
    )


def _told_twice(asked: Asked) -> int:
    """Return in how many chains two data sets may tell of one deal."""
    datasets = {row["deal"]: row["dataset"] for row in asked.said}
    hops = ([{datasets.get(deal) for deal in hop} for hop in ring["deals_by_hop"]] for ring in asked.rings.rows)
    return sum(any(len(hop) > 1 for hop in ring) for ring in hops)
