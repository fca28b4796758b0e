"""Graph files, read by networkx."""

import io
from collections import defaultdict
from dataclasses import replace

import networkx as nx
import pytest
from view_answers import DEALS, HOSTILE, RINGS, SHARED, fact, numbered, with_names

from circflow.model import Result
from circflow.model.safe_text import safe_text
from circflow.views import render

_FORMATS = ("graphml", "gexf")


def read(result: Result, form: str) -> nx.MultiDiGraph:
    content = io.BytesIO(render(result, form).encode())
    if form == "graphml":
        return nx.read_graphml(content, force_multigraph=True)
    found = nx.read_gexf(content)
    return nx.MultiDiGraph(found) if not found.is_multigraph() else found


def deals(graph: nx.MultiDiGraph) -> dict[str, tuple[str, str]]:
    return {data["deal"]: (payer, payee) for payer, payee, data in graph.edges(data=True)}


def rows(graph: nx.MultiDiGraph) -> dict[int, tuple[set[str], set[str]]]:
    """Return the companies and the deals of each row."""
    found: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for node, data in graph.nodes(data=True):
        for number in filter(None, data.get("rows", "").split(";")):
            found[int(number)][0].add(node)
    for _, _, data in graph.edges(data=True):
        for number in data["rows"].split(";"):
            found[int(number)][1].add(data["deal"])
    return found


def expected(result: Result) -> dict[int, tuple[set[str], set[str]]]:
    return {
        number: (set(row["companies"]), set(row["deals"]) & result.facts.keys())
        for number, row in enumerate(result.rows, start=1)
    }


@pytest.mark.parametrize("form", _FORMATS)
@pytest.mark.parametrize("answer", [RINGS, SHARED, DEALS], ids=lambda answer: answer.query.id)
def test_the_graph_has_the_rows(answer, form):
    graph = read(answer, form)
    assert graph.is_directed()
    assert rows(graph) == expected(answer)
    known = {deal for row in answer.rows for deal in row["deals"] if deal in answer.facts}
    assert deals(graph) == {deal: (answer.facts[deal].payer, answer.facts[deal].payee) for deal in known}


@pytest.mark.parametrize("form", _FORMATS)
def test_a_deal_has_all_that_is_known_of_it(form):
    edges = {data["deal"]: data for _, _, data in read(RINGS, form).edges(data=True)}
    signed = edges["D-007"]
    assert signed["relationship"] == "BUYS_FROM"
    assert signed["amount"] == "$38B"
    assert (signed["amount_low"], signed["amount_high"], signed["currency"]) == (38 * 10**9, 38 * 10**9, "USD")
    assert (signed["status"], signed["firmness"], signed["contingent"]) == ("signed", 4, False)
    assert signed["announced"] == "2025-11-03"
    assert signed["sources"] == "S-1;S-2"
    assert edges["D-008"]["contingent"] is True
    assert edges["D-008"]["ended"] == "2026-06"
    assert not {"amount_low", "announced", "ended", "sources"} & edges["D-016"].keys()


def test_the_dates_of_a_deal_are_those_of_the_timeline():
    edges = {data["deal"]: data for _, _, data in read(RINGS, "gexf").edges(data=True)}
    assert (edges["D-008"]["start"], edges["D-008"]["end"]) == ("2026-02-27", "2026-06-30")
    assert edges["D-015"]["start"] == "2025-09-01"
    assert "start" not in edges["D-016"]


@pytest.mark.parametrize("form", _FORMATS)
def test_at_group_level_arrows_lead_from_group_to_group(form):
    part = replace(fact("D-1", ("fund", "INVESTS_IN", "openai")), payer_group="softbank-group", payee_group="openai")
    row = {"companies": ["softbank-group", "openai"], "deals": ["D-1"]}
    answer = replace(RINGS, columns=RINGS.columns[-2:], rows=(row,), facts={"D-1": part})
    (edge,) = read(answer, form).edges(data=True)
    assert edge[:2] == ("softbank-group", "openai")
    assert edge[2]["payer"] == "fund"
    alone = replace(answer, parameters={"by": "company"})
    assert [edge[:2] for edge in read(alone, form).edges(data=True)] == [("fund", "openai")]


@pytest.mark.parametrize("form", _FORMATS)
@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_a_hostile_name_is_only_text(hostile, form):
    graph = read(with_names(RINGS, hostile), form)
    shown = safe_text(hostile).replace("\ufffe", "\\ufffe")
    assert {data.get("name", "") for _, data in graph.nodes(data=True)} == {shown}
    assert rows(graph) == expected(RINGS)


@pytest.mark.parametrize("form", _FORMATS)
def test_hostile_ids_are_only_text(form):
    strange = "\"><x a='&"
    known = fact(strange, (strange, strange, "b"), strange, announced=strange)
    answer = replace(
        RINGS, columns=RINGS.columns[-2:], rows=({"companies": [strange], "deals": [strange]},), facts={strange: known}
    )
    (edge,) = read(answer, form).edges(data=True)
    assert edge[:2] == (strange, "b")
    assert (edge[2]["deal"], edge[2]["relationship"], edge[2]["announced"]) == (strange, strange, strange)


@pytest.mark.parametrize("form", _FORMATS)
def test_an_empty_answer_is_an_empty_graph(form):
    graph = read(replace(RINGS, rows=()), form)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (0, 0)
    assert "No rows: nothing that is loaded fits the question." in render(replace(RINGS, rows=()), form)


@pytest.mark.parametrize("form", _FORMATS)
def test_thousands_of_deals_are_all_there(form):
    graph = read(numbered(5_000), form)
    assert graph.number_of_nodes() == 5_001
    assert {data["rows"] for _, _, data in graph.edges(data=True)} == set(map(str, range(1, 5_001)))


@pytest.mark.parametrize("form", [*_FORMATS, "mermaid"])
def test_what_must_be_read_beside_the_graph_is_in_the_file(form):
    text = render(SHARED, form)
    assert SHARED.query.title in text
    assert "cut by the limit: there are more" in text
    assert "Owning shares of both sides says nothing" in text
    assert "unfinished" in text
