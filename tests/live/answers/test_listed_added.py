"""What a user's own sheet adds to the shipped data: one deal closes a ring, another figure changes what it carries."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from circflow.session import Graph

pytestmark = pytest.mark.live

_HEADER = "deal_id,source,relationship,target,amount_low,amount_high,currency"

AddSheet = Callable[..., str]


@pytest.fixture
def add_sheet(shipped: Graph, tmp_path: Path) -> Iterator[AddSheet]:
    """Load rows as a data set of their own, and take it out again."""
    added: list[str] = []

    def add(name: str, *rows: str) -> str:
        path = tmp_path / f"{name}.csv"
        path.write_text("\n".join([_HEADER, *rows, ""]), encoding="utf-8")
        shipped.load(path)
        added.append(name)
        return name

    yield add
    for name in added:
        shipped.unload(name)


def _rings(graph: Graph, **ask: Any) -> dict[tuple[str, ...], dict[str, Any]]:
    return {tuple(row["ring"]): dict(row) for row in graph.run("round-trips", **ask).rows}


def test_missing_edge_added_by_a_user_closes_the_ring_t107(shipped: Graph, add_sheet: AddSheet) -> None:
    before = _rings(shipped, datasets=["historic-deals"])
    mine = add_sheet("mine", "M-1,luckin-fictitious-suppliers,BUYS_FROM,luckin-related-parties,,,")
    after = _rings(shipped, datasets=["historic-deals", mine])
    ring = ("luckin-coffee", "luckin-fictitious-suppliers", "luckin-related-parties")
    assert after.keys() - before.keys() == {ring}
    assert after[ring]["deals_by_hop"] == [["H-11b"], ["M-1"], ["H-11a"]]
    assert after[ring]["unknown_hops"] == 1
    assert after[ring]["carries_low"] is None
    assert ring not in _rings(shipped, datasets=["historic-deals"])
    assert ring not in _rings(shipped, datasets=["historic-deals", mine], without=["M-1"])


def test_missing_purchase_added_by_a_user_closes_the_loan_t108(shipped: Graph, add_sheet: AddSheet) -> None:
    mine = add_sheet("mine", "M-1,metromedia-fiber,BUYS_FROM,nortel,1,5,USD")
    assert _rings(shipped, datasets=["historic-deals", mine])["metromedia-fiber", "nortel"]["deals"] == ["M-1", "H-04"]


def test_bottleneck_with_the_literal_figures_of_one_article_t40(shipped: Graph, add_sheet: AddSheet) -> None:
    literal = add_sheet(
        "literal",
        "L-1,nvidia,INVESTS_IN,openai,10000000000,10000000000,USD",
        "L-2,openai,BUYS_FROM,oracle,300000000000,300000000000,USD",
        "L-3,oracle,BUYS_FROM,nvidia,4000000000,4000000000,USD",
    )
    [ring] = _rings(shipped, datasets=[literal]).values()
    assert ring["ring"] == ["nvidia", "openai", "oracle"]
    assert (ring["carries_low"], ring["carries_high"], ring["currency"]) == (4_000_000_000, 4_000_000_000, "USD")


def test_headline_and_tranches_of_softbank_in_openai_are_30_billion(shipped: Graph, add_sheet: AddSheet) -> None:
    """The tranches that reach the headline bound it; only the agreement D-009 is asked for."""
    back = add_sheet("back", "B-1,openai,BUYS_FROM,softbank-group,1000000000000,1000000000000,USD")
    only = {"datasets": ["ai-deals", back], "max_hops": 2}
    whole = _rings(shipped, **only, without=["D-010", "D-032c"])["openai", "softbank-group"]
    assert whole["deals_by_hop"] == [["B-1"], ["D-009a", "D-009b", "D-009c"]]
    assert (whole["carries_low"], whole["carries_high"]) == (30_000_000_000, 30_000_000_000)
    company = _rings(shipped, **only, by="company", without=["D-032c"])["openai", "softbank-group"]
    assert company["deals_by_hop"][1] == ["D-009a"]
    assert (company["carries_low"], company["carries_high"]) == (30_000_000_000, 40_000_000_000)


def test_ring_of_two_currencies_carries_nothing_that_could_be_compared(shipped: Graph, add_sheet: AddSheet) -> None:
    yen = add_sheet("yen", "Y-1,luckin-fictitious-suppliers,BUYS_FROM,luckin-related-parties,7,7,JPY")
    [ring] = [row for row in _rings(shipped, datasets=["historic-deals", yen]).values() if "Y-1" in row["deals"]]
    assert [ring[name] for name in ("carries_low", "carries_high", "currency")] == [None, None, "mixed"]
