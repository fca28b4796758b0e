"""What documents say about one deal: those that differ beside each other, and every claim by date."""

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from circflow.model.amount import interval_label
from circflow.views.differing import Reading, Row, readings, widest
from circflow.views.fitting import TableRow, fitted
from circflow.views.layout import GAP, Cell, Line, Span, Style, least_width, side_by_side, unit, words, wrap
from circflow.views.wording import one_line, status_text

INDENT: Final = Span("  ")
_HEADINGS: Final = ("Amount", "As of", "Said in")
_MARGIN: Final = 12  # a date and most ids of claims
_WORTH_SAYING: Final = 1.005


def differences(claims: Sequence[Row], basis: str | None, width: int) -> Iterator[Line]:
    """Yield the amounts that have no figure in common, side by side; nothing when there are none.

    Args:
        claims: Rows of the evidence query, about one deal.
        basis: What the deal's own amount measures.
        width: Columns of the page.
    """
    found = readings(claims, basis)
    if not found:
        return
    times = widest(found)
    by = f" by ×{times:.3g}" if times >= _WORTH_SAYING else ""
    yield from wrap(words(f"Claims differ{by}", Style.ALERT), width)
    rows = [TableRow((_amount(reading), _dates(rows), _said_in(rows))) for reading, rows in found.items()]
    inner = width - GAP
    headings = [words(title, Style.FAINT) for title in _HEADINGS]
    widths = fitted(headings, rows, inner) or fitted(headings, rows, inner, breakable=_MARGIN)
    for row in (TableRow(tuple(headings)), *rows) if widths else rows:
        if widths:
            cells = [wrap(cell, size) for cell, size in zip(row.said, widths, strict=True)]
            lines = side_by_side(cells, widths, (False,) * len(widths))
        else:
            lines = iter(wrap(joined(row.said), inner))
        for line in lines:
            yield (INDENT, *line)
    yield from wrap(
        words("Not all of these amounts have a figure in common. A later one can be a new state of affairs."), width
    )
    yield ()


def _amount(reading: Reading) -> Cell:
    label = interval_label(reading.low, reading.high, reading.currency)
    return (unit(label, Style.STRONG),)


def _dates(claims: Sequence[Row]) -> Cell:
    dates = sorted({when for claim in claims if (when := _when(claim))})
    if not dates:
        return words("undated")
    first, last = one_line(dates[0]), one_line(dates[-1])
    return words(first) if first == last else (unit(f"{first} –"), unit(last))


def _said_in(claims: Sequence[Row]) -> Cell:
    last = len(claims) - 1
    return tuple(
        (
            Span(f"{one_line(claim['claim'])} "),
            Span(_publisher(claim) + _graded(claim) + "," * (at < last), Style.FAINT),
        )
        for at, claim in enumerate(claims)
    )


def _publisher(claim: Row) -> str:
    return one_line(claim["publisher"] or _host(claim["url"]) or claim["source"] or "unnamed document")


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _graded(claim: Row) -> str:
    return f" ({one_line(claim['quality'])})" if claim["quality"] else ""


def _when(claim: Row) -> str | None:
    """Return the date that a claim speaks of, else the date of its document."""
    when: str | None = claim["as_of"] or claim["published"]
    return when


def by_date(claims: Sequence[Row], basis: str | None, width: int) -> Iterator[Line]:
    """Yield every claim in the order given: its date and id on the left, what it says and where on the right.

    Args:
        claims: Rows of the evidence query, about one deal.
        basis: What the deal's own amount measures, which the amounts of claims need not repeat.
        width: Columns of the page, which only addresses may exceed.
    """
    ids = [words(one_line(claim["claim"]), Style.FAINT) for claim in claims]
    margin = min(max([_MARGIN, *map(least_width, ids)]), 2 * _MARGIN)
    inner = width - margin - GAP
    for claim, id_ in zip(claims, ids, strict=True):
        left = [*wrap(words(one_line(_when(claim) or "undated")), margin), *wrap(id_, margin)]
        right = [line for cell in _paragraphs(claim, basis) for line in wrap(cell, inner)]
        right += [(Span(one_line(claim["url"]), Style.FAINT),)] if claim["url"] else []
        yield from side_by_side([left, right], [margin, inner], [False, False])
        yield ()


def _paragraphs(claim: Row, basis: str | None) -> Iterator[Cell]:
    yield _headline(claim, basis)
    if claim["amount_raw"]:
        yield labelled("In its words", claim["amount_raw"])
    if claim["paraphrase"]:
        yield prose(claim["paraphrase"])
    if claim["conditions"]:
        yield labelled("Condition", claim["conditions"])
    judged = _judged(claim)
    if judged:
        yield judged
    yield _source(claim)


def _headline(claim: Row, basis: str | None) -> Cell:
    low, high, measured = claim["amount_low"], claim["amount_high"], claim["amount_basis"]
    amount: Cell = words("no amount")
    if low is not None or high is not None:
        amount = (unit(interval_label(low, high, claim["currency"]), Style.STRONG),)
    quality = f"quality {claim['quality']}" if claim["quality"] else "quality not judged"
    return joined(
        [
            amount,
            prose(_plain(measured)) if measured and measured != basis else (),
            prose(status_text(claim["asserted_status"] or "")),
            words(quality),
        ]
    )


def _judged(claim: Row) -> Cell:
    """Return what is known to be wrong with a claim, and what it should say."""
    flag, low, high = claim["truth_flag"], claim["corrected_low"], claim["corrected_high"]
    if not flag and low is None and high is None:
        return ()
    verdict = _plain(flag or "corrected")
    if low is None and high is None:
        return words(f"Judged: {verdict}", Style.FAINT if flag == "ok" else Style.ALERT)
    return words(f"Judged: {verdict}; should read {interval_label(low, high, claim['currency'])}", Style.ALERT)


def _source(claim: Row) -> Cell:
    published = f", {claim['published']}" if claim["published"] else ""
    line = f", line {claim['line']}" if claim["line"] is not None else ""
    title = f": {claim['title']}" if claim["title"] else ""
    return prose(f"{_publisher(claim)}{published}{line}{title}", Style.FAINT)


def _plain(text: str) -> str:
    return one_line(text.replace("_", " "))


def prose(text: str, style: Style = Style.PLAIN) -> Cell:
    """Return running text from data, whatever line ends it has."""
    return words(one_line(" ".join(text.split())), style)


def labelled(label: str, text: str) -> Cell:
    """Return running text from data after a faint label."""
    return (unit(f"{label}:", Style.FAINT), *prose(text))


def joined(phrases: Sequence[Cell]) -> Cell:
    """Return phrases with dots between them; empty ones are left out."""
    cell: Cell = ()
    for phrase in phrases:
        if phrase:
            cell = (*cell, unit("·", Style.FAINT), *phrase) if cell else phrase
    return cell
