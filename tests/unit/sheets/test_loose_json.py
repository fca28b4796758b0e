"""Rows of JSON, and what must come of them."""

import json

import pytest
from workbook_files import deals, loaded

from circflow.errors import PackageError

ROWS = [
    {"investor": "엔비디아", "investee": "OpenAI", "amount": "300억 달러", "year": 1},
    {"investor": "Amazon", "investee": "오픈AI", "amount_low": 15000000000, "currency": "USD"},
]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (json.dumps(ROWS), [1, 1]),
        (json.dumps(ROWS, indent=2, ensure_ascii=False), [2, 8]),
        ("\n".join(json.dumps(row) for row in ROWS), [1, 2]),
        ("\ufeff" + "\n\n".join(json.dumps(row) for row in ROWS) + "\n", [1, 3]),
    ],
)
def test_json_is_read_as_an_array_or_one_object_a_line(tmp_path, text, lines):
    found = loaded(tmp_path, text.encode(), "deals.json")

    assert deals(found, "source", "target", "amount_low", "currency") == [
        ("nvidia", "openai", 30_000_000_000, "USD"),
        ("amazon", "openai", 15_000_000_000, "USD"),
    ]
    assert [deal.line for deal in found.package.deals] == lines


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"a": 1, "a": 2}]', "stands twice"),
        ('[{"a": NaN}]', "no number of JSON"),
        ('{"a": Infinity}', "no number of JSON"),
        ("[" * 100_000, "no object|nested too deeply"),
        ('{"a": ' + "[" * 100_000, "nested too deeply"),
        ('[{"a": 1}', "not closed"),
        ('[{"a": 1}] x', "something follows"),
        ('{"a": 1}\n{"a": \n', ":[23]: it is not JSON"),
        ("[[1, 2]]", "no object"),
        ('{"a": 1}\n5', ":2: a row is no object"),
    ],
)
def test_json_that_holds_no_rows_is_refused_with_the_reason(tmp_path, text, reason):
    with pytest.raises(PackageError, match=reason):
        loaded(tmp_path, text.encode(), "deals.json")


@pytest.mark.parametrize(
    "investor", [{"name": "Nvidia"}, {"id": "7", "name": "엔비디아"}, [{"name": "Nvidia", "role": "lead"}]]
)
def test_an_object_with_a_name_in_the_place_of_a_company_is_that_company(tmp_path, investor):
    text = json.dumps([{"investor": investor, "investee": "OpenAI", "amount": "$5bn"}])
    assert deals(loaded(tmp_path, text.encode(), "deals.json"), "source", "amount_low") == [("nvidia", 5_000_000_000)]


@pytest.mark.parametrize("investor", [{"id": 3}, {"name": None}, [{"id": 3}]])
def test_an_object_without_a_name_is_no_company(tmp_path, investor):
    text = json.dumps([{"investor": investor, "investee": "OpenAI"}])
    assert [reject.code for reject in loaded(tmp_path, text.encode(), "deals.json").rejects] == ["bad-name"]


def test_several_objects_with_names_are_several_companies(tmp_path):
    text = json.dumps([{"investor": [{"name": "Nvidia"}, {"name": "Zephyr"}], "investee": "OpenAI"}])
    assert [reject.code for reject in loaded(tmp_path, text.encode(), "deals.json").rejects] == ["several-parties"]


def test_no_rows_of_json_are_no_deals(tmp_path):
    assert loaded(tmp_path, b"[]", "deals.json").package.deals == ()
