"""All that is known of a deal on one page: its own row, its parts, where claims differ, and every claim by date."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from circflow.model import FIRM, FIRMNESS, Result
from circflow.model.amount import interval_label
from circflow.views.claims import INDENT, by_date, differences, joined, prose
from circflow.views.footer import remarks
from circflow.views.layout import GAP, Cell, Line, Span, Style, natural_width, painted, side_by_side, unit, words, wrap
from circflow.views.page import Page
from circflow.views.wording import Names, one_line, status_text, value_text, verb

Row = Mapping[str, Any]

_LEAST_WIDTH: Final = 40
_WIDEST: Final = 110  # longer lines of prose are hard to read
_BELOW: Final = ("Data", "Reading", "Warning")


def chunks(deals: Result, parts: Result, claims: Result, page: Page) -> Iterator[str]:
    """Yield the page line by line, in the order of the ids that were asked for.

    An address is never broken, whatever the width of the page, so that it can be followed.

    Args:
        deals: Answer of the stored query `deals`.
        parts: Answer of `tranches`.
        claims: Answer of `evidence`.
        page: Width and colours.
    """
    width = min(max(page.width, _LEAST_WIDTH), _WIDEST)
    for line in _lines(deals, parts, claims, width):
        yield painted(line, color=page.color) + "\n"


def _lines(deals: Result, parts: Result, claims: Result, width: int) -> Iterator[Line]:
    rows = {row["deal"]: row for row in deals.rows}
    names = Names({**parts.names, **deals.names})
    for index, id_ in enumerate(deals.parameters["deals"]):
        if index:
            yield (Span("─" * width, Style.FAINT),)
        yield from _deal(rows[id_], names, width)
        yield from _parts([part for part in parts.rows if part["deal"] == id_], names, width)
        said = [claim for claim in claims.rows if claim["deal"] == id_ and claim["claim"] is not None]
        yield from differences(said, rows[id_]["amount_basis"], width)
        yield from wrap(words(_counted(said), Style.STRONG), width)
        yield ()
        yield from by_date(said, rows[id_]["amount_basis"], width)
    for remark in remarks(claims, claims.row_count):
        if remark.label in _BELOW:
            yield from wrap((unit(f"{remark.label}:", Style.FAINT), *remark.cell), width)


def _counted(claims: Sequence[Row]) -> str:
    if not claims:
        return "No claims: its own row is all that is loaded about this deal."
    documents = len({claim["source"] for claim in claims})
    return f"{_number(len(claims), 'claim')} from {_number(documents, 'document')}, by date"


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


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
    return joined([status, prose(f"in the words of the data: {own}")]) if differs else status


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
    others = ", ".join(map(one_line, row["agreement"]))
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


def _plain(text: str) -> str:
    return text.replace("_", " ").replace(";", ", ")
