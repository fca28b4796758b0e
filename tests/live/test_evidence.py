"""`circflow evidence`: what people see of a deal, and what programs get."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import spawn
from rich.cells import cell_len

import circflow
from circflow.graph.address import Address
from circflow.graph.connection import Connection

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def loaded(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Address, Path]]:
    address = shared_database.address
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(home))
        with circflow.connect(address.uri, user=address.user, password=address.password.reveal()) as graph:
            graph.load("ai-deals")
            graph.load("seed-articles")
    return address, home


@pytest.fixture
def evidence(loaded):
    """Give a function that runs the command, and returns what it printed."""

    def run(*arguments: str, code: int = 0, columns: int = 80) -> tuple[str, str]:
        with spawn(*loaded, "evidence", *arguments, extra={"COLUMNS": str(columns)}) as child:
            stdout, stderr = child.communicate(timeout=60)
        assert child.returncode == code, stderr
        assert "Traceback" not in stderr
        return stdout, stderr

    return run


def test_a_deal_is_shown_with_its_claims_by_date(evidence):
    page, _ = evidence("D-001", "--format", "table")

    assert page.startswith("D-001  Nvidia → invests in → OpenAI\n")
    assert "up to $100B · consideration" in page
    assert "letter of intent · in the words of the data: LOI (never definitive)" in page
    assert "8 claims from 8 documents, by date" in page
    dates = [line[:10].strip() for line in page.splitlines() if line[:4].isdigit()]
    assert dates == sorted(dates)
    assert len(dates) == 7  # the eighth claim has no date
    assert "Claims differ in amount" not in page  # $100B and up to $100B have a figure in common
    assert "Status: today's at every date where there is no history: D-001" in page


def test_claims_without_a_common_figure_stand_beside_each_other(evidence):
    page, _ = evidence("D-075", "--format", "table")

    block = page[page.index("Claims differ in amount by ×11") : page.index("12 claims from")]
    assert "at least $3B" in block
    assert "$300M" in block
    assert "X-589 Cointelegraph Japan (B)" in block
    assert "2025-03-11 –" in block
    assert "from D-075-1, X-414, X-486, X-487, X-488 and 5 more" in " ".join(page.split())


def test_a_wrong_unit_is_shown_in_the_words_of_the_document_beside_what_it_should_read(evidence):
    page, _ = evidence("S07", "--format", "table")

    assert "Claims differ in amount by ×9.29, which a slipped unit would explain" in page
    assert "Differs in amount from C000-18" in page
    assert "In its words: 14億ドル" in page
    assert "Judged: unit error; should read $13B–$13.8B" in page


def test_parts_are_shown_with_their_condition_and_who_decides_it(evidence):
    page, _ = evidence("S11", "--format", "table")

    assert "1 $15B · negotiating" in page
    assert "2 up to $35B · conditional · on condition: IPO or AGI · decided by OpenAI" in page


def test_deals_stand_in_the_order_in_which_they_were_asked_for(evidence):
    page, _ = evidence("D-039", "D-006a", "D-039", "--format", "table", columns=160)

    assert page.index("D-039  Nvidia") < page.index("D-006a  Amazon")
    assert page.count("D-039  Nvidia") == 1
    assert "together with D-006b, D-006c · headline of it" in page


@pytest.mark.parametrize("columns", [40, 80, 160])
def test_only_addresses_are_wider_than_the_page(evidence, columns):
    page, _ = evidence("D-009a", "S07", "--format", "table", columns=columns)

    lines = [line for line in page.splitlines() if "http" not in line]
    assert max(map(cell_len, lines)) <= columns
    assert "https://www.verdict.co.uk/softbank-sale-nvidia-shares" in page


def test_a_pipe_gets_a_row_a_claim(evidence):
    rows = [json.loads(line) for line in evidence("D-039")[0].splitlines()]

    assert {row["deal"] for row in rows} == {"D-039"}
    assert [row["claim"] for row in rows] == ["X-413", "X-454", "X-065", "X-066", "D-039-1"]
    assert rows[1]["amount_low"] == 6_300_000_000
    record = json.loads(evidence("D-039", "--format", "json")[0])
    assert record["query"]["id"] == "evidence"
    assert record["row_count"] == 5


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("D-006", "did you mean D-006a, D-006b, D-006c?"), ("d-039", "did you mean D-039?"), ("nothing", "'nothing'")],
)
def test_an_unknown_deal_is_an_error_with_the_nearest_ids(evidence, typed, meant):
    stdout, stderr = evidence("D-001", typed, code=2)

    assert stdout == ""
    assert f"no deal has the id '{typed}'" in stderr
    assert meant in stderr


def test_a_figure_of_a_company_has_a_page_too(evidence):
    page, _ = evidence("openai:revenue", "--format", "table")

    assert page.startswith("openai:revenue  a figure of OpenAI\n\nClaims differ in amount by ×10, which a slipped unit")
    assert "3 claims from 2 documents, by date" in page
    assert "Differs in amount from C003-15, C004-10" in page


def test_figures_and_deals_share_a_page_and_a_record_but_no_table(evidence):
    page, _ = evidence("openai:revenue", "S13", "--format", "table")
    assert page.index("S13  Nvidia") < page.index("openai:revenue  a figure")

    record = json.loads(evidence("S13", "openai:revenue", "--format", "json")[0])
    assert [row["claim"] for row in record["beside"]["figures"]] == ["C003-15", "C004-04", "C004-10"]
    assert {row["deal"] for row in record["rows"]} == {"S13"}
    alone = json.loads(evidence("openai:revenue", "--format", "json")[0])
    assert alone["query"]["id"] == "figures"
    assert alone["rows"] == record["beside"]["figures"]

    assert [json.loads(line)["agrees"] for line in evidence("openai:revenue")[0].splitlines()] == [False] * 3
    assert "ask for them one by one" in evidence("openai:revenue", "S13", "--format", "csv", code=2)[1]
    assert "no deal has the id 'openai:revenu'" in evidence("openai:revenu", code=2)[1]
