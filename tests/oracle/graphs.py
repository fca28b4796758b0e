"""Small graphs of deals by chance, with everything that a deal can be, as the rows of two packages."""

import csv
import itertools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from oracle.deals import Question, World, readings

SIDES = ("one-side", "other-side")
"""The two data sets that the deals of every graph are spread over."""

QUALITY = {"S-a": "A", "S-b": "B", "S-c": "C", "S-unjudged": ""}
PUBLISHED = {"S-a": "2025-06-15", "S-b": "2024", "S-unjudged": "2025-Q1"}

_DAYS = ["2024-03-31", "2024-04-01", "2024-12-31", "2025-01-01", "2025-06-15", "2025-06-30", "2025-07-01", "2026-01-01"]
PARTIAL_DATES = "2024 2024-H1 2024-H2 2024-Q2 2025 2025-Q1 2025-06 2025-06-15 2024-02 2024-04/2025-03".split()
STATUSES = ["announced", "signed", "closed", "in_force", "loi", "negotiating", "conditional", "exited", "rumoured"]
FORMS = ["cash", "shares", "cash;shares", "stock;warrants_of_supplier", "cash_prepaid;cloud_credits", "vendor_loan"]

Row = dict[str, str]
Tables = dict[str, list[Row]]


@dataclass(frozen=True)
class SmallGraph:
    """One graph: ids without a prefix, so that the same deals give equal graphs."""

    groups: tuple[int, ...]
    deals: tuple[tuple[tuple[str, str], ...], ...]
    histories: tuple[tuple[int, str, str], ...]
    left_out: tuple[str, ...]
    claims: tuple[tuple[tuple[str, str], ...], ...]
    parts: tuple[tuple[tuple[str, str], ...], ...]

    def tables(self, prefix: str, side: str) -> Tables:
        """Return the rows of one data set, ids prefixed."""
        numbered = [(number, dict(deal)) for number, deal in enumerate(self.deals) if dict(deal)["side"] == side]
        here = {number for number, _ in numbered}
        return {
            "companies": [
                {"id": f"{prefix}c{number}", "name": f"Company {prefix}{number}", "group_id": f"{prefix}c{head}"}
                for number, head in enumerate(self.groups)
            ],
            "sources": [],
            "deals": [_deal(prefix, number, deal) for number, deal in numbered],
            "statuses": [
                {"deal_id": f"{prefix}d{number}", "date": day, "status": status}
                for number, day, status in self.histories
                if number in here
            ],
            "claims": [
                _claim(prefix, number, dict(claim))
                for number, claim in enumerate(self.claims)
                if (int(dict(claim)["about"]) in here if dict(claim)["figure"] == "" else dict(claim)["side"] == side)
            ],
            "tranches": [
                _part(prefix, number, dict(part))
                for number, part in enumerate(self.parts, 1)
                if int(dict(part)["about"]) in here
            ],
        }


def _deal(prefix: str, number: int, deal: Row) -> Row:
    plain = {column: value for column, value in deal.items() if column not in {"side", "payer", "payee", "agreement"}}
    return plain | {
        "deal_id": f"{prefix}d{number}",
        "source": f"{prefix}c{deal['payer']}",
        "target": f"{prefix}c{deal['payee']}",
        "deal_group": f"{prefix}g{deal['agreement']}" if deal["agreement"] else "",
        "condition_controlled_by": _decider(prefix, deal),
    }


def _claim(prefix: str, number: int, claim: Row) -> Row:
    plain = {column: value for column, value in claim.items() if column not in {"about", "figure", "side"}}
    return plain | {
        "claim_id": f"{prefix}k{number:02}",
        "deal_id": "" if claim["figure"] else f"{prefix}d{claim['about']}",
        "subject": f"{prefix}{claim['figure']}" if claim["figure"] else "",
    }


def _part(prefix: str, number: int, part: Row) -> Row:
    plain = {column: value for column, value in part.items() if column != "about"}
    return plain | {
        "deal_id": f"{prefix}d{part['about']}",
        "tranche_no": str(number),
        "condition_controlled_by": _decider(prefix, part),
    }


def _decider(prefix: str, row: Row) -> str:
    return prefix + row["condition_controlled_by"] if row["condition_controlled_by"] else ""


def _often(usual: str, *others: str) -> st.SearchStrategy[str]:
    """Draw the usual value nine times in ten: where all is odd, no ring is left and no amount."""
    return st.sampled_from([usual] * (9 * len(others)) + list(others))


_AMOUNTS = st.one_of(
    st.just(("", "")),
    st.integers(0, 40).map(lambda figure: (str(figure), str(figure))),
    st.integers(1, 60).map(lambda high: ("0", str(high))),
    st.integers(1, 60).map(lambda high: ("", str(high))),
    st.integers(1, 30).map(lambda low: (str(low), "")),
    st.tuples(st.integers(1, 20), st.integers(0, 30)).map(lambda ends: (str(ends[0]), str(ends[0] + ends[1]))),
    st.just(("157000000000", "88000000000000")),
)


@st.composite
def _agreements(draw: st.DrawFn, companies: int) -> list[Row]:
    """Draw the deals of one agreement from one company to another: often a headline and its tranches."""
    payer, payee = draw(st.lists(st.integers(0, companies - 1), min_size=2, max_size=2, unique=True))
    shared = {
        "payer": str(payer),
        "payee": str(payee),
        "relationship": draw(st.sampled_from(["INVESTS_IN", "BUYS_FROM", "BUYS_FROM", "JOINT_VENTURE"])),
        "agreement": draw(st.sampled_from(["", "1", "2"])),
    }
    count = draw(st.integers(1, 4)) if shared["agreement"] else 1
    currency = draw(st.sampled_from(["USD", "USD", "EUR"]))
    return [shared | draw(_rows(currency)) for _ in range(count)]


@st.composite
def _rows(draw: st.DrawFn, currency: str) -> Row:
    low, high = draw(_AMOUNTS)
    rollups = ["", "standalone", "headline", "headline", "headline", "tranche", "tranche", "component", "holding"]
    return {
        "rollup": draw(st.sampled_from(rollups)),
        "deal_kind": draw(_often("", "equity", "acquisition", "holding", "backstop", "guarantee")),
        "amount_low": low,
        "amount_high": high,
        "currency": draw(st.sampled_from([currency] * 5 + ["JPY"])) if low or high else draw(_often("", "JPY")),
        "amount_code": draw(_often("", "planned", "not_this_edge", "contingent")),
        "amount_basis": draw(_often("", "total", "per_year", "market_value")),
        "consideration_form": draw(_often("", *FORMS)),
        "stake_pct": draw(st.sampled_from(["", "", "", "7", "49.5", "100"])),
        "conditions": draw(_often("", "a listing")),
        "condition_controlled_by": draw(_often("", "c0", "c1")),
        "contingent": draw(_often("", "yes", "no")),
        "announced_date": draw(st.just("") | st.sampled_from(PARTIAL_DATES)),
        "end_date": draw(st.just("") | st.just("") | st.sampled_from(PARTIAL_DATES)),
        "status": draw(st.sampled_from(["", "planned", *STATUSES])),
        "sources": draw(st.sampled_from(["", "S-a", "S-b", "S-c", "S-unjudged", "S-c;S-a", "S-unjudged;S-b"])),
        "side": draw(st.sampled_from(SIDES)),
    }


@st.composite
def _claims(draw: st.DrawFn) -> Row:
    """Draw what a document says, most often about one of two deals or one figure, so that others speak of it too."""
    figures = st.sampled_from([0, 1, 8, 10, 10, 11, 13, 80, 100, 125, 1000])
    low, high = draw(st.tuples(figures, figures).map(sorted))
    bound = draw(st.sampled_from(["exact", "exact", "up_to", "at_least", "range", "none"]))
    lows = {"exact": str(high), "up_to": "0", "at_least": str(low), "range": str(low), "none": ""}
    return {
        "about": draw(st.sampled_from(["0", "0", "1", "2"])),
        "figure": draw(st.sampled_from(["", "", "", "c0:revenue"])),
        "side": draw(st.sampled_from(SIDES)),
        "source_id": draw(st.sampled_from(list(QUALITY))),
        "amount_low": lows[bound],
        "amount_high": "" if bound in {"at_least", "none"} else str(high),
        "currency": "" if bound == "none" else draw(_often("USD", "EUR")),
        "amount_code": draw(_often("exact", "vague_band", "not_this_edge", "contingent")),
        "amount_basis": draw(_often("", "total", "per_year")),
        "asserted_status": draw(
            st.sampled_from(["", "signed", "Closed, fully", "LOI", "planned (reported)", "signage"])
        ),
        "as_of": draw(st.just("") | st.sampled_from(PARTIAL_DATES)),
    }


@st.composite
def _parts(draw: st.DrawFn, deals: list[Row]) -> Row:
    """Draw a tranche, often with the amount of a deal of its agreement, which then may be the tranche itself."""
    about = draw(st.integers(0, len(deals) - 1))
    legs = ("payee", "relationship", "agreement")
    alike = [deal for deal in deals if [deal[leg] for leg in legs] == [deals[about][leg] for leg in legs]]
    twin = draw(st.sampled_from(alike))
    low, high = draw(st.one_of(st.just((twin["amount_low"], twin["amount_high"])), _AMOUNTS))
    return {
        "about": str(about),
        "amount_low": low,
        "amount_high": high,
        "currency": twin["currency"] or "USD" if low or high else "",
        "condition": draw(st.sampled_from(["", "a listing"])),
        "condition_controlled_by": draw(st.sampled_from(["", "c0", "c1"])),
        "expires": draw(st.just("") | st.sampled_from(PARTIAL_DATES)),
        "status": draw(st.sampled_from(["", "", "planned", *STATUSES])),
    }


@st.composite
def graphs(draw: st.DrawFn) -> SmallGraph:
    """Draw a graph of three to seven companies, some of which form groups, and up to three agreements for each."""
    companies = draw(st.integers(3, 7))
    heads = draw(st.integers(1 if companies < 4 else 2, companies))
    groups = tuple(number if number < heads else draw(st.integers(0, heads - 1)) for number in range(companies))
    agreements = draw(st.lists(_agreements(companies), min_size=companies + 2, max_size=3 * companies))
    rows = [deal for deals in agreements for deal in deals]
    deals = [tuple(deal.items()) for deal in rows]
    # A history needs several entries for one deal, so few deals have one.
    told = st.integers(0, min(3, len(deals) - 1))
    histories = draw(
        st.lists(
            st.tuples(told, st.sampled_from(PARTIAL_DATES + _DAYS), st.sampled_from(STATUSES)),
            max_size=6,
            unique_by=lambda change: (change[0], readings(change[1])[0]),
        )
    )
    # Few graphs leave something out: each id is looked up by the question that names it.
    some = st.lists(st.sampled_from(["c0", "c1", "c2", "d0", "d1", "d2"]), min_size=1, max_size=2, unique=True)
    left_out = draw(st.one_of(st.just([]), st.just([]), some))
    claims = draw(st.lists(_claims(), min_size=4, max_size=12))
    said = tuple(tuple(claim.items()) for claim in claims)
    parts = tuple(tuple(part.items()) for part in draw(st.lists(_parts(rows), max_size=3)))
    return SmallGraph(groups, tuple(deals), tuple(histories), tuple(left_out), said, parts)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Draw parameters; `without` stands for whatever each graph wants to leave out, ids have no prefix yet."""
    payer, payee = draw(st.permutations(["c0", "c1", "c2"]))[:2]
    since, until = sorted(draw(st.lists(st.sampled_from(_DAYS), min_size=2, max_size=2)))
    return Question(
        as_of=draw(st.sampled_from([None, None, None, *_DAYS]).map(lambda day: day and date.fromisoformat(day))),
        status=draw(st.sampled_from(["all", "firm"])),
        by=draw(st.sampled_from(["group", "company"])),
        datasets=draw(st.sampled_from([None, None, None, SIDES, SIDES[:1], SIDES[1:]])),
        contingent=draw(st.sampled_from([True, True, False])),
        without=draw(st.sampled_from([(), ("some",)])),
        min_quality=draw(st.sampled_from(["C", "C", "C", "B", "A"])),
        joint_ventures=draw(st.sampled_from([None, True, False])),
        max_hops=draw(st.integers(2, 8)),
        min_purchases=draw(st.sampled_from([0, 0, 1, 2])),
        through=draw(st.sampled_from([None, None, None, "c0", "c1"])),
        payer=payer,
        payee=payee,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until),
        owner=draw(st.sampled_from([None, None, "c0"])),
        held=draw(st.sampled_from([None, None, None, "c1"])),
        max_steps=draw(st.integers(1, 4)),
        within_days=draw(st.sampled_from([0, 0, 31, 365])),
        window_days=draw(st.sampled_from([None, None, 1, 90, 365, 3650])),
        min_amount=(least := draw(st.sampled_from([None, None, None, 0, 1, 10]))),
        currency=None if least is None else draw(st.sampled_from(["USD", "USD", "EUR"])),
        new_since=draw(st.sampled_from([None, None, None, *_DAYS]).map(lambda day: day and date.fromisoformat(day))),
        top=draw(st.sampled_from([None, None, None, 1, 30])),
    )


def drawn(count: int) -> list[tuple[SmallGraph, Question]]:
    """Let Hypothesis draw different graphs, the same at every run, each with a question.

    Each comes from a seed of its own: the later examples of one long run are variations of the earlier ones.
    """
    found: dict[SmallGraph, Question] = {}
    for number in itertools.count():
        graph, question = _example(number)
        found.setdefault(graph, question)
        if len(found) == count:
            break
    return list(found.items())


def _example(number: int) -> tuple[SmallGraph, Question]:
    examples: list[tuple[SmallGraph, Question]] = []

    @seed(number)
    @settings(
        max_examples=2, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(graphs(), questions())
    def draw(graph: SmallGraph, question: Question) -> None:
        examples.append((graph, question))

    draw()
    # The first example of a run is always the barest.
    return examples[-1]


def tables_of(batch: Iterable[tuple[str, SmallGraph]]) -> dict[str, Tables]:
    """Return the tables of both data sets, with the graphs of a batch side by side, told apart by their prefixes."""
    batch = list(batch)
    sides: dict[str, Tables] = {}
    for side in SIDES:
        tables: Tables = {"companies": [], "deals": [], "statuses": [], "claims": [], "tranches": []}
        tables["sources"] = _sources()
        for prefix, graph in batch:
            for table, rows in graph.tables(prefix, side).items():
                tables[table] += rows
        sides[side] = tables
    return sides


def world_of(sides: Mapping[str, Tables]) -> World:
    """Return what the oracle knows of tables."""
    world = World()
    for side, tables in sides.items():
        world.add_tables(side, tables)
    return world


def write(folder: Path, tables: Tables) -> Path:
    """Write a package; its name is that of the folder, and tables without rows are left out."""
    folder.mkdir(parents=True)
    present = {table: rows for table, rows in tables.items() if rows}
    resources = [{"name": table, "path": f"{table}.csv"} for table in present]
    (folder / "datapackage.json").write_text(json.dumps({"name": folder.name, "resources": resources}), "utf-8")
    for table, rows in present.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def _sources() -> list[Row]:
    return [
        {"source_id": id_, "title": id_, "quality": quality, "published": PUBLISHED.get(id_, "")}
        for id_, quality in QUALITY.items()
    ]
