"""Single checks on small data: what they find, and what they must not take for a slip."""

from pathlib import Path
from typing import Any

import pytest
from small_packages import of_tables

from circflow.graph.connection import Connection
from circflow.session import Graph

pytestmark = pytest.mark.live

_COMPANIES = "id,name\na,A\nb,B"
_DATED = "deal_id,source,relationship,target,amount_low,amount_high,currency,status,announced_date,end_date"


@pytest.fixture
def asked(graph: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give what loads tables as data sets, and asks one query about them."""
    monkeypatch.setenv("CIRCFLOW_HOME", str(tmp_path / "home"))

    def ask(query: str, *datasets: dict[str, str], **given: Any) -> list[dict[str, Any]]:
        loaded = Graph(graph)
        for number, tables in enumerate(datasets):
            loaded.load(of_tables(tmp_path / f"set-{number}", {"companies": _COMPANIES} | tables))
        return list(loaded.run(query, **given).rows)

    return ask


def test_a_fiscal_year_is_out_of_order_only_when_no_day_of_it_fits(asked: Any) -> None:
    deals = f"""{_DATED}
d1,a,INVESTS_IN,b,,,,,2024-04/2025-03,2024-04-01
d2,a,INVESTS_IN,b,,,,,2024-04/2025-03,2024-03
d3,a,INVESTS_IN,b,,,,,2025-03-31,2024-04/2025-03
d4,a,INVESTS_IN,b,,,,,2025-04-01,2024-04/2025-03"""
    rows = asked("dates-out-of-order", {"deals": deals})
    assert [(row["deal"], row["first"], row["second"]) for row in rows] == [
        ("d2", "2024-04/2025-03", "2024-03"),
        ("d4", "2025-04-01", "2024-04/2025-03"),
    ]


def test_a_fiscal_year_lies_near_what_is_near_its_last_day(asked: Any) -> None:
    deals = f"""{_DATED}
d1,a,INVESTS_IN,b,10,10,USD,,2024-04/2025-03,
d2,a,INVESTS_IN,b,10,10,USD,,2025-04-30,
d3,a,INVESTS_IN,b,10,10,USD,,2025-06-30,"""
    rows = asked("lookalike-deals", {"deals": deals})
    assert [row["deals"] for row in rows] == [["d1", "d2"]]
