"""Answers that the tests keep, as the pages of the stored queries show them: some rows, and the first as a picture.

No server is asked, so that a page changes only when a kept answer does: `tests/golden` has the rows, `fixtures` the
deals behind them.
"""

import csv
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from circflow.datasets import SHIPPED, check
from circflow.model import Column, Company, Deal, DealFact, QueryStamp, Result
from circflow.queries import StoredQuery
from circflow.views import render

TESTS: Final = Path(__file__).parent.parent / "tests"
GOLDEN: Final = TESTS / "golden"
CASES: Final = TESTS / "cases"
_ROWS: Final = 3
_MOST_DRAWN: Final = 12
"""Arrows in a picture that still can be told apart on a page."""
_IDS: Final = ("companies", "deals")
"""Columns that a table of a few rows can do without: they repeat what the others say."""


@dataclass(frozen=True)
class KeptAnswer:
    """Some rows of an answer.

    Attributes:
        dataset: The shipped data set that was asked.
        count: Rows of the whole answer, as far as they are kept.
        table: Heading and rows, with names in the place of ids.
        picture: The deals of the first row that makes a picture, as Mermaid; empty when there is none.
        drawn: Number of that row, from 1.
    """

    dataset: str
    count: int
    table: list[list[str]]
    picture: str
    drawn: int


def kept_answer(query: StoredQuery) -> KeptAnswer | None:
    """Return what a query answers on the first shipped data set that gives it rows; None when none does."""
    for dataset in SHIPPED:
        path = GOLDEN / query.id / f"{dataset}.csv"
        rows = _rows(path) if path.exists() else []
        if rows:
            drawn, picture = _first_picture(query, dataset, rows[:_ROWS])
            return KeptAnswer(dataset, len(rows), _table(query, rows[:_ROWS]), picture, drawn)
    return None


def near_misses(query: StoredQuery) -> list[str]:
    """Return what a query is known not to find: the names of the cases that expect no row."""
    path = CASES / f"{query.id}.yml"
    cases = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    return [case["name"].removeprefix("near-miss: ") for case in cases if case["expect"] == []]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _table(query: StoredQuery, rows: list[dict[str, str]]) -> list[list[str]]:
    shown = [column for column in query.returns if column.name not in _IDS]
    return [[column.name for column in shown], *([_cell(column, row) for column in shown] for row in rows)]


def _cell(column: Column, row: dict[str, str]) -> str:
    """Return a value as a page shows it: names for ids, commas between the digits of large numbers."""
    with_names = (f"{column.name}{end}" for end in ("_name", "_names"))
    text = next((row[name] for name in with_names if name in row), row[column.name])
    if column.type.startswith("list<"):
        text = text.replace(";", "; ").replace("+", ", ")
    elif column.type == "integer" and text:
        text = f"{int(text):,}"
    return text.replace("|", "\\|")


def _first_picture(query: StoredQuery, dataset: str, rows: list[dict[str, str]]) -> tuple[int, str]:
    for number, row in enumerate(rows, start=1):
        deals = [deal for deal in row.get("deals", "").split(";") if deal]
        if 0 < len(deals) <= _MOST_DRAWN:
            return number, _picture(query, dataset, row, deals)
    return 0, ""


def _picture(query: StoredQuery, dataset: str, row: dict[str, str], deals: list[str]) -> str:
    companies, of_id = _package(dataset)
    result = Result(
        query=QueryStamp(query.id, query.title, query.version, query.sha256),
        parameters={"by": query.params["by"].default} if "by" in query.params else {},
        columns=tuple(column for column in query.returns if column.name in _IDS),
        rows=({"companies": row["companies"].split(";"), "deals": deals},),
        names={company.id: company.name for company in companies.values()},
        facts={id_: _fact(of_id[id_], companies) for id_ in deals if id_ in of_id},
    )
    lines = render(result, "mermaid").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("%%"))


@functools.cache
def _package(dataset: str) -> tuple[dict[str, Company], dict[str, Deal]]:
    package = check(dataset).package
    return {company.id: company for company in package.companies}, {deal.deal_id: deal for deal in package.deals}


def _fact(deal: Deal, companies: dict[str, Company]) -> DealFact:
    return DealFact(
        deal_id=deal.deal_id,
        payer=deal.source,
        relationship=deal.relationship,
        payee=deal.target,
        amount_label=deal.amount.label(),
        status=deal.status,
        firmness=deal.firmness,
        payer_group=companies[deal.source].group_id or deal.source,
        payee_group=companies[deal.target].group_id or deal.target,
    )
