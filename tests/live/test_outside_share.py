"""What comes from outside the circle, one supplier a case: each figure was worked out by hand."""

from typing import Any

import pytest
from small_packages import of_tables

from circflow.graph.connection import Connection
from circflow.session import Graph

pytestmark = pytest.mark.live

_CASES = ("plain", "group", "half", "venture", "ended", "sold", "ring", "open", "none", "over", "euro", "long")

_COLUMNS = """deal_id,source,relationship,target,amount_low,amount_high,currency,stake_pct,announced_date,end_date,
effective_date,term_years""".replace("\n", "")

_DEALS = f"""{_COLUMNS}
plain-i,plain,INVESTS_IN,plain-x,5,5,USD,,2024-01-01,,,
plain-b,plain-x,BUYS_FROM,plain,30,30,USD,,2024-12-01,,2025-01-01,1
group-i,group,INVESTS_IN,group-x,5,5,USD,,2024-01-01,,,
group-b,group-x,BUYS_FROM,group,30,30,USD,,2024-12-01,,2025-01-01,1
group-b2,group-y,BUYS_FROM,group,30,30,USD,,2024-12-01,,2025-01-01,1
half-i,half,INVESTS_IN,half-x,5,5,USD,,2024-01-01,,,
half-b,half-x,BUYS_FROM,half,10,10,USD,,2024-12-01,,2025-01-01,1
half-b2,half-y,BUYS_FROM,half,30,30,USD,,2024-12-01,,2025-01-01,1
venture-i,venture,JOINT_VENTURE,venture-x,5,5,USD,,2024-01-01,,,
venture-b,venture-x,BUYS_FROM,venture,30,30,USD,,2024-12-01,,2025-01-01,1
ended-i,ended-x,INVESTS_IN,ended,,,,30,2010-01-01,2012-01-01,,
ended-b,ended-x,BUYS_FROM,ended,30,30,USD,,2024-12-01,,2025-01-01,1
sold-i,sold-x,INVESTS_IN,sold,,,,30,2010-01-01,,,
sold-i2,sold-x,INVESTS_IN,sold,,,,5,2020-01-01,,,
sold-b,sold-x,BUYS_FROM,sold,30,30,USD,,2024-12-01,,2025-01-01,1
ring-1,ring,BUYS_FROM,ring-y,5,5,USD,,2010,2012,,
ring-2,ring-y,BUYS_FROM,ring-x,5,5,USD,,2010,2012,,
ring-3,ring-x,BUYS_FROM,ring,30,30,USD,,2024-12-01,,2025-01-01,1
open-i,open,INVESTS_IN,open-x,5,5,USD,,2024-01-01,,,
open-b,open-x,BUYS_FROM,open,30,30,USD,,2024-12-01,,2025-01-01,1
none-i,none,INVESTS_IN,none-x,5,5,USD,,2024-01-01,,,
none-b,none-x,BUYS_FROM,none,30,30,USD,,2024-12-01,,2025-01-01,1
over-i,over,INVESTS_IN,over-x,5,5,USD,,2024-01-01,,,
over-i2,over,INVESTS_IN,over-y,5,5,USD,,2024-01-01,,,
euro-i,euro,INVESTS_IN,euro-x,5,5,EUR,,2024-01-01,,,
euro-b,euro-x,BUYS_FROM,euro,30,30,EUR,,2024-12-01,,2025-01-01,1
long-i,long,INVESTS_IN,long-x,5,5,USD,,2024-01-01,,,
long-b,long-x,BUYS_FROM,long,30,30,USD,,2024-12-01,,2025-01-01,99999"""

_SHARES = (("group", "x", 20), ("group", "y", 15), ("half", "x", 20), ("over", "x", 60), ("over", "y", 50))


@pytest.fixture(scope="module")
def graph(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("data")
    revenues = dict.fromkeys(_CASES, ("100,100", "USD"))
    revenues |= {"open": ("100,", "USD"), "none": ("0,0", "USD"), "euro": ("100,100", "EUR")}
    metrics = ["metric_id,company,metric,counterparty,low,high,currency,period_start,period_end"]
    metrics += [f"m-{case},{case},revenue,,{range_},{unit},2025,2025" for case, (range_, unit) in revenues.items()]
    metrics += [f"s-{case}-{c},{case},customer_share,{case}-{c},{pct},{pct},,2025,2025" for case, c, pct in _SHARES]
    companies = ["id,name,group_id", *(f"{id_},{id_}," for case in _CASES for id_ in (case, f"{case}-x"))]
    companies += [f"{case}-y,{case}-y,{case}-x" for case in ("group", "half")]
    companies += [f"{case}-y,{case}-y," for case in ("ring", "over")]
    tables = {"companies": "\n".join(companies), "deals": _DEALS, "metrics": "\n".join(metrics)}
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(folder / "home"))
        loaded = Graph(shared_database)
        loaded.load(of_tables(folder / "suppliers", tables))
    return loaded


def _outside(graph: Graph, supplier: str, **given: Any) -> dict[tuple[str, str], tuple[float, float]]:
    rows = graph.run("outside-share", supplier=supplier, datasets=["suppliers"], **given).rows
    return {(row["circle"], row["basis"]): (row["outside_low"], row["outside_high"]) for row in rows}


@pytest.mark.parametrize(
    ("supplier", "basis", "expected"),
    [
        ("plain", "deals", (70, 70)),
        # 20 and 15 percent of two members of the group.
        ("group", "published share", (65, 65)),
        # 20 percent of the one member, and what the other buys.
        ("half", "published share", (50, 50)),
        ("open", "deals", (70, 100)),
        ("long", "deals", (70, 100)),
    ],
)
def test_what_is_bought_inside_is_taken_from_the_figure(
    supplier: str, basis: str, expected: tuple[int, int], graph: Graph
) -> None:
    assert _outside(graph, supplier)["financed", basis] == expected


def test_each_member_of_a_group_is_a_customer_of_its_own_by_company(graph: Graph) -> None:
    assert _outside(graph, "group", by="company")["financed", "published share"] == (80, 80)


def test_a_figure_is_converted_like_the_sales(graph: Graph) -> None:
    rates = [{"from": "EUR", "to": "USD", "date": "2020-01-01", "low": "1.1", "high": "1.2", "source": "S"}]
    # 33 to 36 of 110 to 120 dollars.
    low, high = _outside(graph, "euro", rates=rates, in_="USD")["financed", "deals"]
    assert (low, high) == (pytest.approx(100 * (1 - 36 / 110), abs=1e-4), 72.5)
    answer = graph.run("outside-share", supplier="euro", rates=rates, in_="USD")
    assert {row["currency"] for row in answer.rows} == {"USD"}
    assert any("Figures are converted at the last day of their period: 1 EUR" in text for text in answer.warnings)


def test_without_joint_ventures_a_parent_financed_nobody(graph: Graph) -> None:
    assert _outside(graph, "venture")["financed", "deals"] == (70, 70)
    assert not _outside(graph, "venture", joint_ventures=False)


@pytest.mark.parametrize("supplier", ["ended", "sold"])
def test_a_stake_that_was_not_held_in_the_period_makes_nobody_related(supplier: str, graph: Graph) -> None:
    assert not _outside(graph, supplier)


def test_the_deals_that_close_a_ring_are_shown(graph: Graph) -> None:
    [ring, related] = graph.run("outside-share", supplier="ring").rows
    assert (ring["circle"], related["circle"]) == ("ring", "related")
    assert ring["deals"] == related["deals"] == ["ring-1", "ring-2", "ring-3"]


def test_figures_that_cannot_be_shared_out_are_named_and_the_others_are_answered(graph: Graph) -> None:
    answer = graph.run("outside-share")
    told = " ".join(answer.warnings)
    assert "Left out: revenue of none, 2025-01-01/2025-12-31; a share needs a figure above 0." in told
    assert "revenue of over, 2025-01-01/2025-12-31; the published shares are more than 100 percent together" in told
    assert {"plain", "group", "open", "long"} <= {row["supplier"] for row in answer.rows}
    assert {"none", "over"}.isdisjoint(row["supplier"] for row in answer.rows)
