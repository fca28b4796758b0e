"""Edges in a file lead to the rings of the stored query, and bring what the deals bring."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command import Command
from pyarrow import parquet

from circflow.errors import OutputError, ParamError
from circflow.rings import find
from circflow.rings.ordering import in_order
from circflow.session import Graph

pytestmark = pytest.mark.live

_FIXTURES = Path(__file__).parents[2] / "fixtures"
_ASKED: list[dict[str, Any]] = [
    {},
    {"by": "company", "joint_ventures": True},
    {"status": "firm", "as_of": "2026-03-01", "min_quality": "B"},
    {"datasets": ["historic-deals"], "contingent": False, "without": ["nortel"]},
]


@pytest.mark.parametrize("filters", _ASKED, ids=str)
def test_edges_lead_to_the_same_rings(shipped: Graph, tmp_path: Path, filters: dict[str, Any]) -> None:
    answer = shipped.run("round-trips", engine="cypher", max_hops=4, limit=100_000, **filters)
    written = shipped.export_edges(tmp_path / "edges.parquet", **filters)
    edges = parquet.read_table(tmp_path / "edges.parquet").to_pylist()

    assert written == len(edges) > 0
    names = {edge[f"{end}_number"]: edge[end] for edge in edges for end in ("payer", "payee")}
    assert sorted(names) == list(range(len(names)))
    assert len(set(names.values())) == len(names)
    found = in_order([find([edge["payer_number"] for edge in edges], [edge["payee_number"] for edge in edges], 4)])
    assert {_from_smallest([names[at] for at in ring]) for ring in found} == {tuple(row["ring"]) for row in answer.rows}


def _from_smallest(ring: list[str]) -> tuple[str, ...]:
    at = ring.index(min(ring))
    return (*ring[at:], *ring[:at])


def test_edges_bring_what_the_deals_of_the_package_say(ai_deals: Graph, tmp_path: Path) -> None:
    ai_deals.export_edges(tmp_path / "edges.parquet", by="company", joint_ventures=True, datasets=["ai-deals"])
    with (_FIXTURES / "ai-deals" / "deals.csv").open(encoding="utf-8", newline="") as file:
        deals = {row["deal_id"]: row for row in csv.DictReader(file)}
    edges = parquet.read_table(tmp_path / "edges.parquet").to_pylist()

    assert {edge["deal_id"] for edge in edges} == deals.keys()
    for edge in edges:
        deal = deals[edge["deal_id"]]
        assert (edge["payer"], edge["relationship"], edge["payee"]) == (
            deal["source"],
            deal["relationship"],
            deal["target"],
        )
        amounts = [deal["amount_low"], deal["amount_high"], deal["currency"] if deal["amount_low"] else ""]
        said = [edge["amount_low"], edge["amount_high"], edge["currency"] if deal["amount_low"] else None]
        assert ["" if value is None else str(value) for value in said] == amounts
        assert edge["announced"] == _earliest(deal["announced_date"])


def _earliest(text: str) -> date | None:
    parts = [int(part) for part in text.split("-")] if text else []
    return date(*parts, *[1] * (3 - len(parts))) if parts else None


def test_the_file_keeps_how_it_was_made(ai_deals: Graph, circflow: Command) -> None:
    del ai_deals
    told = circflow("export-edges", "edges.parquet", "--status", "firm", "--without", "nvidia")
    kept = json.loads(parquet.read_schema(circflow.folder / "edges.parquet").metadata[b"circflow"])

    assert "edges." in told.err
    assert (kept["filters"]["status"], kept["filters"]["without"]) == ("firm", ["nvidia"])
    assert "ai-deals" in kept["datasets"]


def test_what_does_not_fit_is_refused_and_leaves_no_file(ai_deals: Graph, circflow: Command) -> None:
    with pytest.raises(ParamError, match="no filter 'max_hops'"):
        ai_deals.export_edges(circflow.folder / "edges.parquet", max_hops=3)
    with pytest.raises(OutputError, match="does not exist"):
        ai_deals.export_edges(circflow.folder / "nowhere" / "edges.parquet")
    assert "does not end with .parquet" in circflow("export-edges", "edges.csv", code=2).err
    assert list(circflow.folder.glob("*")) == []


def test_no_deal_that_counts_is_an_empty_file_and_said(ai_deals: Graph, circflow: Command) -> None:
    del ai_deals
    few = ("--as-of", "1900-01-01", "--status", "firm", "--min-quality", "A", "--no-contingent")
    told = circflow("export-edges", "edges.parquet", *few)

    assert "No deal passes" in told.err
    assert parquet.read_table(circflow.folder / "edges.parquet").num_rows == 0
