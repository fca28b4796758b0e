"""The Python face on a real server: connect, load, run, look, save, export, unload."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import circflow
from circflow.errors import AuthFailed, InputError, OutputError, ParamError, Unreachable
from circflow.graph.connection import Connection

pytestmark = pytest.mark.live

_NUMBERS = """// Numbers: what must not be rounded
//
// /// circflow
// id       = "numbers"
// version  = "1.0.0"
// maturity = "stable"
// question = "Do integers and dates arrive as they are?"
// reading  = "A row with values, and a row without."
// identity = ["big"]
//
// [returns.big]
// type = "integer"
// doc = "Beyond what a float holds."
//
// [returns.day]
// type = "date"
// doc = "A day."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "None."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "None."
// ///
CYPHER 25
UNWIND [[9007199254740993, date('2026-02-27')], [null, null]] AS row
RETURN row[0] AS big, row[1] AS day, [] AS companies, [] AS deals
"""


@pytest.fixture(scope="module")
def graph(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[circflow.Graph]:
    address = shared_database.address
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        environment.setenv("NEO4J_URI", address.uri)
        environment.setenv("NEO4J_USERNAME", address.user)
        environment.setenv("NEO4J_PASSWORD", address.password.reveal())
        environment.delenv("NEO4J_DATABASE", raising=False)
        with circflow.connect() as connected:
            connected.load("ai-deals")
            yield connected


@pytest.fixture
def numbers(graph: circflow.Graph, tmp_path: Path) -> circflow.Answer:
    (tmp_path / "numbers.cypher").write_text(_NUMBERS, encoding="utf-8")
    return graph.run("numbers", queries=[tmp_path])


def test_an_answer_says_what_was_asked_of_what(graph):
    rings = graph.run("round-trips", max_hops=3, status="firm")

    assert rings.parameters["max_hops"] == 3
    assert rings.parameters["status"] == "firm"
    assert [stamp.id for stamp in rings.datasets] == ["ai-deals"]
    assert rings.server == graph.server
    assert {row["hops"] for row in rings.rows} == {2, 3}
    assert rings.names["openai"] == "OpenAI"


def test_integers_stay_exact_and_dates_are_dates(numbers):
    frame = numbers.frame()

    assert isinstance(frame["big"].dtype, pd.Int64Dtype)
    assert frame["big"][0] == 9007199254740993
    assert frame["big"].isna().tolist() == [False, True]
    assert frame["day"].dtype.kind == "M"
    assert frame["day"].dt.date[0] == date(2026, 2, 27)
    assert frame["day"].isna().tolist() == [False, True]


def test_lists_stay_lists_with_the_names_beside_them(graph):
    frame = graph.run("round-trips", max_hops=2).frame()

    amazon = frame[frame["ring"].map(lambda ring: ring == ["amazon", "openai"])].iloc[0]
    assert amazon["ring_names"] == ["Amazon", "OpenAI"]
    assert amazon["deals_by_hop"] == [["D-006a", "D-006b", "D-006c"], ["D-007", "D-008"]]
    assert amazon["carries_high"] == 50_000_000_000


def test_an_answer_is_saved_in_the_format_of_its_suffix(graph, numbers, tmp_path):
    rings = graph.run("round-trips", max_hops=2)
    for suffix in (".json", ".jsonl", ".csv", ".xlsx"):
        rings.save(tmp_path / f"rings{suffix}")
    numbers.save(tmp_path / "numbers.csv")

    assert json.loads((tmp_path / "rings.json").read_text())["row_count"] == rings.row_count
    assert len((tmp_path / "rings.jsonl").read_text().splitlines()) == rings.row_count
    with (tmp_path / "rings.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.DictReader(file)) == rings.row_count
    assert "9007199254740993" in (tmp_path / "numbers.csv").read_text()
    workbook = openpyxl.load_workbook(tmp_path / "rings.xlsx", read_only=True)
    assert workbook.worksheets[0].max_row == rings.row_count + 1
    workbook.close()


def test_an_unknown_suffix_is_an_error_that_names_the_known_ones(graph, tmp_path):
    with pytest.raises(InputError) as error:
        graph.run("round-trips", max_hops=2).save(tmp_path / "rings.doc")
    assert ".xlsx" in str(error.value.hint)
    with pytest.raises(OutputError):
        graph.run("round-trips", max_hops=2).save(tmp_path / "missing" / "rings.csv")


def test_a_notebook_shows_a_table_and_print_shows_one_too(graph):
    rings = graph.run("round-trips", max_hops=2)

    html = rings._repr_html_()
    assert html.count("<table") == 1
    assert "Amazon" in html
    assert "D-006a" in html
    assert "Amazon → invests in → OpenAI → buys from → Amazon" in str(rings)


@pytest.mark.parametrize("text", ["openai", "OpenAI", "오픈AI", "オープンAI"])
def test_a_company_is_found_by_any_name(graph, text):
    assert graph.company(text) == "openai"


def test_an_unknown_company_is_answered_with_those_spelt_alike(graph):
    with pytest.raises(ParamError, match="OpenAI"):
        graph.company("OpenAII")


def test_evidence_has_a_row_for_each_claim(graph):
    said = graph.evidence("D-039", "D-001", "D-039")

    assert [row["deal"] for row in said.rows] == ["D-001"] * 8 + ["D-039"] * 5
    assert all(row["paraphrase"] for row in said.rows)


def test_evidence_of_an_unknown_deal_names_those_spelt_alike(graph):
    with pytest.raises(ParamError, match="did you mean D-006a, D-006b, D-006c"):
        graph.evidence("D-006")
    with pytest.raises(ParamError, match="did you mean D-001"):
        graph.evidence("d-001")


def test_a_data_set_is_exported_unloaded_and_loaded_again(graph, tmp_path):
    graph.load("seed-articles")
    files = graph.export("seed-articles", tmp_path / "package")
    assert tmp_path / "package" / "deals.csv" in files

    assert graph.unload("seed-articles") == 36
    assert [loaded.id for loaded in graph.datasets()] == ["ai-deals"]

    report = graph.load(tmp_path / "package")
    assert report.added == 36
    assert graph.load(tmp_path / "package").same_bytes
    assert graph.unload("seed-articles") == 36


@pytest.mark.usefixtures("home")
def test_a_package_is_checked_without_a_server():
    found = circflow.check("ai-deals")

    assert len(found.package.deals) == 183
    assert not found.rejects


@pytest.mark.usefixtures("home")
def test_errors_carry_their_exit_code(neo4j_server):
    with pytest.raises(Unreachable) as nowhere:
        circflow.connect()
    assert nowhere.value.exit_code == 4
    with pytest.raises(AuthFailed) as refused:
        circflow.connect(neo4j_server.uri, password="not-the-password")  # noqa: S106 - a wrong one
    assert refused.value.exit_code == 3
    with pytest.raises(AuthFailed, match="no password"):
        circflow.connect(neo4j_server.uri)
