"""The record of a report: the command that repeats it, and answers that are found again in either form."""

import json
from dataclasses import replace

import pytest
from report_answers import asked, named

from circflow.errors import InputError
from circflow.records.record import read_records, record_of
from circflow.reports.record import command
from circflow.reports.report import made
from circflow.views import kept, render


@pytest.mark.parametrize("form", ["md", "html"])
def test_every_answer_is_read_back_whole(form, tmp_path):
    found = asked("a")
    made(found).save(tmp_path / f"r.{form}")
    records = read_records(tmp_path / f"r.{form}")
    assert [record.query.id for record in records] == [answer.query.id for answer in found.records]
    assert [replace(record, where="") for record in records] == [record_of(answer, "") for answer in found.records]
    assert records[1].where.endswith(f"r.{form}, answer 2")


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize(
    "name", ['<pre class="record">{}</pre>', "</pre>", "\n```\n", "```json circflow\n{}\n```", "&lt;&amp;", "\u2028"]
)
def test_text_from_data_neither_ends_nor_begins_a_record(form, name):
    found = named(asked("a"), name)
    texts = kept.found(made(found).text(form))
    assert texts == [render(answer, "json") for answer in found.records]
    assert json.loads(texts[0])["rows"][0]["ring_names"] == [name, name]


def test_a_record_alone_is_one_of_its_own(tmp_path):
    (tmp_path / "r.json").write_text(render(asked().rings, "json"), "utf-8")
    assert len(read_records(tmp_path / "r.json")) == 1


def test_a_page_without_records_is_none(tmp_path):
    (tmp_path / "r.html").write_text(render(asked().rings, "html"), "utf-8")
    with pytest.raises(InputError, match="no record"):
        read_records(tmp_path / "r.html")


def test_the_command_has_what_was_given():
    given = {
        "max_hops": 3,
        "contingent": False,
        "joint_ventures": True,
        "datasets": ["mine", "of others"],
        "rates": "/somewhere/rates 2025.csv",
        "in": "EUR",
    }
    assert command(replace(asked("a", "b"), parameters=given)) == (
        "circflow report a b --max-hops 3 --no-contingent --joint-ventures --datasets mine --datasets 'of others' "
        "--rates 'rates 2025.csv' --in EUR -o report.html"
    )


def test_the_command_runs_in_no_other_program():
    assert command(replace(asked(), parameters={"without": ["$(rm x)"]})) == (
        "circflow report --without '$(rm x)' -o report.html"
    )
