"""A deal with a history has, at a date, the status of that date."""

from collections.abc import Iterator
from datetime import date

import pytest

from circflow.graph.connection import Connection
from circflow.session import Graph

pytestmark = pytest.mark.live

_FILES = {
    "datapackage.json": '{"name": "told", "resources": ['
    + ", ".join(f'{{"name": "{table}", "path": "{table}.csv"}}' for table in ("companies", "deals", "statuses"))
    + "]}",
    "companies.csv": "id,name\na,A\nb,B\n",
    "deals.csv": "deal_id,source,relationship,target,status,announced_date,end_date\n"
    "T-1,a,INVESTS_IN,b,announced,2024,2026-06\n"
    "T-2,b,BUYS_FROM,a,signed,2024,\n",
    # Not in the order of their dates; 2025-03 counts from its first day, 2026 from New Year on.
    "statuses.csv": "deal_id,date,status\nT-1,2025-03,signed\nT-1,2024-06-01,negotiating\nT-1,2026,planned\n",
}


@pytest.fixture(scope="module")
def told(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    folder = tmp_path_factory.mktemp("told")
    for name, text in _FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        loaded = Graph(shared_database)
        loaded.load(folder)
        yield loaded


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2024, 1, 1), "negotiating"),  # before the first entry: the first entry's
        (date(2024, 6, 1), "negotiating"),
        (date(2025, 2, 28), "negotiating"),
        (date(2025, 3, 1), "signed"),
        (date(2025, 12, 31), "signed"),
        (date(2026, 1, 1), "planned"),
        (date(2026, 6, 30), "planned"),
        (None, "announced"),  # without a date, the deal's own
    ],
)
def test_status_is_that_of_the_date(day: date | None, status: str, told: Graph) -> None:
    roles = told.run("pair-roles", first="a", second="b", as_of=day).rows
    assert {row["deal"]: row["status"] for row in roles} == {"T-1": status, "T-2": "signed"}
    deals = told.run("company-deals", company="a", as_of=day).rows
    assert {row["deal"]: row["status"] for row in deals} == {"T-1": status, "T-2": "signed"}
    firm = told.run("round-trips", as_of=day, status="firm").rows
    assert len(firm) == (status in {"signed", "announced"})
    assert told.run("round-trips", as_of=day).row_count == 1


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2026, 7, 1)])
def test_dates_of_the_deal_itself_still_decide(day: date, told: Graph) -> None:
    assert told.run("round-trips", as_of=day).rows == ()
