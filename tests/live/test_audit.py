"""`circflow audit`: the checks on a data set with doubts, and on one without."""

import json
from pathlib import Path

import pytest
from command import Command
from small_packages import rich, write

from circflow.graph.connection import Connection
from circflow.queries import read_catalogue

pytestmark = pytest.mark.live

_CHECKS = [query.id for query in read_catalogue().of_kind("checks")]


@pytest.fixture
def doubtful(circflow: Command, graph: Connection, tmp_path: Path) -> Command:
    """Give the command line with a package that has a lonely company and deals without source and amount."""
    del graph
    circflow(
        "load",
        write(tmp_path / "doubtful", "doubtful", "d1,a,INVESTS_IN,b,,,,signed,", "d2,b,BUYS_FROM,a,5,5,USD,signed,"),
    )
    circflow("load", rich(tmp_path / "other", "other"))
    return circflow


def test_each_check_is_counted_and_its_findings_are_shown(doubtful: Command) -> None:
    page = doubtful("audit", "--format", "table").out
    overview, _, findings = page.partition("\n\n")
    assert len(overview.splitlines()) == len(_CHECKS)
    assert "3 Unsourced deals: deals for which no document is named" in overview
    assert "0 Dates out of order" in overview
    assert "Unsourced deals: deals for which no document is named\n" in findings
    assert "A Ltd → invests in → B Ltd" in findings
    assert "Dates out of order" not in findings


def test_in_a_pipe_each_finding_is_a_line_with_its_check(doubtful: Command) -> None:
    ended = doubtful("audit", "--check", "unsourced-deals", "--check", "lonely-companies", "--datasets", "doubtful")
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert [(row["check"], row.get("deal") or row["company"]) for row in rows] == [
        ("unsourced-deals", "d1"),
        ("unsourced-deals", "d2"),
        ("lonely-companies", "c"),
    ]
    assert "2 checks, 3 rows." in ended.err


def test_json_holds_the_record_of_each_check(doubtful: Command) -> None:
    told = json.loads(doubtful("audit", "--format", "json").out)
    assert [check["query"]["id"] for check in told["checks"]] == _CHECKS
    assert {check["row_count"] == len(check["rows"]) for check in told["checks"]} == {True}


def test_findings_fail_a_job_that_asks_for_it(doubtful: Command) -> None:
    doubtful("audit", "--check", "unsourced-deals", "--fail-on-rows", code=1)
    doubtful("audit", "--check", "unsourced-deals")
    doubtful("audit", "--check", "headline-sums", "--fail-on-rows")


def test_more_findings_than_a_table_shows_are_announced(circflow: Command, graph: Connection, tmp_path: Path) -> None:
    del graph
    deals = [f"d{number:02},a,INVESTS_IN,b,,,,signed," for number in range(25)]
    circflow("load", write(tmp_path / "many", "many", *deals))
    assert "… and 5 more: circflow run unsourced-deals." in " ".join(circflow("audit", "--format", "table").out.split())


def test_a_check_runs_alone_with_its_own_options(circflow: Command, graph: Connection, tmp_path: Path) -> None:
    del graph
    header = "deal_id,source,relationship,target,status,announced_date"
    rows = ["d1,a,INVESTS_IN,b,loi,2025-01-01", "d2,c,BUYS_FROM,d,signed,2025-03-01"]
    (tmp_path / "letters.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    circflow("load", "letters.csv")
    assert circflow("run", "old-letters").out == ""
    assert json.loads(circflow("run", "old-letters", "--days", 50).out)["days"] == 59
    assert "Least age of a letter" in circflow("show", "old-letters").out


def test_checks_that_are_none_are_refused(circflow: Command) -> None:
    assert "round-trips is no check" in circflow("audit", "--check", "round-trips", code=2).err
    assert "did you mean old-letters?" in circflow("audit", "--check", "old-leters", code=2).err
    assert "old-letters" in circflow("audit", "--help").out
