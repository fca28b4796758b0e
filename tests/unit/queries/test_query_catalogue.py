"""Folders of stored queries, people's own beside the shipped ones."""

import os
import re
import shutil
from pathlib import Path

import pytest

from circflow.errors import InputError, QueryFileError
from circflow.model import Column
from circflow.queries import read_catalogue
from circflow.queries.common import common, read_common_params


def test_a_query_is_read_whole(query, pack):
    assert query.title == "Direct returns: an investor who is paid by what it owns"
    assert (query.version, query.maturity, query.kind) == ("1.2.0", "experimental", "investigations")
    assert query.identity == ("investor", "customer")
    assert Column("investor", "string", "company", "Who invests.") == query.returns[0]
    assert [column.name for column in query.returns] == ["investor", "customer", "companies", "deals"]
    assert list(query.params)[:3] == ["max_hops", "company", "as_of"]
    assert query.params["joint_ventures"].default is True
    assert query.params["joint_ventures"].doc == common().params["joint_ventures"].doc
    assert query.text.encode() == (pack / "direct_returns.cypher").read_bytes()
    assert query.cypher.startswith("CYPHER 25\nMATCH")


def test_a_question_tells_the_values(query):
    assert query.asks() == "Who buys from the company that invests in it, in at most 2 deals?"
    assert "at most 7 deals" in query.asks(query.bind({"max_hops": 7}))


def test_a_former_id_finds_the_query(catalogue):
    assert "direct-returns" == catalogue["two-step-returns"].id == catalogue.find("two-step-returns").id
    assert list(catalogue) == ["direct-returns"]


def test_an_unknown_id_is_told_with_the_nearest(catalogue):
    with pytest.raises(InputError) as error:
        catalogue.find("direct-retruns")
    assert error.value.message == "There is no investigation direct-retruns; did you mean direct-returns?"


def test_a_query_of_another_kind_is_not_found_among_the_investigations(pack):
    (pack / "checks").mkdir()
    shutil.move(pack / "direct_returns.cypher", pack / "checks")
    catalogue = read_catalogue([pack])
    assert catalogue["direct-returns"].kind == "checks"
    with pytest.raises(InputError):
        catalogue.find("direct-returns", ("investigations",))


def test_folders_come_from_the_environment_too(pack, tmp_path, monkeypatch):
    other = tmp_path / "other"
    other.mkdir()
    text = (pack / "direct_returns.cypher").read_text(encoding="utf-8")
    text = text.replace('"direct-returns"', '"other-returns"').replace("two-step-returns", "three-step-returns")
    (other / "other_returns.cypher").write_text(text, encoding="utf-8")
    monkeypatch.setenv("CIRCFLOW_QUERIES", os.pathsep.join(["", str(pack), str(other)]))
    assert list(read_catalogue([pack])) == ["direct-returns", "other-returns"]


@pytest.mark.parametrize("shipped", [True, False])
def test_two_files_of_one_id_are_refused_naming_both(pack, shipped):
    first = pack.parent / "shipped" / "cypher" / "investigations" if shipped else pack / "a"
    shutil.copytree(pack, first, dirs_exist_ok=True)
    with pytest.raises(QueryFileError) as error:
        read_catalogue([pack])
    told = error.value.problems
    assert [re.sub("^.*:(\\d+): (\\S+) .*$", r"\1 \2", line) for line in told] == [
        "6 `direct-returns`",
        "15 `two-step-returns`",
    ]
    assert ("comes with circflow, in" in told[0]) == shipped
    assert str(first / "direct_returns.cypher") in told[0] or str(pack / "direct_returns.cypher") in told[0]


def test_an_alias_may_not_be_the_id_of_another_query(pack):
    text = (pack / "direct_returns.cypher").read_text(encoding="utf-8")
    text = text.replace('"direct-returns"', '"zz"').replace('"two-step-returns"', '"direct-returns"')
    (pack / "zz.cypher").write_text(text, encoding="utf-8")
    with pytest.raises(QueryFileError, match="1 mistake in 1 stored query"):
        read_catalogue([pack])


def test_all_mistakes_of_all_files_are_told_at_once(pack):
    shutil.copytree(Path(__file__).parent / "mistakes", pack / "mistakes")
    with pytest.raises(QueryFileError) as error:
        read_catalogue([pack])
    files = {line.split(":")[0] for line in error.value.problems}
    assert {str(path) for path in (pack / "mistakes").iterdir()} == files


@pytest.mark.parametrize("name", ["missing", "empty", "file"])
def test_a_folder_without_queries_is_refused(pack, name):
    (pack.parent / "empty").mkdir()
    (pack.parent / "file").touch()
    with pytest.raises(InputError):
        read_catalogue([pack.parent / name])


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing(pack, query):
    path = pack / "direct_returns.cypher"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    read = read_catalogue([pack])["direct-returns"]
    assert (query.title, query.params, query.returns) == (read.title, read.params, read.returns)
    assert query.sha256 != read.sha256
    assert read.text.startswith("// Direct returns")


def test_the_common_parameters_are_those_of_the_design():
    assert list(common().params) == [
        "as_of",
        "status",
        "by",
        "datasets",
        "contingent",
        "without",
        "min_quality",
        "joint_ventures",
        "min_amount",
        "currency",
        "new_since",
        "amounts_from",
        "rates",
        "in",
        "limit",
    ]
    assert all(param.common and param.doc for param in common().params.values())
    assert (
        common().params["limit"].low,
        common().params["limit"].high,
        common().params["limit"].default,
    ) == (1, 1_000_000, 1000)


def test_a_mistake_in_the_common_parameters_is_told(tmp_path):
    path = tmp_path / "parameters.toml"
    path.write_text('[limit]\ntype = "int"\ndoc = "Most rows."\n', encoding="utf-8")
    with pytest.raises(QueryFileError) as error:
        read_common_params(path)
    assert error.value.problems[0].endswith(
        ":2: `int` is no type of parameter; there are integer, number, date, boolean, string, enum, rates, outside, "
        "list, shares"
    )


def test_the_shipped_queries_have_no_mistake_and_their_predicate_is_the_master(monkeypatch):
    monkeypatch.delenv("CIRCFLOW_QUERIES", raising=False)
    for query in read_catalogue().values():
        assert query.asks()
        assert query.returns
