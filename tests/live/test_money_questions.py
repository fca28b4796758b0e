"""Questions about money on real and on odd data: what is refused and why, what is named, and what a reader is told."""

import csv
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from command import Command
from small_packages import of_tables

from circflow.errors import InputError, ParamError
from circflow.graph.connection import Connection
from circflow.queries import read_catalogue
from circflow.session import Graph

pytestmark = pytest.mark.live

_COMPUTED = [query.id for query in read_catalogue().values() if query.compute and query.id != "more-than-chance"]
_REAL: dict[str, Any] = {"datasets": ["ai-deals"]}
_NEEDED = {"clearing": {"pays": ["openai=0.5"]}}


_ODD = {
    "companies": "id,name\nza,ZA\nzb,ZB\nzc,ZC",
    "sources": "source_id,title,quality\nzs,Stated,A",
    "deals": """deal_id,source,relationship,target,amount_low,amount_high,currency,stake_pct,sources
Z-1,za,INVESTS_IN,zb,5,5,EUR,60,zs
Z-2,zb,BUYS_FROM,za,9,9,JPY,,zs
Z-3,zc,INVESTS_IN,zb,,,,70,zs""",
    "metrics": """metric_id,company,metric,period_start,period_end,low,high,currency,source_id
ZM-1,za,revenue,2025,2025,100,100,JPY,zs
ZM-2,za,revenue,2025-Q1,2025-Q1,30,30,JPY,zs""",
}
"""Stakes of more than the whole, two currencies, and periods of which one holds the other."""


@pytest.fixture(scope="module")
def graph(ai_deals: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    ai_deals.load(of_tables(tmp_path_factory.mktemp("data") / "odd", _ODD))
    return ai_deals


@pytest.mark.parametrize("query_id", _COMPUTED)
def test_each_answers_on_the_ai_deals_with_deals_that_are_there(query_id: str, graph: Graph) -> None:
    answer = graph.run(query_id, **_REAL, **_NEEDED.get(query_id, {}))
    assert answer.rows
    assert answer.engine == "money"
    assert {deal for row in answer.rows for deal in row["deals"]} <= answer.facts.keys()
    assert {company for row in answer.rows for company in row["companies"]} <= answer.names.keys()
    # Nothing is said below 0, and no low is above its high.
    for row in answer.rows:
        for low in (name for name in row if name.endswith("_low") or name == "low"):
            high = row[low.removesuffix("low") + "high"]
            assert row[low] is None or row[low] >= 0
            if not low.startswith("of_total"):
                assert row[low] is None or high is None or row[low] <= high


def test_distinct_money_stands_below_the_volume_and_the_circle_below_what_is_promised(graph: Graph) -> None:
    rows = {row["measure"]: row for row in graph.run("circulation", **_REAL).rows if row["currency"] == "USD"}
    assert 2 * rows["distinct"]["low"] <= rows["volume"]["low"]
    assert 2 * rows["distinct"]["high_priced"] <= rows["volume"]["high_priced"]
    positions = graph.run("net-positions", **_REAL).rows
    [total] = [row for row in positions if (row["company"], row["currency"]) == (None, "USD")]
    # What goes round need not be brought.
    assert total["out_low"] - rows["volume"]["low"] >= total["need_low"]
    back = [row["back_low"] for row in graph.run("money-back", **_REAL).rows if row["currency"] == "USD"]
    assert 0 < max(back) <= rows["volume"]["low"]


def test_an_answer_is_kept_asked_again_and_written_in_every_form(
    circflow: Command, graph: Graph, tmp_path: Path
) -> None:
    del graph
    names = ("kept.json", "kept.csv", "kept.xlsx", "kept.md", "kept.html", "kept.graphml")
    circflow("run", "circulation", "--datasets", "ai-deals", *(word for name in names for word in ("-o", name)))
    assert all((tmp_path / name).stat().st_size for name in names)
    kept = json.loads((tmp_path / "kept.json").read_text("utf-8"))
    assert kept["engine"] == "money"
    assert [row["measure"] for row in kept["rows"]][:2] == ["volume", "distinct"]
    told = circflow("verify", "kept.json")
    assert "all the same" in told.out
    with (tmp_path / "kept.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["low"] for row in csv.DictReader(file)] == [str(row["low"]) for row in kept["rows"]]


def test_a_cut_is_announced(graph: Graph) -> None:
    answer = graph.run("net-positions", limit=3, **_REAL)
    assert answer.truncated
    assert len(answer.rows) == 3


def test_a_data_set_that_does_not_say_how_its_rows_were_chosen_is_not_compared_with_chance(
    circflow: Command, graph: Graph
) -> None:
    del graph
    told = circflow("run", "more-than-chance", "--datasets", "ai-deals", code=2).err
    assert "ai-deals: how the rows were chosen is not declared" in told
    assert '"sampling": "census:' in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--pays", "openai=1.5"], "must be a share from 0 to 1, and 1.5 of openai is not"),
        (["--pays", "openai"], "must be NAME=SHARE such as openai=0.5"),
        (["--pays", "nobody-at-all=0.5"], "no company is called 'nobody-at-all'"),
        ([], "clearing needs who pays less, or the outside money"),
        (["--pays", "openai=0.5", "--recovery", "2"], "recovery"),
    ],
)
def test_what_cannot_be_cleared_is_refused(words: list[str], told: str, circflow: Command, graph: Graph) -> None:
    del graph
    assert told in circflow("run", "clearing", "--datasets", "ai-deals", *words, code=2).err


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("openai,5,,USD\nnobody,5,,USD\nno one,5,,USD", "; no company is called 'no one'"),
        ("openai,5.5,,USD", "low '5.5' is no whole number of currency units"),
        ("openai,5,4,USD", "low 5 is above high 4"),
        ("openai,5,,USD\nopenai,6,,USD", "openai has outside money in USD a second time"),
        ("openai,5,,dollars", "currency 'dollars' is no currency code"),
        ("openai,,,USD", "low is empty"),
        ("", "there is no outside amount"),
    ],
)
def test_a_file_of_outside_money_that_makes_no_sense_is_refused(
    rows: str, told: str, circflow: Command, graph: Graph, tmp_path: Path
) -> None:
    del graph
    (tmp_path / "outside.csv").write_text(f"company,low,high,currency\n{rows}\n", encoding="utf-8")
    words = ("run", "clearing", "--datasets", "ai-deals", "--pays", "openai=0.5", "--outside", "outside.csv")
    assert told in circflow(*words, code=2).err.replace("\n", " ")


def test_a_missing_package_is_named_with_what_installs_it(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools.graph.python.min_cost_flow", None)
    with pytest.raises(InputError) as error:
        graph.run("circulation", **_REAL)
    assert "ortools" in error.value.message
    assert "circflow[money]" in (error.value.hint or "")


def test_stakes_of_more_than_the_whole_are_named_and_left_out(graph: Graph) -> None:
    answer = graph.run("integrated-ownership", datasets=["odd"])
    assert answer.rows == ()
    assert answer.warnings == ("Left out: zb; its stakes add up to 130 %, more than 100 %.",)


def test_of_overlapping_periods_the_longer_one_is_used_and_the_other_named(graph: Graph) -> None:
    answer = graph.run("outside-share", datasets=["odd"])
    assert {row["period"] for row in answer.rows} == {"2025-01-01/2025-12-31"}
    assert any("za revenue 2025-01-01/2025-03-31" in warning for warning in answer.warnings)


def test_what_has_no_rate_stays_apart_and_is_named(graph: Graph) -> None:
    rates = [{"from": "EUR", "to": "USD", "date": "2020-01-01", "low": "1.1", "source": "S"}]
    answer = graph.run("net-positions", datasets=["odd"], rates=rates, in_="USD")
    assert {row["currency"] for row in answer.rows if row["company"] is None} == {"EUR", "JPY"}
    told = " ".join(answer.warnings)
    assert "Each currency is counted apart (EUR, JPY)" in told


def test_a_company_that_is_in_no_promise_cannot_pay_less(graph: Graph) -> None:
    with pytest.raises(ParamError, match="za of pays is in no promise that counts"):
        graph.run("clearing", pays=["za=0.5"], **_REAL)


def test_figures_of_companies_lead_to_their_documents(ai_deals: Graph, shared_database: Connection) -> None:
    del ai_deals
    found = shared_database.ask(
        "MATCH (:Company)<-[:OF]-(figure:Metric {dataset: 'ai-deals'})-[:SAID_IN]->(:Source) RETURN count(figure) AS n"
    )
    assert found == [{"n": 213}]
