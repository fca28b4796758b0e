"""Amounts as one source states them, corrected, and converted: on the shipped articles, and on deals of a user."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import GraphDatabase

from circflow.browser import rows_of
from circflow.errors import ParamError
from circflow.graph.connection import Connection
from circflow.session import Graph
from circflow.views import render

pytestmark = pytest.mark.live

_ARTICLES = {"datasets": ["seed-articles"], "max_hops": 3}
_LOOP = ("nvidia", "openai", "oracle")
_B = 1_000_000_000

_COMPANIES = "id,name\na,A\nb,B\n"
_DEALS = """deal_id,source,relationship,target,amount_low,amount_high,currency,announced_date,sources
E-1,a,INVESTS_IN,b,100,200,EUR,2025-03-15,s
E-2,b,BUYS_FROM,a,1000,1000,USD,2025-03,
"""
_SOURCES = "source_id,title\ns,Report\nt,Another\n"
_CLAIMS = """claim_id,deal_id,source_id,amount_low,amount_high,currency,amount_code,amount_basis
c1,E-1,t,10,10,EUR,exact,
c2,E-1,t,30,,EUR,at_least,
c3,E-1,t,5,5,USD,exact,
c4,E-2,t,7,7,USD,exact,per_year
c5,E-2,t,8,8,USD,not_this_edge,
"""
_RATES = [
    {"from": "EUR", "to": "USD", "date": "2025-01-01", "low": "1.0", "high": "1.5", "source": "a bank"},
    {"from": "EUR", "to": "USD", "date": "2025-03-16", "low": "9", "high": "9", "source": "a later bank"},
    {"from": "USD", "to": "EUR", "date": "2025-03-02", "low": "0.5", "high": "0.5", "source": "another bank"},
]


@pytest.fixture(scope="module")
def mine(shipped: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("mine")
    tables = {"companies": _COMPANIES, "deals": _DEALS, "sources": _SOURCES, "claims": _CLAIMS}
    resources = [{"name": name, "path": f"{name}.csv"} for name in tables]
    (folder / "datapackage.json").write_text(json.dumps({"name": "mine", "resources": resources}))
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text)
    shipped.load(folder)
    yield {"datasets": ["mine"]}
    shipped.unload("mine")


def _loop(graph: Graph, **ask: Any) -> dict[str, Any]:
    rows = graph.run("round-trips", **_ARTICLES, **ask).rows
    [found] = [dict(row) for row in rows if tuple(row["ring"]) == _LOOP]
    return {name: found[name] for name in ("carries_low", "carries_high", "currency", "unknown_hops")}


def _ring(graph: Graph, mine: dict[str, Any], **ask: Any) -> list[Any]:
    [found] = graph.run("round-trips", **mine, **ask).rows
    return [found[name] for name in ("carries_low", "carries_high", "currency", "unknown_hops")]


def test_loop_carries_what_the_article_with_slipped_units_says_t40(shipped: Graph) -> None:
    said = _loop(shipped, amounts_from="004_719aa64850302042.txt")
    assert said == {"carries_low": 4 * _B, "carries_high": 4 * _B, "currency": "USD", "unknown_hops": 0}


def test_loop_carries_up_to_40_billion_with_corrected_figures_t41(shipped: Graph) -> None:
    said = _loop(shipped, amounts_from="corrected")
    assert said == {"carries_low": 0, "carries_high": 40 * _B, "currency": "USD", "unknown_hops": 0}


def test_deals_on_which_the_source_is_silent_are_unknown_and_the_answer_says_so(shipped: Graph) -> None:
    answer = shipped.run("round-trips", **_ARTICLES, amounts_from="003_1d2a9e461ab1f293.txt")
    [loop] = [row for row in answer.rows if tuple(row["ring"]) == _LOOP]
    assert (loop["carries_low"], loop["carries_high"], loop["unknown_hops"]) == (None, 100 * _B, 1)
    assert any("003_1d2a9e461ab1f293.txt states; it states none for S0" in told for told in answer.warnings)
    assert answer.facts["S16"].amount_label == "undisclosed"
    assert answer.facts["S13"].amount_label == "up to $100B"


def test_several_figures_of_one_source_are_held_by_one_interval(shipped: Graph, mine: dict[str, Any]) -> None:
    # E-1: 10, and at least 30, in the deal's currency. E-2: neither a yearly figure nor one about more is its amount.
    assert _ring(shipped, mine, amounts_from="t") == [None, None, "EUR", 1]
    assert shipped.parameters("round-trips", amounts_from="t")["amounts"] == {
        "E-1": {"low": 10, "high": None, "currency": "EUR"}
    }


def test_amounts_are_converted_at_the_last_rate_on_or_before_the_date(shipped: Graph, mine: dict[str, Any]) -> None:
    assert _ring(shipped, mine) == [None, None, "mixed", 0]
    answer = shipped.run("round-trips", **mine, rates=_RATES, in_="USD")
    [ring] = answer.rows
    assert (ring["carries_low"], ring["carries_high"], ring["currency"]) == (100, 300, "USD")
    assert answer.warnings == ("Converted at 1 EUR = 1.0–1.5 USD of 2025-01-01 (a bank).",)
    assert "Converted at 1 EUR = 1.0–1.5 USD of 2025-01-01" in " ".join(render(answer, "table", width=80).split())


def test_what_has_no_rate_stays_in_its_currency(shipped: Graph, mine: dict[str, Any]) -> None:
    # March 2025 begins before the rate of its second day, and no inverse is guessed.
    answer = shipped.run("round-trips", **mine, rates=_RATES, in_="EUR")
    assert answer.rows[0]["currency"] == "mixed"
    assert answer.warnings == ("No rate to EUR on or before their dates: E-2 (USD).",)


def test_a_record_holds_all_that_a_replay_needs(shipped: Graph, mine: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("from,to,date,low,high,source\nEUR,USD,2025-01-01,1.1,,a bank\n")
    first = shipped.run("round-trips", **mine, rates=path, in_="USD", amounts_from="corrected")
    path.unlink()
    record = json.loads(render(first, "json"))
    assert record["parameters"]["rates"][0]["source"] == "a bank"
    again = shipped.run("round-trips", **record["parameters"])
    assert again.rows == first.rows
    assert [row["carries_low"] for row in again.rows] == [110]


def test_a_statement_for_browser_carries_the_amounts_itself(
    shipped: Graph, mine: dict[str, Any], shared_database: Connection
) -> None:
    query = shipped.catalogue().find("round-trips")
    given = {**mine, "rates": _RATES, "in_": "USD", "amounts_from": "corrected"}
    statement = rows_of(query, shipped.parameters("round-trips", **given))
    address = shared_database.address
    with GraphDatabase.driver(address.uri, auth=(address.user, address.password.reveal())) as driver:
        [row] = driver.execute_query(statement).records
    assert (row["carries_low"], row["carries_high"], row["currency"]) == (100, 300, "USD")


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        ({"in_": "USD"}, "in is given without rates"),
        ({"rates": _RATES}, "rates is given without in"),
        ({"rates": _RATES, "in_": "usd"}, "'usd' is none; did you mean USD?"),
        ({"amounts_from": "004"}, "did you mean 004_719aa64850302042.txt?"),
        ({"amounts_from": "korrected"}, "did you mean corrected?"),
        ({"amounts_from": "nobody"}, "no source has the id 'nobody'"),
    ],
)
def test_what_does_not_fit_is_refused(shipped: Graph, ask: dict[str, Any], told: str) -> None:
    with pytest.raises(ParamError) as caught:
        shipped.run("round-trips", **ask)
    assert told in caught.value.message
    assert caught.value.exit_code == 2
