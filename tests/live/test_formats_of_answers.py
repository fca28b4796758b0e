"""One answer in every format, each opened by another program: the same rows everywhere, and their documents."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import openpyxl
import pandas as pd
import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser

import circflow
from circflow.answer import Answer
from circflow.graph.connection import Connection

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from mermaid_drawing import drawn, fetched
from neo4j_browser import chromium, chromium_path

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def graph(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[circflow.Graph]:
    address = shared_database.address
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        with circflow.connect(
            address.uri, user=address.user, password=address.password.reveal(), insecure=True
        ) as connected:
            connected.load("ai-deals")
            yield connected


@pytest.fixture(scope="module")
def answer(graph: circflow.Graph) -> Answer:
    return graph.run("round-trips", max_hops=3)


@pytest.fixture(scope="module")
def rows(answer: Answer) -> dict[int, set[str]]:
    """Give the deals of each row, which every format must have."""
    found = {number: set(row["deals"]) for number, row in enumerate(answer.rows, start=1)}
    assert len(found) > 20
    return found


def test_json_and_csv(answer, rows, tmp_path):
    answer.save(tmp_path / "rings.json")
    answer.save(tmp_path / "rings.csv")
    told = json.loads((tmp_path / "rings.json").read_text("utf-8"))["rows"]
    assert {number: set(row["deals"]) for number, row in enumerate(told, start=1)} == rows
    listed = pd.read_csv(tmp_path / "rings.csv")["deals"]
    assert {number: set(deals.split(";")) for number, deals in enumerate(listed, start=1)} == rows


def test_a_workbook(answer, rows, tmp_path):
    answer.save(tmp_path / "rings.xlsx")
    book = openpyxl.load_workbook(tmp_path / "rings.xlsx")
    told, deals, sources = (list(book[name].iter_rows(values_only=True)) for name in ("Rows", "Deals", "Sources"))
    at = told[0].index("deals")
    assert {number: set(row[at].split(";")) for number, row in enumerate(told[1:], start=1)} == rows
    assert {row[0] for row in deals[1:]} == set.union(*rows.values())
    behind = {deal for row in sources[1:] for deal in row[-1].split(";")}
    assert behind == {row[0] for row in deals[1:]}


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_graphs(suffix, answer, rows, tmp_path):
    path = tmp_path / f"rings.{suffix}"
    answer.save(path)
    found = nx.read_graphml(path, force_multigraph=True) if suffix == "graphml" else nx.read_gexf(path)
    by_row: dict[int, set[str]] = defaultdict(set)
    for _, _, data in found.edges(data=True):
        for number in data["rows"].split(";"):
            by_row[int(number)].add(data["deal"])
    assert by_row == rows
    # Arrows lead from group to group, so that each ring of the answer is one in the graph.
    for row in answer.rows:
        assert all(found.has_edge(*hop) for hop in zip(row["ring"], [*row["ring"][1:], row["ring"][0]], strict=True))


def test_markdown(answer, rows, tmp_path):
    answer.save(tmp_path / "rings.md")
    page = MarkdownIt("gfm-like").render((tmp_path / "rings.md").read_text("utf-8"))
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    lines = body.split("<tr>")[1:]
    assert len(lines) == len(rows)
    assert all(deal in line for line, deals in zip(lines, rows.values(), strict=True) for deal in deals)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = chromium_path()
    if program is None:
        pytest.skip("no Chromium is installed, and a page needs one: apt-get install chromium")
    with chromium(program) as running:
        yield running


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_page(scripts, answer, rows, browser, tmp_path):
    answer.save(tmp_path / "rings.html")
    context = browser.new_context(offline=True, java_script_enabled=scripts)
    page = context.new_page()
    page.goto((tmp_path / "rings.html").as_uri())
    lines = page.locator("table.rows tbody tr").all_inner_texts()
    told = page.locator("table.deals tbody tr td:first-child").all_inner_texts()
    context.close()
    assert len(lines) == len(rows)
    assert all(deal in line for line, deals in zip(lines, rows.values(), strict=True) for deal in deals)
    assert {deal.strip() for deal in told} == set.union(*rows.values())


@pytest.mark.browser
def test_a_flowchart(answer, rows, browser, tmp_path, pytestconfig):
    answer.save(tmp_path / "rings.mmd")
    found = drawn(browser, fetched(pytestconfig.cache.mkdir("npm")), (tmp_path / "rings.mmd").read_text("utf-8"))
    deals = set.union(*rows.values())
    assert {label.split(" ")[0] for label in found["labels"]} == deals
    assert found["arrows"] == len(deals)
    assert {"Nvidia", "OpenAI", "Oracle"} <= set(found["boxes"])


def test_a_deal_has_the_documents_of_its_row_and_of_its_claims(graph):
    answer = graph.run("pair-roles", first="nvidia", second="openai")
    letter = answer.facts["D-001"]
    ids = [source.source_id for source in letter.sources]
    assert ids[:2] == ["S-170698e6", "S-bbd09711-2"]  # as its row names them
    claims = {row["source"] for row in graph.evidence("D-001").rows}
    assert set(ids) == claims | {"S-170698e6", "S-bbd09711-2"}
    assert (letter.amount_low, letter.amount_high, letter.currency) == (0, 100_000_000_000, "USD")
    assert letter.sources[0].url is not None
    assert letter.sources[0].url.startswith("https://www.ndtvprofit.com/")
    assert answer.facts["D-003"].payer_group == "nvidia"


def test_an_answer_without_rows_is_a_file_in_every_format(graph, tmp_path):
    answer = graph.run("round-trips", as_of="1990-01-01", min_quality="A")
    assert answer.rows == ()
    for suffix in ("json", "csv", "md", "html", "graphml", "gexf", "mmd", "xlsx"):
        answer.save(tmp_path / f"none.{suffix}")
    assert json.loads((tmp_path / "none.json").read_text("utf-8"))["rows"] == []
    assert pd.read_csv(tmp_path / "none.csv").empty
    assert nx.read_graphml(tmp_path / "none.graphml").number_of_edges() == 0
    assert nx.read_gexf(tmp_path / "none.gexf").number_of_edges() == 0
    assert len(list(openpyxl.load_workbook(tmp_path / "none.xlsx")["Rows"].rows)) == 1
    for name in ("none.md", "none.html", "none.mmd"):
        assert "No rows" in (tmp_path / name).read_text("utf-8")
