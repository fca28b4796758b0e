"""All that is known of a deal on one page: its own row, parts and history, where claims differ, and every claim."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from circflow.model import FIRM, FIRMNESS, Result
from circflow.model.amount import interval_label
from circflow.views.claims import INDENT, beside_each_other, by_date, counted, joined, labelled, prose
from circflow.views.footer import below
from circflow.views.layout import GAP, Cell, Line, Span, Style, natural_width, painted, side_by_side, unit, words, wrap
from circflow.views.page import Page
from circflow.views.wording import Names, one_line, status_text, value_text, verb

Row = Mapping[str, Any]

_NOTHING_SAID: Final = "No claims: its own row is all that is loaded about this deal."
_OVER: Final = frozenset({"lapsed", "terminated", "exited", "defaulted", "ended"})


@dataclass(frozen=True, slots=True)
class Dossier:
    """The answers about some deals that make their page.

    Attributes:
        deals: Of the stored query `deals`.
        parts: Of `tranches`.
        history: Of `status-history`.
        claims: Of `evidence`.
    """

    deals: Result
    parts: Result
    history: Result
    claims: Result

    @property
    def beside(self) -> dict[str, Result]:
        """Return what stands beside the claims, by the name of each table."""
        return {"deals": self.deals, "tranches": self.parts, "statuses": self.history}


def chunks(dossier: Dossier, page: Page) -> Iterator[str]:
    """Yield the page line by line, in the order of the ids that were asked for.

    An address is never broken, whatever the width of the page, so that it can be followed.

    Args:
        dossier: What is known.
        page: Width and colours.
    """
    for line in _lines(dossier, page.text_width):
        yield painted(line, color=page.color) + "\n"


def _lines(dossier: Dossier, width: int) -> Iterator[Line]:
    rows = {row["deal"]: row for row in dossier.deals.rows}
    names = Names({**dossier.parts.names, **dossier.deals.names})
    for index, id_ in enumerate(dossier.deals.parameters["deals"]):
        if index:
            yield (Span("─" * width, Style.FAINT),)
        yield from _deal(rows[id_], names, width)
        yield from _parts(_of(id_, dossier.parts), names, width)
        yield from _history(_of(id_, dossier.history), width)
        said = [claim for claim in _of(id_, dossier.claims) if claim["claim"] is not None]
        yield from beside_each_other(said, _own(rows[id_], dossier.deals), width)
        yield from wrap(words(counted(said) if said else _NOTHING_SAID, Style.STRONG), width)
        yield ()
        yield from by_date(said, rows[id_]["amount_basis"], width)
    if lacking := [id_ for id_ in rows if not _of(id_, dossier.history)]:
        text = words(f"today's at every date where there is no history: {_listed(lacking)}")
        yield from wrap((unit("Status:", Style.FAINT), *text), width)
    yield from below(dossier.claims, width)


def _of(deal: str, answer: Result) -> list[Row]:
    return [row for row in answer.rows if row["deal"] == deal]


def _own(row: Row, deals: Result) -> Row:
    """Return what a deal's row says, as a claim of its first source."""
    fact = deals.facts.get(row["deal"])
    first = fact.sources[0] if fact and fact.sources else None
    return {**row, "claim": row["deal"], "as_of": None, "published": first and first.published, "amount_code": None}


def _deal(row: Row, names: Names, width: int) -> Iterator[Line]:
    arrow: Cell = (
        unit(f"{one_line(row['deal'])} ", Style.STRONG),
        unit(names[row["payer"]], Style.STRONG),
        (Span(f"→ {verb(row['relationship'])} →", Style.FAINT),),
        unit(names[row["payee"]], Style.STRONG),
    )
    yield from wrap(arrow, width)
    yield ()
    fields = [(words(label, Style.FAINT), cell) for label, cell in _fields(row, names) if cell]
    margin = max(natural_width(label) for label, _ in fields)
    inner = width - margin - 2 * GAP
    for label, cell in fields:
        for line in side_by_side([wrap(label, margin), wrap(cell, inner)], [margin, inner], [False, False]):
            yield (INDENT, *line)
    yield ()


def _fields(row: Row, names: Names) -> Iterator[tuple[str, Cell]]:
    yield "Amount", _amount(row)
    yield "Status", _status(row)
    yield "Dates", _dates(row)
    yield "Replaces", words(_listed(row["supersedes"] or ()))
    replaced = words(_listed(row["superseded_by"] or ()))
    yield "Replaced by", (*replaced, *words(f"from {one_line(row['superseded'])}")) if replaced else ()
    decided = prose(f"decided by {names[row['decided_by']]}") if row["decided_by"] else ()
    yield "Condition", joined([prose(row["conditions"] or ""), decided])
    yield "Kind", _kind(row)
    stake = words(f"{value_text(row['stake_pct'])} % of {names[row['payee']]}") if row["stake_pct"] is not None else ()
    yield "Size", joined([prose(row["capacity"] or ""), stake])
    yield "Quality", words(f"{row['quality']}, the best source of its row" if row["quality"] else "no judged source")
    yield "Agreement", _agreement(row)
    yield "Note", prose(row["note"] or "")
    yield "Doubt", prose(row["suspect"] or "", Style.ALERT)
    yield "Data set", prose(row["dataset"])


def _amount(row: Row) -> Cell:
    low, high = row["amount_low"], row["amount_high"]
    if low is None and high is None:
        return words("undisclosed")
    label = unit(interval_label(low, high, row["currency"]), Style.STRONG)
    basis = prose(_plain(row["amount_basis"] or ""))
    return joined([(label,), basis, words("due only if something happens") if row["contingent"] else ()])


def _status(row: Row) -> Cell:
    status = words(status_text(row["status"]), Style.ALERT if FIRMNESS.get(row["status"], FIRM) < FIRM else Style.PLAIN)
    own = row["status_text"]
    differs = own and own.casefold() not in (row["status"], status_text(row["status"]))
    said = prose(f"in the words of the data: {own}") if differs else ()
    stays = row["status"] in _OVER and not row["ended"]
    return joined([status, said, words("without an end date, so it counts at every later date") if stays else ()])


def _dates(row: Row) -> Cell:
    years = row["term_years"]
    phrases = [
        prose(f"announced {row['announced']}" if row["announced"] else "announcement undated"),
        prose(f"runs from {row['effective']}" if row["effective"] else ""),
        prose(f"ends {row['ended']}" if row["ended"] else ""),
        prose(f"{value_text(years)} {'year' if years == 1 else 'years'}" if years is not None else ""),
    ]
    return joined(phrases)


def _kind(row: Row) -> Cell:
    given = [text for text in (row["kind"], row["consideration"]) if text and text != "unspecified"]
    return joined([prose(_plain(text)) for text in dict.fromkeys(given)])


def _agreement(row: Row) -> Cell:
    if not row["agreement"]:
        return ()
    others = _listed(row["agreement"])
    role = "" if row["role"] == "standalone" else f"{_plain(row['role'])} of it"
    return joined([words(f"together with {others}"), words(role)])


def _parts(parts: Sequence[Row], names: Names, width: int) -> Iterator[Line]:
    if not parts:
        return
    yield from wrap(words("Parts", Style.STRONG), width)
    for part in parts:
        number = unit(f"{part['tranche']}", Style.FAINT)
        phrases = [
            (unit(interval_label(part["amount_low"], part["amount_high"], part["currency"]), Style.STRONG),),
            words(status_text(part["status"])) if part["status"] else (),
            prose(f"on condition: {part['condition']}") if part["condition"] else (),
            prose(f"decided by {names[part['decided_by']]}") if part["decided_by"] else (),
            prose(f"lapses {part['expires']}") if part["expires"] else (),
        ]
        for line in wrap((number, *joined(phrases)), width - GAP):
            yield (INDENT, *line)
    yield ()


def _history(changes: Sequence[Row], width: int) -> Iterator[Line]:
    if not changes:
        return
    yield from wrap(words("Status by date", Style.STRONG), width)
    dates = [words(one_line(change["date"])) for change in changes]
    margin = max(map(natural_width, dates))
    inner = width - margin - 2 * GAP
    for change, date in zip(changes, dates, strict=True):
        document = change["publisher"] or change["title"] or change["source"]
        graded = f" ({change['quality']})" if change["quality"] else ""
        phrases = [
            words(status_text(change["status"]), Style.PLAIN if change["firm"] else Style.ALERT),
            labelled("replaces", change["supersedes"]) if change["supersedes"] else (),
            prose(f"{document}{graded}", Style.FAINT) if document else (),
        ]
        for line in side_by_side(
            [[*wrap(date, margin)], wrap(joined(phrases), inner)], [margin, inner], [False, False]
        ):
            yield (INDENT, *line)
    yield ()


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(map(one_line, ids))


def _plain(text: str) -> str:
    return text.replace("_", " ").replace(";", ", ")
