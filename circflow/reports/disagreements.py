"""Where sources disagree: each point with what is claimed, and by whom."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from circflow.model import DealFact, Result
from circflow.model.amount import interval_label
from circflow.views.document import Line, Paragraph, Table, Text
from circflow.views.wording import NOTHING, Names, one_line, status_text, verb

Row = Mapping[str, Any]

_TITLES: Final = ("#", "Deal or figure, and what is claimed", "About", "How far apart")
_STATUSES: Final = frozenset({"status", "date"})
_NATURE: Final = "nature"


def disagreements(answer: Result, rows: Sequence[Row], claims: Sequence[Row], marks: Mapping[str, str]) -> Table:
    """Return a line for each point on which sources disagree.

    Args:
        answer: Of `contradictions`.
        rows: Those of its rows to show.
        claims: Rows of `evidence` about its deals; of a company's figure the ids of claims are all that is known here.
        marks: Names of the lines of deals.
    """
    known = {row["claim"]: row for row in claims if row["claim"]}
    names = Names(answer.names, width=None)

    def cells(number: int, row: Row) -> Iterator[tuple[Paragraph, ...]]:
        yield ((Text(str(number)),),)
        yield (_subject(row, answer, names, marks), *_said(row, answer, known))
        yield ((Text(one_line(row["about"])),),)
        yield (_apart(row),)

    return Table("Rows", _TITLES, [Line(tuple(cells(number, row))) for number, row in enumerate(rows, start=1)])


def _subject(row: Row, answer: Result, names: Names, marks: Mapping[str, str]) -> Paragraph:
    deal = row["subject"]
    fact = answer.facts.get(deal)
    if fact is None:
        figure = deal.partition(":")[2] or deal
        return (Text(names[row["companies"][0]], strong=True), Text(f": {one_line(figure.replace('_', ' '))}"))
    arrow = f" {names[fact.payer]} → {verb(fact.relationship)} → {names[fact.payee]}"
    return Text(one_line(deal), strong=True, to=f"#{marks[deal]}"), Text(arrow, strong=True)


def _said(row: Row, answer: Result, known: Mapping[str, Row]) -> Iterator[Paragraph]:
    """Yield each thing that is claimed with those who claim it; a deal's own id stands for the figure of its row."""
    found: dict[str, list[str]] = {}
    for id_ in row["claims"]:
        if id_ in known:
            found.setdefault(_stated(known[id_], row["about"]), []).append(_by(known[id_]))
        elif id_ in answer.facts:
            found.setdefault(_own(answer.facts[id_], row["about"]), []).append("the deal's own row")
        else:
            found.setdefault("claims", []).append(one_line(id_))
    for text, by in found.items():
        yield Text(text, strong=True), Text(f": {'; '.join(dict.fromkeys(by))}")


def _stated(claim: Row, about: str) -> str:
    if about in _STATUSES:
        return one_line(claim["asserted_status"] or NOTHING)
    label = interval_label(claim["amount_low"], claim["amount_high"], claim["currency"])
    basis = one_line((claim["amount_basis"] or "").replace("_", " "))
    return f"{label}, {basis}" if about == _NATURE and basis else label


def _own(fact: DealFact, about: str) -> str:
    if about in _STATUSES:
        return f"{status_text(fact.status)}, {one_line(fact.announced or 'undated')}"
    return one_line(fact.amount_label)


def _by(claim: Row) -> str:
    who = claim["publisher"] or claim["title"] or claim["source"] or NOTHING
    when = claim["as_of"] or claim["published"]
    return one_line(f"{who} ({when})" if when else who)


def _apart(row: Row) -> Paragraph:
    if row["low"] is None or row["high"] is None:
        return (Text(NOTHING),)
    low, high = (interval_label(figure, figure, row["currency"]) for figure in (row["low"], row["high"]))
    times = f", ×{row['ratio']:.3g}" if row["ratio"] else ""
    slip = "; a slipped unit would explain it" if row["unit_slip"] else ""
    return Text(f"{low} and {high}", strong=True), Text(f"{times}{slip}")
