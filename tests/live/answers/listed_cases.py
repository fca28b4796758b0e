"""The listed answers as they stand in the yml files, and how an answer is held against one."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from oracle.deals import Question, World

from circflow.datasets import SHIPPED

FIXTURES = Path(__file__).parents[3] / "fixtures"

Case = dict[str, Any]
Row = Mapping[str, Any]

_FOLDER = Path(__file__).parent
_ARROWS = {"INVESTS_IN": "→I", "BUYS_FROM": "→B", "JOINT_VENTURE": "→J"}
_SENTENCES = {
    "customer-owned-suppliers": "{customer} owns ({ownership}) and buys from {supplier}",
    "shared-owner-customers": "{customer} buys from {supplier}, both owned by {owner}",
    "ownership-returns": "{buyer} buys from {intermediary}, which buys from {seller}, which it owns",
    "reciprocal-purchases": "{first} and {second} buy from each other",
    "ring-hubs": "{rings} rings run through {company}, {rings_without} do not",
    "funded-customers": "{supplier} invests in its customer {customer}",
}
_KEYS = {"test", "says", "query", "of", "ask", "rows", "includes", "lacks", "nowhere", "hops", "through", "carries"}


def listed() -> list[Any]:
    """Return the cases of all files but the table of dates, each named by its test id."""
    files = ("seed_articles", "ai_deals_loops", "ai_deals_owners", "historic_deals")
    cases = [case for name in files for case in read(name)]
    assert all(case.keys() <= _KEYS for case in cases), "a case has a key that nothing looks at"
    return [pytest.param(case, id=f"{case['test']} {case['query']}") for case in cases]


def read(name: str) -> list[Case]:
    """Return the cases of one file."""
    return yaml.safe_load((_FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


def question(case: Case) -> Question:
    """Return what a case asks, for the oracle."""
    asked = {name: tuple(value) if isinstance(value, list) else value for name, value in case.get("ask", {}).items()}
    return Question(**asked, datasets=tuple(case["of"]))


def shipped_world(names: Iterable[str] = SHIPPED) -> World:
    """Return shipped data sets as the oracle reads them."""
    world = World()
    for name in names:
        world.add(FIXTURES / name)
    return world


def hold_against(case: Case, rows: Sequence[Row]) -> None:
    """Assert everything that a case says about its rows."""
    query = case["query"]
    told = sorted(_told(query, row) for row in rows)
    if "rows" in case:
        assert told == sorted(_listed(query, case["rows"]))
    assert [row for row in _listed(query, case.get("includes", "")) if row not in told] == []
    parties = [set(row["ring"]) if "ring" in row else _parties(query, row) for row in rows]
    for lacking in case.get("lacks", ()):
        assert rows
        assert [row for row in parties if set(lacking) <= row] == []
    if "nowhere" in case:
        assert rows
        assert set(case["nowhere"]) & set().union(*parties) == set()
    if "hops" in case:
        assert Counter(row["hops"] for row in rows) == case["hops"]
    if "through" in case:
        counted = (
            Counter({row["company"]: row["rings"] for row in rows})
            if query == "ring-hubs"
            else Counter(company for row in rows for company in row["ring"])
        )
        assert {company: counted[company] for company in case["through"]} == case["through"]
    for ring, money in case.get("carries", {}).items():
        columns = ("carries_low", "carries_high", "currency", "unknown_hops")
        assert [[row[column] for column in columns] for row in rows if _sentence(query, row) == ring] == [money]


def _sentence(query: str, row: Row) -> str:
    if query != "round-trips":
        return _SENTENCES[query].format(**row)
    steps = zip(row["relationships"], [*row["ring"][1:], row["ring"][0]], strict=True)
    return " ".join([row["ring"][0], *(f"{_ARROWS[kind]} {company}" for kind, company in steps)])


def _told(query: str, row: Row) -> tuple[str, list[list[str]]]:
    return _sentence(query, row), row["deals_by_hop"] if query == "round-trips" else [row["deals"]]


def _listed(query: str, text: str) -> list[Any]:
    """Read sentences with their deals; the patterns about purchases do not say which leg a deal belongs to."""
    found = []
    for line in text.splitlines():
        sentence, deals = re.fullmatch(r"(.*?) +\[(.*)\]", line).groups()
        legs = [sorted(leg.split(",")) for leg in re.split(r" [/|] ", deals)]
        found.append((sentence, legs if query == "round-trips" else [sorted(chain.from_iterable(legs))]))
    return found


def _parties(query: str, row: Row) -> set[str]:
    return {row[name] for name in re.findall(r"{(\w+)}", _SENTENCES[query]) if name != "ownership"}
