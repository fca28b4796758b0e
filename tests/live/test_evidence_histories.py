"""What `circflow evidence` shows of deals that replace each other, and of claims that agree, differ or grow."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from command import spawn

from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.session import Graph
from circflow.views import render

pytestmark = pytest.mark.live

_TABLES = {
    "companies": "id,name\na,A\nb,B\n",
    "sources": "source_id,title,publisher,published,language,quality\n"
    "s1,First report,Post,2025-01-10,en,B\ns2,Second report,,2025-06,ja,A\ns3,Third report,,,,\n",
    "deals": "deal_id,source,relationship,target,amount_low,amount_high,currency,status,announced_date,sources\n"
    "E-1,a,INVESTS_IN,b,10,10,USD,terminated,2025-01-10,s1\n"
    "E-2,a,INVESTS_IN,b,30,30,USD,signed,2025-06-01,s2\n"
    "E-3,b,BUYS_FROM,a,,,,announced,2025-01-10,\n",
    "statuses": "deal_id,date,status,source_id,supersedes\n"
    "E-1,2025-01,loi,s1,\nE-1,2025-06,terminated,s2,loi\nE-2,2025-06-01,signed,s2,E-1\n",
    "claims": "claim_id,deal_id,source_id,language,amount_raw,amount_low,amount_high,currency,asserted_status,as_of\n"
    "k1,E-1,s2,ko,100 won,100,100,USD,letter of intent,2025-01-10\n"
    "k2,E-1,s3,,,10,10,USD,signed,2025-01-09\n"
    "k3,E-2,s1,,,10,10,USD,,2025-01-10\n"
    "k4,E-2,s3,,,30,30,USD,closed (reported),\n"
    "k5,E-3,s1,,,,,,agreed,\n",
}


@pytest.fixture(scope="module")
def told(
    shared_database: Connection, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Graph, Address, Path]]:
    folder, home = tmp_path_factory.mktemp("told"), tmp_path_factory.mktemp("home")
    for name, text in _TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    resources = [{"name": name, "path": f"{name}.csv"} for name in _TABLES]
    (folder / "datapackage.json").write_text(json.dumps({"name": "told", "resources": resources}))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(home))
        loaded = Graph(shared_database)
        loaded.load(folder)
        yield loaded, shared_database.address, home


def _claims(graph: Graph) -> dict[str, dict]:
    return {row["claim"]: dict(row) for row in graph.evidence("E-1", "E-2", "E-3").rows}


def test_each_claim_says_whether_it_agrees_from_whom_it_differs_and_what_it_outgrew(told) -> None:
    columns = ("agrees", "differs_from", "differs_in", "larger_than", "outgrown_by", "unit_slip")
    found = {id_: [row[column] for column in columns] for id_, row in _claims(told[0]).items()}
    assert found == {
        # The row of E-1 speaks for its first source, which has no claim of its own.
        "k1": [False, ["E-1", "k2", "k2"], ["amount", "amount", "status"], [], [], True],
        "k2": [False, ["k1", "k1"], ["amount", "status"], [], [], True],
        # The row of E-2 is dated by its source, five months later: growth.
        "k3": [False, ["k4"], ["amount"], [], ["E-2"], False],
        "k4": [False, ["k3"], ["amount"], [], [], False],
        "k5": [None, [], [], [], [], False],
    }


def test_each_claim_has_its_language_and_its_status_on_the_ladder(told) -> None:
    found = {id_: (row["language"], row["asserted_status"], row["asserted"]) for id_, row in _claims(told[0]).items()}
    assert found == {
        "k1": ("ko", "letter of intent", "loi"),
        "k2": (None, "signed", "signed"),
        "k3": ("en", None, None),
        "k4": (None, "closed (reported)", "closed"),
        "k5": ("en", "agreed", None),
    }


def test_a_deal_says_what_replaces_it_and_what_it_replaces(told) -> None:
    rows = {row["deal"]: row for row in told[0].run("deals", deals=["E-1", "E-2", "E-3"]).rows}
    found = {id_: [row[name] for name in ("supersedes", "superseded_by", "superseded")] for id_, row in rows.items()}
    assert found == {"E-1": [[], ["E-2"], "2025-06-01"], "E-2": [["E-1"], [], None], "E-3": [[], [], None]}


def test_a_history_has_a_row_a_change(told) -> None:
    columns = ("deal", "date", "status", "firm", "supersedes", "title", "quality")
    rows = told[0].run("status-history", deals=["E-2", "E-1"]).rows
    assert [[row[column] for column in columns] for row in rows] == [
        ["E-1", "2025-01", "loi", False, None, "First report", "B"],
        ["E-1", "2025-06", "terminated", True, "loi", "Second report", "A"],
        ["E-2", "2025-06-01", "signed", True, "E-1", "Second report", "A"],
    ]


def test_the_page_shows_all_of_it(told) -> None:
    page = " ".join(_printed(told, "E-1", "E-2", "E-3", "--format", "table").split())
    for line in (
        "terminated · without an end date, so it counts at every later date",
        "Replaced by E-2 from 2025-06-01",
        "Replaces E-1",
        "2025-01 letter of intent · Post (B)",
        "2025-06 terminated · replaces: loi · Second report (A)",
        "Claims differ in amount by ×10, which a slipped unit would explain",
        "$10 2025-01-09 – 2025-01-10 k2 s3, E-1 its own row",
        "Claims differ in status: signed or closed, then a letter, a plan or a condition",
        "In its words: 100 won",
        "Later claims are larger by ×3: growth, if both are right",
        "$30 2025-06 E-2 its own row",
        "s2, 2025-06, in ko: Second report",
        "Status: today's at every date where there is no history: E-3",
    ):
        assert line in page


def test_json_has_everything_and_is_a_record_that_can_be_verified(told, tmp_path: Path) -> None:
    text = _printed(told, "E-1", "E-2", "--format", "json")
    record = json.loads(text)
    assert [row["claim"] for row in record["rows"]] == ["k2", "k1", "k3", "k4"]
    assert {name: len(rows) for name, rows in record["beside"].items()} == {"deals": 2, "tranches": 0, "statuses": 3}
    kept = tmp_path / "evidence.json"
    kept.write_text(text, encoding="utf-8")
    assert "the same" in _printed(told, str(kept), command="verify")


@pytest.mark.parametrize(("day", "status"), [(date(2025, 5, 31), "loi"), (date(2025, 6, 1), "terminated")])
def test_deals_beside_an_answer_have_the_status_of_its_date(told, day: date, status: str) -> None:
    answer = told[0].run("round-trips", as_of=day)
    assert {answer.facts[id_].status for id_ in ("E-1",)} == {status}
    assert answer.facts["E-1"].history
    one = "1 of 2" if day.month == 5 else "1 of 3"
    page = " ".join(render(answer, "table", width=100).split())
    assert f"Status: that of today for {one} deals here, which have no history of their status." in page


def _printed(told, *arguments: str, command: str = "evidence") -> str:
    with spawn(*told[1:], command, *arguments, extra={"COLUMNS": "80"}) as child:
        stdout, stderr = child.communicate(timeout=60)
    assert child.returncode == 0, stderr
    return stdout
