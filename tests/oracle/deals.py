"""Deals as their files state them, and which of them a question looks at. Written from the definitions, without Cypher.

Nothing of circflow is used here, so that a mistake there cannot hide itself: csv files in, plain values out.
"""

import calendar
import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

LADDER = {
    0: ["rumoured"],
    1: ["negotiating"],
    2: ["loi", "planned", "conditional"],
    3: ["announced"],
    4: ["signed"],
    5: ["partially_funded"],
    6: ["closed", "in_force", "holding", "lapsed", "terminated", "exited", "defaulted", "ended"],
}
FIRM = {status for rank, statuses in LADDER.items() if rank >= 3 for status in statuses}


@dataclass(frozen=True)
class OracleDeal:
    """One row of deals.csv with its defaults filled in; `row` has the cells as they stand."""

    id: str
    payer: str
    kind: str
    payee: str
    dataset: str
    agreement: str
    rollup: str
    deal_kind: str
    low: int | None
    high: int | None
    currency: str
    code: str
    basis: str
    forms: tuple[str, ...]
    contingent: bool
    begins: date
    latest: date | None
    ends: date
    status: str
    history: tuple[tuple[date, str], ...]
    quality: str | None
    first_source: str
    row: Mapping[str, str] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Question:
    """The common parameters, with the defaults that the design gives them, and those of single queries."""

    as_of: date | None = None
    status: str = "all"
    by: str = "group"
    datasets: tuple[str, ...] | None = None
    contingent: bool = True
    without: tuple[str, ...] = ()
    min_quality: str = "C"
    joint_ventures: bool | None = None
    max_hops: int = 4
    min_purchases: int = 0
    through: str | None = None
    window_days: int | None = None
    min_amount: int | None = None
    currency: str | None = None
    new_since: date | None = None
    top: int | None = None
    payer: str | None = None
    payee: str | None = None
    since: date | None = None
    until: date | None = None
    owner: str | None = None
    held: str | None = None
    max_steps: int = 4
    within_days: int = 0

    def options(self) -> dict[str, Any]:
        """Return what a stored query is to be given; what is None is left to its default."""
        given = {name: getattr(self, name) for name in (field.name for field in fields(self))}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in given.items()
            if value is not None
        }


@dataclass
class World:
    """Everything loaded: who belongs to which group, all deals, and the rows of what stands beside them.

    Deals stand by agreement too; tranches by their deal; claims by theirs, with their data set; "" = no deal.
    """

    groups: dict[str, str] = field(default_factory=dict)
    deals: list[OracleDeal] = field(default_factory=list)
    agreements: dict[str, list[OracleDeal]] = field(default_factory=lambda: defaultdict(list))
    tranches: dict[str, list[Mapping[str, str]]] = field(default_factory=lambda: defaultdict(list))
    claims: dict[str, list[tuple[str, Mapping[str, str]]]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def add(self, folder: Path) -> None:
        """Read a package."""
        self.add_tables(folder.name, {table: _rows(folder / f"{table}.csv") for table in _TABLES})

    def add_tables(self, dataset: str, tables: Mapping[str, Iterable[Mapping[str, str]]]) -> None:
        """Take in the tables of one data set."""
        for row in tables["companies"]:
            self.groups[row["id"]] = row.get("group_id") or row["id"]
        quality = {row["source_id"]: row.get("quality") or None for row in tables.get("sources", ())}
        histories: dict[str, list[tuple[date, str]]] = {}
        for row in tables.get("statuses", ()):
            histories.setdefault(row["deal_id"], []).append((readings(row["date"])[0], row["status"]))
        for deal in (_deal(row, dataset, quality, histories) for row in tables["deals"]):
            self.deals.append(deal)
            self.agreements[deal.agreement].append(deal)
        for row in tables.get("claims", ()):
            self.claims[row.get("deal_id") or ""].append((dataset, row))
        self.sources |= {(dataset, row["source_id"]): row for row in tables.get("sources", ())}
        for row in tables.get("tranches", ()):
            self.tranches[row["deal_id"]].append(row)

    def place(self, company: str, question: Question) -> str:
        """Say which node of the question's graph a company is."""
        return self.groups[company] if question.by == "group" else company

    def counts(self, deal: OracleDeal, question: Question) -> bool:
        """Say whether a question looks at a deal at all."""
        left_out = {deal.id, deal.payer, deal.payee}
        if question.by == "group":
            left_out |= {self.groups[deal.payer], self.groups[deal.payee]}
        return (
            (question.as_of is None or deal.begins <= question.as_of <= deal.ends)
            and (question.status == "all" or status_at(deal, question.as_of) in FIRM)
            and (question.datasets is None or deal.dataset in question.datasets)
            and (question.contingent or not deal.contingent)
            and (question.min_quality == "C" or (deal.quality is not None and deal.quality <= question.min_quality))
            and not left_out & set(question.without)
        )


_TABLES = ("companies", "deals", "sources", "statuses", "claims", "tranches")


@cache
def readings(text: str) -> tuple[date, date]:
    """Return the first and the last day that a partial date can mean."""
    if "/" in text:
        first_month, _, last_month = text.partition("/")
        return readings(first_month)[0], readings(last_month)[1]
    if half := re.fullmatch(r"(\d{4})-H([12])", text):
        first, last = (1, 6) if half[2] == "1" else (7, 12)
    elif quarter := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        last = int(quarter[2]) * 3
        first = last - 2
    elif re.fullmatch(r"\d{4}", text):
        first, last = 1, 12
    elif re.fullmatch(r"\d{4}-\d{2}", text):
        first = last = int(text[5:])
    else:
        return date.fromisoformat(text), date.fromisoformat(text)
    year = int(text[:4])
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def status_at(deal: OracleDeal, day: date | None) -> str:
    """Return the status of a deal on a day; today's where no history tells."""
    if day is None or not deal.history:
        return deal.status
    # Before its first entry a deal has the status of that entry.
    known = [status for since, status in deal.history if since <= day]
    return known[-1] if known else deal.history[0][1]


def _deal(
    row: Mapping[str, str],
    dataset: str,
    quality: Mapping[str, str | None],
    histories: Mapping[str, list[tuple[date, str]]],
) -> OracleDeal:
    high = int(row["amount_high"]) if row.get("amount_high") else None
    low = int(row["amount_low"]) if row.get("amount_low") else None
    judged = sorted(letter for source in (row.get("sources") or "").split(";") if (letter := quality.get(source)))
    deal_kind = row.get("deal_kind") or ""
    code = row.get("amount_code") or ""
    return OracleDeal(
        id=row["deal_id"],
        payer=row["source"],
        kind=row["relationship"],
        payee=row["target"],
        dataset=dataset,
        agreement=f"{dataset}: {row.get('deal_group') or row['deal_id']}",
        rollup=row.get("rollup") or "standalone",
        deal_kind=deal_kind,
        low=0 if low is None and high is not None else low,
        high=high,
        currency=row.get("currency") or "",
        code=code,
        basis=row.get("amount_basis") or ("contract_value" if row["relationship"] == "BUYS_FROM" else "consideration"),
        forms=tuple((row.get("consideration_form") or "unspecified").split(";")),
        contingent=row.get("contingent") == "yes" or code == "contingent" or deal_kind in {"backstop", "guarantee"},
        begins=readings(row["announced_date"])[0] if row.get("announced_date") else date.min,
        latest=readings(row["announced_date"])[1] if row.get("announced_date") else None,
        ends=readings(row["end_date"])[1] if row.get("end_date") else date.max,
        status=row.get("status") or "announced",
        history=tuple(sorted(histories.get(row["deal_id"], []))),
        quality=judged[0] if judged else None,
        first_source=(row.get("sources") or "").partition(";")[0],
        row=row,
    )
