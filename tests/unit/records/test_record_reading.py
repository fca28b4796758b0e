"""A record reads back as it was written, and a damaged one says what is wrong with it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circflow.errors import InputError
from circflow.model import Column, QueryStamp, Result
from circflow.records.record import parse_record, read_record, record_of
from circflow.views import render

_COLUMNS = (
    Column("ring", "list<string>", "company"),
    Column("hops", "integer"),
    Column("deals", "list<string>", "deal"),
)
_ANSWER = Result(
    query=QueryStamp("rings", "Rings", "1.0.0", "ab" * 32),
    parameters={"max_hops": 2, "as_of": None},
    columns=_COLUMNS,
    rows=({"ring": ["a", "b"], "hops": 2, "deals": ["d1", "d2"]},),
    server="Neo4j/2026.08.1",
    names={"a": "A <script>", "b": "\u202eB"},
)


def _damaged(change):
    found = json.loads(render(_ANSWER, "json"))
    change(found)
    return json.dumps(found).encode()


def test_what_was_written_is_read():
    record = record_of(_ANSWER, "rings.json")

    assert record.query == _ANSWER.query
    assert record.parameters == _ANSWER.parameters
    assert record.rows[0]["ring_names"] == ["A <script>", "\u202eB"]
    assert record.columns[0] == Column("ring", "list<string>", "company")


def test_a_record_is_an_answer_for_the_views_again():
    again = record_of(_ANSWER).result()

    assert again.columns == _COLUMNS
    assert again.names == _ANSWER.names
    assert render(again, "jsonl") == render(_ANSWER, "jsonl")


@given(st.lists(st.text(), unique=True, max_size=5), st.text())
def test_texts_of_any_kind_come_back(ids, name):
    rows = tuple({"ring": [id_], "hops": 1, "deals": [name]} for id_ in ids)
    answer = replace(_ANSWER, rows=rows, names=dict.fromkeys(ids, name))

    # What UTF-8 cannot hold is not in a database either; JSON escapes it, so that even that comes back.
    assert [row["ring"] for row in record_of(answer).rows] == [row["ring"] for row in rows]
    assert all(row["ring_names"] == [name] for row in record_of(answer).rows)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no record, nor whole JSON"),
        (b'{"circflow": 1, "rows": [', "no record, nor whole JSON"),
        (b"\xff\xfe\x00", "no record, nor whole JSON"),
        (b"[" * 100_000, "no record, nor whole JSON"),
        (b"[]", "no record of circflow"),
        (b'{"ring": ["a", "b"]}', "no record of circflow"),
        (b'{"circflow": true}', "no record of circflow"),
        (b'{"circflow": 2}', "a newer circflow wrote this record: its form is 2, and this one knows 1"),
        (b'{"circflow": 1}', "the record is damaged: there is no `query`"),
        (_damaged(lambda found: found.update(row_count=2)), "it says 2 rows and has 1"),
        (_damaged(lambda found: found["rows"].append({"ring": []})), "row 2 does not have the columns that it says"),
        (_damaged(lambda found: found["rows"].append(7)), "row 2 does not have the columns that it says"),
        (_damaged(lambda found: found["columns"].append("ring")), "there is no `name` of the right kind"),
        (_damaged(lambda found: found.update(parameters=None)), "there is no `parameters` of the right kind"),
        (
            _damaged(lambda found: found.update(datasets=[{"id": "a", "sha256": "b", "loaded_at": "soon"}])),
            "a data set was loaded at no time that can be read",
        ),
    ],
)
def test_what_is_no_record_is_refused_with_its_reason(content, said):
    with pytest.raises(InputError) as refused:
        parse_record(content, "rings.json")

    assert said in str(refused.value)
    assert str(refused.value).startswith("rings.json: ")
    assert refused.value.exit_code == 2
    assert refused.value.hint


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"no\.json: the record cannot be read"):
        read_record(tmp_path / "no.json")
    with pytest.raises(InputError, match="the record cannot be read"):
        read_record(tmp_path)
