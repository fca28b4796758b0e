"""The page of charts: three drawings, each with its figures in words, and what it was drawn from."""

import base64
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from circflow.charts.asking import Asked, ask
from circflow.charts.drawing import Range, circle_chart, ladder_chart, positions_chart
from circflow.files import replace_bytes
from circflow.graph.connection import DEFAULT_TIMEOUT_S
from circflow.model.amount import interval_label
from circflow.progress import Progress, silent
from circflow.reports.money import sentences
from circflow.session import Graph
from circflow.views.footer import remarks
from circflow.views.html_page import escaped, page_head, remark_paragraph, static
from circflow.views.wording import Names, one_line, status_text

_TITLE: Final = "How much money goes round"
_MOST_COMPANIES: Final = 15
_RELATIONSHIPS: Final = {"INVESTS_IN": "invests", "BUYS_FROM": "buys", "JOINT_VENTURE": "venture"}
_STYLES: Final = ("page.css", "charts.css")


@dataclass(frozen=True, slots=True)
class Charts:
    """A page of charts, ready to be written.

    Attributes:
        asked: What it is drawn from.
    """

    asked: Asked

    def html(self) -> str:
        """Return the page; it has no script and asks for nothing."""
        return "".join(_pieces(self.asked))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file.

        Raises:
            OutputError: the file cannot be written; what stood there is intact.
        """
        replace_bytes(Path(path), self.html().encode())


def charts(
    graph: Graph,
    *,
    timeout_s: float = DEFAULT_TIMEOUT_S,
    progress: Progress = silent,
    **parameters: Any,  # noqa: ANN401 - whatever the queries declare
) -> Charts:
    """Ask the catalogue about money, and draw it.

    Args:
        graph: Where.
        timeout_s: Seconds after which the server ends a query.
        progress: As for `Graph.run`.
        **parameters: Of `circulation`, such as `as_of`, `status`, `datasets`; each other query gets those that it has.

    Raises:
        InputError: the solvers are not installed.
        ParamError: a parameter means nothing.
        QueryError: the server or a solver has no answer.
    """
    return Charts(ask(graph, parameters, timeout_s=timeout_s, progress=progress))


def _pieces(asked: Asked) -> Iterator[str]:
    currency = asked.currency
    circle, outside, ladder = sentences(asked.money)
    yield page_head(_TITLE, "\n".join(map(static, _STYLES)), let_in="img-src data:")
    yield f"<h1>{escaped(_TITLE)}</h1>\n"
    for remark in remarks(asked.circle, asked.circle.row_count):
        if remark.label in ("Asked", "Data", "Status", "Warning"):
            yield remark_paragraph(remark)
    steps = _steps(asked)
    yield from _chart("How firm the promises are", ladder, ladder_chart(steps, currency) if steps else "")
    positions = _positions(asked)
    drawn = positions_chart(positions, currency) if positions else ""
    yield from _chart("Who promises more than is promised to it", outside, drawn)
    dated = list(_dated(asked))
    drawn = circle_chart(dated, currency) if dated else ""
    yield from _chart("What could go round, by date", circle, drawn)
    yield from _figures(dated, currency)
    yield "</main>\n</body>\n</html>\n"


def _chart(heading: str, sentence: str, svg: str) -> Iterator[str]:
    yield f"<figure>\n<h2>{escaped(heading)}</h2>\n"
    if svg:
        data = base64.b64encode(svg.encode()).decode()
        yield f'<img alt="{escaped(sentence)}" src="data:image/svg+xml;base64,{data}">\n'
    yield f"<figcaption><bdi>{escaped(one_line(sentence))}</bdi></figcaption>\n</figure>\n"


def _figures(dated: list[tuple[Any, Range, int, int]], currency: str | None) -> Iterator[str]:
    """Yield the figures of the last chart as a table: what a line shows cannot be read off to the unit."""
    if not dated:
        return
    heading = "".join(f"<th>{name}</th>" for name in ("As of", "Distinct money", "Most that is stated", "Volume"))
    yield f"<table>\n<thead><tr>{heading}</tr></thead>\n"
    for day, (low, high), priced, volume in dated:
        cells = (interval_label(low, high, currency), *(interval_label(one, one, currency) for one in (priced, volume)))
        yield f"<tr><th>{day.isoformat()}</th>{''.join(f'<td>{escaped(cell)}</td>' for cell in cells)}</tr>\n"
    yield "</table>\n"


def _steps(asked: Asked) -> dict[str, Range]:
    """Return what is promised by relationship and status, the firmest first."""
    found: dict[str, Range] = {}
    for row in asked.ladder.rows:
        if row["currency"] == asked.currency and row["low"] is not None:
            name = f"{_RELATIONSHIPS[row['relationship']]}: {status_text(row['status'])}"
            low, high = found.get(name, (0, 0))
            found[name] = (low + row["low"], None if high is None or row["high"] is None else high + row["high"])
    return found


def _positions(asked: Asked) -> dict[str, tuple[int | None, int | None]]:
    """Return the companies furthest from balance: what each promises less what it is promised."""
    names = Names(asked.positions.names)
    found: dict[str, tuple[int | None, int | None]] = {}
    rows = [row for row in asked.positions.rows if row["company"] is not None and row["currency"] == asked.currency]
    for row in sorted(rows, key=_distance)[:_MOST_COMPANIES]:
        least = None if row["in_high"] is None else row["out_low"] - row["in_high"]
        most = None if row["out_high"] is None else row["out_high"] - row["in_low"]
        found[names[row["company"]]] = (least, most)
    return dict(sorted(found.items(), key=lambda item: -_middle(*item[1])))


def _distance(row: Mapping[str, Any]) -> tuple[int, str]:
    out, in_ = (max(row[f"{side}_low"], row[f"{side}_high"] or 0) for side in ("out", "in"))
    return -abs(out - in_), row["company"]


def _middle(least: int | None, most: int | None) -> float:
    known = [end for end in (least, most) if end is not None]
    return sum(known) / len(known) if known else 0


def _dated(asked: Asked) -> Iterator[tuple[Any, Range, int, int]]:
    for day, answer in asked.dated.items():
        rows = {row["measure"]: row for row in answer.rows if row["currency"] == asked.currency}
        distinct, volume = rows.get("distinct"), rows.get("volume")
        if distinct is None or volume is None:
            yield day, (0, 0), 0, 0
        else:
            yield day, (distinct["low"], distinct["high"]), distinct["high_priced"], volume["high_priced"]
