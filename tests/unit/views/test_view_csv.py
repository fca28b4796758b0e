import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from view_answers import DEALS, HOSTILE, RINGS, SHARED, with_names

from circflow.model import Column
from circflow.model.safe_text import safe_text
from circflow.views import render

_ANSWERS = {"rings": RINGS, "shared": SHARED, "deals": DEALS}


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def unquoted(text: str) -> str:
    """Take the apostrophe away that keeps a spreadsheet from calculating, as docs/formats.md says."""
    return text[1:] if re.match(r"''*(?:[=+\-@\t\r\n\0＝＋－＠]|\\x00|\\x0d|\s+[=+\-@＝＋－＠])", text) else text


def read_list(text: str, *, nested: bool) -> Any:
    """Read a list, as docs/formats.md says."""
    if not text:
        return None
    if text.startswith("["):
        return json.loads(text)
    items = text.split(";")
    return [[unquoted(part) for part in item.split("+")] for item in items] if nested else [*map(unquoted, items)]


@pytest.mark.parametrize("name", _ANSWERS)
def test_csv_reads_as_it_should(name, golden):
    text = render(_ANSWERS[name], "csv")
    assert golden(f"{name}.csv", text) == text


def test_lists_and_lists_of_lists_are_joined():
    row = read(render(RINGS, "csv"))[0]
    assert row["ring"] == "amazon;openai"
    assert row["ring_names"] == "Amazon;OpenAI"
    assert row["deals_by_hop"] == "D-006a+D-006b+D-006c;D-007+D-008"
    assert row["carries_high"] == "50000000000"
    assert row["contingent"] == "false"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["a", "b"], "a;b"),
        ([["a", "b"], ["c"]], "a+b;c"),
        (["Disney+"], "Disney+"),
        ([["Disney+"]], '[["Disney+"]]'),
        (["a;b"], '["a;b"]'),
        ([["a;b"]], '[["a;b"]]'),
        ([], "[]"),
        ([[]], "[[]]"),
        ([""], '[""]'),
        ([None, "a"], '[null, "a"]'),
        ([["a"], None], '[["a"], null]'),
        (["[a"], '["[a"]'),
        (["a", "[b"], "a;[b"),
        ([[["deep"]]], '[[["deep"]]]'),
        ([1, -2, True, 0.5, date(2026, 1, 2)], "1;-2;true;0.5;2026-01-02"),
        (["=1", "-x"], "'=1;'-x"),
        (None, ""),
    ],
)
def test_a_list_that_cannot_be_joined_is_json(value, expected):
    answer = replace(RINGS, columns=(Column("a", "list"), Column("b", "integer")), rows=({"a": value, "b": -5},))
    assert [{"a": expected, "b": "-5"}] == read(render(answer, "csv"))


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_no_name_is_a_formula_or_obeyed_by_a_terminal(hostile):
    text = render(with_names(SHARED, hostile), "csv")
    cell = read(text)[0]["owner_name"]
    assert not re.match(r"\s*[=+\-@\t\r\0＝＋－＠]", cell)
    assert safe_text(hostile) == unquoted(cell)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200f\u202e\u2069]", text)
    assert text.encode()


def test_there_is_no_byte_order_mark_and_lines_end_in_lf():
    text = render(RINGS, "csv")
    assert text.startswith("ring,")
    assert "\r" not in text
    assert text.endswith("\n")


def test_an_empty_answer_has_a_header():
    assert render(replace(SHARED, rows=()), "csv") == (
        "customer,customer_name,supplier,supplier_name,owner,owner_name,contingent,companies,deals\n"
    )


# Control and direction characters are shown, not kept, so that they are left out here; their own test is above.
_TEXT = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"], include_characters="\n\t=+-@';[]")).filter(bool)
_LIST = st.lists(_TEXT | st.just("") | st.none(), max_size=4)


@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                "text": _TEXT,
                "number": st.integers() | st.none(),
                "flat": _LIST | st.none(),
                "nested": st.lists(_LIST, max_size=3) | st.none(),
                "day": st.dates() | st.none(),
            }
        ),
        max_size=5,
    )
)
def test_csv_gives_every_value_back(rows):
    types = ("string", "integer", "list<string>", "list<list<string>>", "date")
    columns = tuple(map(Column, ("text", "number", "flat", "nested", "day"), types))
    actual = [
        {
            "text": unquoted(row["text"]),
            "number": int(row["number"]) if row["number"] else None,
            "flat": read_list(row["flat"], nested=False),
            "nested": read_list(row["nested"], nested=True),
            "day": date.fromisoformat(row["day"]) if row["day"] else None,
        }
        for row in read(render(replace(RINGS, columns=columns, rows=tuple(rows)), "csv"))
    ]
    assert rows == actual
