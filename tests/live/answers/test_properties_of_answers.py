"""What must hold whatever the data: graphs by chance, changed in one way each, and what their answers do then.

The numbers are those of the list of properties in the expected answers.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from oracle.graphs import Row, Tables, drawn, tables_of, write
from oracle.patterns import PATTERNS

from circflow.errors import RejectedRows
from circflow.graph.connection import Connection
from circflow.graph.digest import digest
from circflow.session import Graph

pytestmark = pytest.mark.live

_GRAPHS = 30
_DAY = date(2025, 6, 15)

Ring = tuple[tuple[str, ...], tuple[str, ...]]


class Loaded:
    """Graphs by chance in a database, and the answers about them."""

    def __init__(self, connection: Connection, folder: Path, sides: dict[str, Tables]) -> None:
        self.connection = connection
        self.graph = Graph(connection)
        self.sides = sides
        self._folder = folder
        self._versions = 0

    def load(self, changed: Callable[[Tables], None] = lambda _tables: None) -> None:
        """Load both data sets, changed."""
        self._versions += 1
        for side, tables in self.sides.items():
            copy = deepcopy(tables)
            changed(copy)
            self.graph.load(write(self._folder / str(self._versions) / side, copy))

    def answers(self, **ask: Any) -> dict[str, list[dict[str, Any]]]:
        """Return the rows of all patterns that are asked of a whole graph at a date, of which none is empty."""
        found = {}
        for query in PATTERNS.keys() - {"money-paths", "changes"}:
            rows = self.graph.run(query, **ask, limit=100_000).rows
            assert rows
            found[query] = [dict(row) for row in rows]
        return found

    def rings(self, **ask: Any) -> dict[Ring, dict[str, Any]]:
        """Return the loops by companies and types, each of which must be there once."""
        rows = self.graph.run("round-trips", max_hops=5, joint_ventures=True, **ask, limit=100_000).rows
        found = {(tuple(row["ring"]), tuple(row["relationships"])): dict(row) for row in rows}
        assert 0 < len(found) == len(rows)
        return found


@pytest.fixture(scope="module")
def sides() -> dict[str, Tables]:
    return tables_of((f"g{index:02}-", graph) for index, (graph, _) in enumerate(drawn(_GRAPHS)))


@pytest.fixture
def loaded(
    shared_database: Connection, sides: dict[str, Tables], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Loaded]:
    monkeypatch.setenv("CIRCFLOW_HOME", str(tmp_path / "home"))
    whole = Loaded(shared_database, tmp_path, sides)
    whole.load()
    yield whole
    for side in sides:
        whole.graph.unload(side)


def test_loading_twice_changes_nothing_1(loaded: Loaded) -> None:
    before, answers = digest(loaded.connection), loaded.answers()
    loaded.load()
    assert digest(loaded.connection) == before
    assert loaded.answers() == answers


def test_order_of_rows_changes_no_answer_2(loaded: Loaded) -> None:
    answers, rings = loaded.answers(), loaded.rings()
    # Taken out first: otherwise the second loading would compare and find nothing to write.
    for side in loaded.sides:
        loaded.graph.unload(side)

    def shuffle(tables: Tables) -> None:
        for rows in tables.values():
            rows[:] = rows[1::2] + rows[::2][::-1]

    loaded.load(shuffle)
    assert loaded.answers() == answers
    assert loaded.rings() == rings


def test_loop_starts_at_its_smallest_company_2(loaded: Loaded) -> None:
    for ring, relationships in loaded.rings():
        assert ring[0] == min(ring)
        assert len(set(ring)) == len(ring) == len(relationships)


def test_ended_deal_is_in_no_answer_3(loaded: Loaded) -> None:
    named = {id_ for rows in loaded.answers(as_of=_DAY).values() for row in rows for id_ in row["deals"]}
    everything = {id_ for rows in loaded.answers().values() for row in rows for id_ in row["deals"]}
    ending = sorted(named)[::3]

    def end(tables: Tables) -> None:
        for row in tables["deals"]:
            if row["deal_id"] in ending:
                row["end_date"] = "2025-06-14"

    loaded.load(end)
    left = {id_ for rows in loaded.answers(as_of=_DAY).values() for row in rows for id_ in row["deals"]}
    assert left <= named - set(ending)
    # Only the date ends a deal: without one it is still there.
    assert {id_ for rows in loaded.answers().values() for row in rows for id_ in row["deals"]} == everything


def test_adding_deals_never_removes_a_loop_4(loaded: Loaded) -> None:
    whole = loaded.rings()

    def thin(tables: Tables) -> None:
        tables["deals"] = [row for index, row in enumerate(tables["deals"]) if index % 4]
        left = {row["deal_id"] for row in tables["deals"]}
        for table in tables.keys() - {"deals"}:
            tables[table] = [row for row in tables[table] if row.get("deal_id", "") in {"", *left}]

    loaded.load(thin)
    thinned = loaded.rings()
    assert thinned.keys() < whole.keys()
    for ring, row in thinned.items():
        for fewer, more in zip(row["deals_by_hop"], whole[ring]["deals_by_hop"], strict=True):
            assert set(fewer) <= set(more)


@pytest.mark.parametrize("as_of", [None, _DAY])
@pytest.mark.parametrize("by", ["group", "company"])
def test_raising_the_status_never_adds_a_loop_4(by: str, as_of: date | None, loaded: Loaded) -> None:
    assert loaded.rings(by=by, as_of=as_of, status="firm").keys() < loaded.rings(by=by, as_of=as_of).keys()


def test_renaming_by_aliases_in_three_languages_changes_no_answer_5(loaded: Loaded) -> None:
    answers = loaded.answers()
    some = loaded.sides["one-side"]["companies"][0]["id"]
    deals = loaded.graph.run("company-deals", company=some).rows
    words = {"en": "Renamed", "ko": "회사", "ja": "会社"}

    def rename(tables: Tables) -> None:
        tables["names"] = [
            {"name": f"{word} {row['id']}", "company_id": row["id"], "language": language}
            for row in tables["companies"]
            for language, word in words.items()
        ]
        for row in tables["companies"]:
            row["name"] = f"Other {row['id']}"

    loaded.load(rename)
    assert loaded.answers() == answers
    for name in (some, f"Other {some}", *(f"{word} {some}" for word in words.values())):
        assert loaded.graph.run("company-deals", company=name).rows == deals


def test_deal_of_a_company_with_itself_is_rejected_and_in_no_loop_6(loaded: Loaded, tmp_path: Path) -> None:
    sheet = tmp_path / "own.csv"
    rows = ["deal_id,source,relationship,target", "W-1,a,BUYS_FROM,a", "W-2,a,BUYS_FROM,b", "W-3,b,INVESTS_IN,a", ""]
    sheet.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(RejectedRows) as caught:
        loaded.graph.load(sheet)
    assert "'a' cannot deal with itself" in (caught.value.hint or "")
    assert "own" not in {dataset.id for dataset in loaded.graph.datasets()}
    loaded.graph.load(sheet, max_rejects=1)
    [ring] = loaded.rings(datasets=["own"]).values()
    loaded.graph.unload("own")
    assert ring["deals_by_hop"] == [["W-2"], ["W-3"]]


def test_deal_within_a_group_is_in_no_loop_of_groups_6(loaded: Loaded) -> None:
    group = {row["id"]: row["group_id"] for row in loaded.sides["one-side"]["companies"]}
    within = {
        row["deal_id"]
        for tables in loaded.sides.values()
        for row in tables["deals"]
        if group[row["source"]] == group[row["target"]]
    }
    found = {id_ for row in loaded.rings().values() for id_ in row["deals"]}
    by_company = {id_ for row in loaded.rings(by="company").values() for id_ in row["deals"]}
    assert not within & found
    assert within & by_company


def test_parallel_deals_do_not_multiply_loops_7(loaded: Loaded) -> None:
    once = loaded.rings()

    def double(tables: Tables) -> None:
        tables["deals"] += [row | {"deal_id": f"{row['deal_id']}-again"} for row in tables["deals"]]

    loaded.load(double)
    twice = loaded.rings()
    assert list(twice) == list(once)
    for ring, row in once.items():
        doubled = [sorted(id_ + end for id_ in hop for end in ("", "-again")) for hop in row["deals_by_hop"]]
        assert twice[ring]["deals_by_hop"] == doubled


def _forget_amount(row: Row) -> None:
    row |= {"amount_low": "", "amount_high": "", "currency": ""}


def test_unknown_amounts_stay_unknown_8(loaded: Loaded) -> None:
    known = loaded.rings()
    assert any(row["carries_low"] is not None for row in known.values())

    def forget(tables: Tables) -> None:
        for row in tables["deals"]:
            _forget_amount(row)

    loaded.load(forget)
    for row in loaded.rings().values():
        assert row["unknown_hops"] == row["hops"]
        assert [row["carries_low"], row["carries_high"], row["currency"]] == [None, None, None]


def test_one_unknown_hop_makes_the_least_unknown_and_is_never_zero_8(loaded: Loaded) -> None:
    known = loaded.rings()

    def forget_purchases(tables: Tables) -> None:
        for row in tables["deals"]:
            if row["relationship"] == "BUYS_FROM":
                _forget_amount(row)

    loaded.load(forget_purchases)
    partly = {ring: row for ring, row in loaded.rings().items() if 0 < row["unknown_hops"] < row["hops"]}
    assert any(row["carries_high"] for row in partly.values())
    for ring, row in partly.items():
        assert row["carries_low"] is None
        before = known[ring]
        # A hop less to be the smallest: what is left can carry more, never less.
        if before["currency"] == row["currency"] and None not in (before["carries_high"], row["carries_high"]):
            assert row["carries_high"] >= before["carries_high"]


def test_amounts_of_one_currency_are_never_compared_with_those_of_another_9(loaded: Loaded) -> None:
    before = loaded.rings()

    def raise_euros(tables: Tables) -> None:
        for row in tables["deals"]:
            if row["currency"] == "EUR":
                row |= {name: row[name] and str(int(row[name]) * 1000) for name in ("amount_low", "amount_high")}

    loaded.load(raise_euros)
    after = loaded.rings()
    assert {row["currency"] for row in before.values()} >= {"USD", "EUR", "mixed", None}
    money = ("carries_low", "carries_high", "currency", "unknown_hops")
    for ring, row in before.items():
        expected = [row[name] for name in money]
        if row["currency"] == "EUR":
            expected[:2] = [amount and amount * 1000 for amount in expected[:2]]
        if row["currency"] == "mixed":
            assert expected[:2] == [None, None]
        assert [after[ring][name] for name in money] == expected
