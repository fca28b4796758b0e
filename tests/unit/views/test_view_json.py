import json
import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from view_answers import DEALS, HOSTILE, RINGS, SHARED, with_names

from circflow.model import Column, Match
from circflow.views import render

_ANSWERS = {"rings": RINGS, "shared": SHARED, "deals": DEALS}


@pytest.mark.parametrize("name", _ANSWERS)
@pytest.mark.parametrize("format_name", ["json", "jsonl"])
def test_json_reads_as_it_should(name, format_name, golden):
    text = render(_ANSWERS[name], format_name)
    assert golden(f"{name}.{format_name}", text) == text


def test_the_record_of_a_run_has_all_that_repeats_it():
    record = json.loads(render(RINGS, "json"))
    assert list(record) == [
        "circflow",
        "query",
        "parameters",
        "columns",
        "rows",
        "row_count",
        "truncated",
        "engine",
        "server",
        "datasets",
        "elapsed_ms",
    ]
    assert record["circflow"] == 1
    assert list(record["query"]) == ["id", "title", "version", "sha256"]
    assert record["parameters"]["as_of"] == "2026-06-30"
    assert record["parameters"]["datasets"] is None
    assert record["datasets"] == [{"id": "ai-deals", "sha256": "cd" * 32, "loaded_at": "2026-07-01T09:30:00+00:00"}]
    assert record["columns"][0] == {"name": "ring", "type": "list<string>"}
    assert all(list(row) == [column["name"] for column in record["columns"]] for row in record["rows"])


def test_a_record_has_the_decisions_that_it_rests_on():
    match = Match(
        company_id="x", name="X", decision="same", other_id="openai", by="ana", at="2026-11-21", reason="script"
    )
    stamp = replace(RINGS.datasets[0], matches=(match,))
    (dataset,) = json.loads(render(replace(RINGS, datasets=(stamp,)), "json"))["datasets"]
    assert dataset["matches"] == [
        {
            "company": "x",
            "name": "X",
            "decision": "same",
            "other": "openai",
            "by": "ana",
            "at": "2026-11-21",
            "reason": "script",
        }
    ]


def test_names_stand_beside_ids_but_not_beside_all_companies():
    row = json.loads(render(SHARED, "jsonl"))
    assert list(row)[:6] == ["customer", "customer_name", "supplier", "supplier_name", "owner", "owner_name"]
    assert row["owner_name"] == "ソフトバンクグループ"
    ring = json.loads(render(RINGS, "jsonl").splitlines()[0])
    assert ring["ring_names"] == ["Amazon", "OpenAI"]
    assert not {"companies_names", "companies_name", "deals_names", "deals_by_hop_names"} & ring.keys()


def test_a_column_of_the_query_is_never_replaced_by_names():
    columns = (Column("customer", "string", "company"), Column("customer_name", "string"))
    rows = ({"customer": "openai", "customer_name": "its own"},)
    assert json.loads(render(replace(RINGS, columns=columns, rows=rows), "jsonl")) == rows[0]


def test_a_missing_company_has_no_name():
    columns = (Column("customer", "string", "company"), Column("others", "list<list<string>>", "company"))
    rows = ({"customer": None, "others": [["amazon", None], []]},)
    assert json.loads(render(replace(RINGS, columns=columns, rows=rows), "jsonl")) == {
        "customer": None,
        "customer_name": None,
        "others": [["amazon", None], []],
        "others_names": [["Amazon", None], []],
    }


def test_what_json_has_no_word_for_is_null():
    columns = (Column("share", "number"), Column("shares", "list<number>"))
    rows = ({"share": math.nan, "shares": [math.inf, 0.5]},)
    answer = replace(RINGS, columns=columns, rows=rows, parameters={"least": -math.inf})
    assert json.loads(render(answer, "jsonl")) == {"share": None, "shares": [None, 0.5]}
    assert json.loads(render(answer, "json"))["parameters"] == {"least": None}


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
@pytest.mark.parametrize("format_name", ["json", "jsonl"])
def test_a_hostile_name_is_kept_exactly_and_harmless_in_a_terminal(format_name, hostile):
    text = render(with_names(SHARED, hostile), format_name)
    row = json.loads(text)["rows"][0] if format_name == "json" else json.loads(text)
    assert hostile == row["owner_name"]
    assert not {"\x1b", "\x9b", "\x7f", "\u202e", "\u200f", "\u2069", "\0", "\r"} & set(text)
    assert text.encode()


def test_an_empty_answer_is_an_object_without_rows_and_no_lines():
    empty = replace(RINGS, rows=(), datasets=())
    record = json.loads(render(empty, "json"))
    assert (record["rows"], record["row_count"], record["datasets"]) == ([], 0, [])
    assert len(record["columns"]) == len(RINGS.columns) + 1
    assert render(empty, "jsonl") == ""


_SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text()


@given(rows=st.lists(st.fixed_dictionaries({"a": _SCALARS, "b": st.lists(_SCALARS), "c": st.dates()}), max_size=5))
def test_json_gives_every_value_back(rows):
    columns = (Column("a", "any"), Column("b", "list<any>"), Column("c", "date"))
    answer = replace(RINGS, columns=columns, rows=tuple(rows))
    expected = [{**row, "a": _finite(row["a"]), "b": [_finite(b) for b in row["b"]]} for row in rows]
    for actual in (
        json.loads(render(answer, "json"))["rows"],
        [json.loads(line) for line in render(answer, "jsonl").split("\n")[:-1]],
    ):
        assert [{**row, "c": date.fromisoformat(row["c"])} for row in actual] == expected


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and math.isinf(value) else value


def test_a_value_that_has_no_place_in_an_answer_is_a_mistake():
    columns = (Column("a", "any"),)
    with pytest.raises(TypeError, match="complex"):
        render(replace(RINGS, columns=columns, rows=({"a": 1j},)), "json")
    assert json.loads(render(replace(RINGS, columns=columns, rows=({"a": {"b": {2, 1}}},)), "jsonl")) == {
        "a": {"b": [1, 2]}
    }
