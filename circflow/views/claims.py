"""What documents say about one deal: those that differ beside each other, and every claim by date."""

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from circflow.listing import listed
from circflow.model.amount import interval_label
from circflow.views.differing import AMOUNT, DATE, GROWTH, Difference, Row, differences
from circflow.views.fitting import TableRow, fitted
from circflow.views.layout import GAP, Cell, Line, Span, Style, least_width, side_by_side, unit, words, wrap
from circflow.views.wording import one_line, status_text

INDENT: Final = Span("  ")
_MARGIN: Final = 12  # a date and most ids of claims
_WORTH_SAYING: Final = 1.005
_STATUSES: Final = ("status", DATE)
_ABOUT_MORE: Final = "about more than this deal"
_HEADINGS: Final = {
    "currency": "Claims differ in currency",
    "nature": "Claims differ in what one figure is",
    "status": "Claims differ in status: signed or closed, then a letter, a plan or a condition",
    DATE: "Signed or closed more than 90 days before the announcement",
}


def beside_each_other(claims: Sequence[Row], own: Row | None, width: int) -> Iterator[Line]:
    """Yield what differs, a table for each matter; nothing when nothing does.

    Args:
        claims: Rows of the evidence query about one deal, or of the query about one figure.
        own: What the deal's row says, as a claim of the deal's id; None for a figure.
        width: Columns of the page.
    """
    for found in differences(claims, own):
        style = Style.STRONG if found.about == GROWTH else Style.ALERT
        yield from wrap(words(_heading(found), style), width)
        said: dict[Cell, list[Row]] = {}
        basis: str | None = own["amount_basis"] if own else None
        for claim in found.claims:
            said.setdefault(_said(claim, found.about, basis), []).append(claim)
        rows = [TableRow((cell, _dates(those), _said_in(those, own))) for cell, those in said.items()]
        title = "Status" if found.about in _STATUSES else "Amount"
        yield from _table((title, "As of", "Said in"), rows, width - GAP)
        yield ()


def _heading(found: Difference) -> str:
    times = f" by ×{found.times:.3g}" if found.times >= _WORTH_SAYING else ""
    if found.about == GROWTH:
        return f"Later claims are larger{times}: growth, if both are right"
    if found.about == AMOUNT:
        return f"Claims differ in amount{times}" + (", which a slipped unit would explain" if found.unit_slip else "")
    return _HEADINGS[found.about]


def _said(claim: Row, about: str, basis: str | None) -> Cell:
    """Return what a claim says in the matter."""
    if about in _STATUSES:
        return _status(claim)
    label = interval_label(claim["amount_low"], claim["amount_high"], claim["currency"])
    amount: Cell = (unit(label, Style.STRONG),)
    if about != "nature":
        return amount
    due = words("due only if something happens") if claim["amount_code"] == "contingent" else ()
    return joined([amount, prose(_plain(claim["amount_basis"] or basis or "")), due])


def _table(titles: Sequence[str], rows: Sequence[TableRow], inner: int) -> Iterator[Line]:
    headings = [words(title, Style.FAINT) for title in titles]
    widths = fitted(headings, rows, inner) or fitted(headings, rows, inner, breakable=_MARGIN)
    for row in (TableRow(tuple(headings)), *rows) if widths else rows:
        if widths:
            cells = [wrap(cell, size) for cell, size in zip(row.said, widths, strict=True)]
            lines = side_by_side(cells, widths, (False,) * len(widths))
        else:
            lines = iter(wrap(joined(row.said), inner))
        for line in lines:
            yield (INDENT, *line)


def _dates(claims: Sequence[Row]) -> Cell:
    dates = sorted({when for claim in claims if (when := _when(claim))})
    if not dates:
        return words("undated")
    first, last = one_line(dates[0]), one_line(dates[-1])
    return words(first) if first == last else (unit(f"{first} –"), unit(last))


def _said_in(claims: Sequence[Row], own: Row | None) -> Cell:
    last = len(claims) - 1
    return tuple(
        (Span(f"{one_line(claim['claim'])} "), Span(_where(claim, own) + "," * (at < last), Style.FAINT))
        for at, claim in enumerate(claims)
    )


def _where(claim: Row, own: Row | None) -> str:
    return "its own row" if claim is own else _publisher(claim) + _graded(claim)


def counted(claims: Sequence[Row]) -> str:
    """Return how many claims there are, from how many documents."""
    documents = len({claim["source"] for claim in claims})
    return f"{_number(len(claims), 'claim')} from {_number(documents, 'document')}, by date"


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


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
    for cell in (_judged(claim), _differing(claim), _grown(claim)):
        if cell:
            yield cell
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
            words(_ABOUT_MORE) if claim["amount_code"] == "not_this_edge" else (),
            _status(claim),
            words(quality),
            () if claim["agrees"] is None else words("agrees") if claim["agrees"] else words("differs", Style.ALERT),
        ]
    )


def _status(claim: Row) -> Cell:
    """Return the status in the words of the document, and how it was read where the words are others."""
    own, read = claim["asserted_status"] or "", claim["asserted"]
    alike = not read or read in own.casefold() or status_text(read) in own.casefold()
    return prose(status_text(own)) if alike else prose(f"{own} (read as {status_text(read)})")


def _differing(claim: Row) -> Cell:
    """Return from whom a claim differs, matter by matter."""
    found: dict[str, list[str]] = {}
    for other, about in zip(claim["differs_from"] or (), claim["differs_in"] or (), strict=True):
        named = "its own row" if other == claim.get("deal") else one_line(other)
        found.setdefault(about, []).append("the announcement" if about == DATE else named)
    phrases = [f"in {about} from {listed(others)}" for about, others in found.items()]
    return words(f"Differs {'; '.join(phrases)}", Style.ALERT) if phrases else ()


def _grown(claim: Row) -> Cell:
    earlier = ["its own row" if id_ == claim.get("deal") else one_line(id_) for id_ in claim["larger_than"] or ()]
    return words(f"Larger than {listed(earlier)} of more than 90 days before") if earlier else ()


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
    language = f", in {claim['language']}" if claim["language"] else ""
    line = f", line {claim['line']}" if claim["line"] is not None else ""
    title = f": {claim['title']}" if claim["title"] else ""
    return prose(f"{_publisher(claim)}{published}{language}{line}{title}", Style.FAINT)


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
