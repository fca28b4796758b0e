"""`circflow queries new` and `check`, and packs: folders of queries with a `pack.toml`, used like any other folder."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from circflow.cli.commands import circflow
from circflow.errors import InputError, QueryFileError
from circflow.queries import read_catalogue

_MANIFEST = 'name = "mine"\nversion = "1.2.0"\nauthor = "A. Reader"\ncircflow_at_least = "0.1.0"\n'


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Give a function that runs the command line in an empty folder."""
    monkeypatch.delenv("CIRCFLOW_QUERIES", raising=False)
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments):
        return CliRunner().invoke(circflow, arguments, prog_name="circflow")

    return invoke


@pytest.fixture
def mine(call):
    """Give a new pack with one query, as its author finds it."""
    assert call("queries", "new", "big-buyers", "--folder", "mine").exit_code == 0
    return Path("mine")


def test_a_new_query_has_no_mistake_and_is_used_like_any_other(call, mine):
    assert sorted(str(path.relative_to(mine)) for path in mine.rglob("*") if path.is_file()) == [
        "big_buyers.cypher",
        "cases/big-buyers.yml",
        "pack.toml",
    ]
    done = call("queries", "check", "mine")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "1 query, 4 cases: no mistakes.\n")
    listed = json.loads(call("list", "--queries", "mine", "--search", "big-buyers", "--format", "json").stdout)
    assert [query["pack"]["name"] for query in listed] == ["mine"]
    assert "from mine 0.1.0 by your name" in call("show", "big-buyers", "--queries", "mine").stdout
    assert "--least N" in call("run", "--queries", "mine", "big-buyers", "--help").stdout


def test_a_second_query_joins_the_pack_and_leaves_what_is_there(call, mine):
    (mine / "pack.toml").write_text(_MANIFEST, encoding="utf-8")
    assert call("queries", "new", "big-sellers", "--folder", "mine").exit_code == 0
    assert (mine / "pack.toml").read_text(encoding="utf-8") == _MANIFEST
    assert call("queries", "check", "mine").stderr == "2 queries, 8 cases: no mistakes.\n"


def test_nothing_is_written_over(call, mine):
    (mine / "big_buyers.cypher").unlink()
    done = call("queries", "new", "big-buyers", "--folder", "mine")
    assert isinstance(done.exception, InputError)
    assert str(done.exception) == "mine/cases/big-buyers.yml exists already, and nothing was written"
    assert not (mine / "big_buyers.cypher").exists()


@pytest.mark.parametrize(
    ("query_id", "told", "hint"),
    [
        ("Big Buyers", "'Big Buyers' is no id of a query", "big-buyers"),
        ("../x", "'../x' is no id of a query", " x"),
        ("round-trips", "round-trips comes with circflow", "circflow show round-trips"),
        ("checks", "checks is the name of a folder of packs", "another id"),
    ],
)
def test_a_new_query_needs_an_id_of_its_own(call, query_id, told, hint):
    done = call("queries", "new", query_id)
    assert isinstance(done.exception, InputError)
    assert told == str(done.exception)
    assert hint in done.exception.hint
    assert list(Path().iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(call):
    Path("file").touch()
    done = call("queries", "new", "big-buyers", "--folder", "file/mine")
    assert done.exception.exit_code == 7
    assert str(done.exception).startswith("the folder file/mine cannot be made")


def test_every_mistake_of_a_pack_is_told_with_file_and_line(call, mine):
    (mine / "pack.toml").write_text('name = "Mine"\nversion = "1"\nauthor = "A"\nfrom = "0.1.0"\n', encoding="utf-8")
    done = call("queries", "check", "mine")
    assert (done.exit_code, done.stderr) == (2, "4 mistakes in 1 file.\n")
    assert done.stdout.splitlines() == [
        "mine/pack.toml:1: `Mine` is not in kebab-case; write it in lower case with `-` between words",
        "mine/pack.toml:1: `circflow_at_least` is missing; add it",
        "mine/pack.toml:2: `1` is no version; write three numbers, as in 1.0.0",
        "mine/pack.toml:4: unknown key `from`; known are name, version, author, circflow_at_least",
    ]

    (mine / "pack.toml").write_text(_MANIFEST, encoding="utf-8")
    query = (mine / "big_buyers.cypher").read_text(encoding="utf-8")
    (mine / "broken.cypher").write_text("// Broken\nRETURN 1 AS one\n", encoding="utf-8")
    (mine / "round_trips.cypher").write_text(query.replace('"big-buyers"', '"round-trips"'), encoding="utf-8")
    cases = (mine / "cases" / "big-buyers.yml").read_text(encoding="utf-8")
    (mine / "cases" / "big-buyer.yml").write_text(cases, encoding="utf-8")
    (mine / "cases" / "big-buyers.yml").write_text(
        cases.replace("target: c}", "target:}").replace("paid: 2", "pays: 2"), encoding="utf-8"
    )
    done = call("queries", "check", "mine")
    told = [line.split(": ", 1) for line in done.stdout.splitlines()]
    assert [where for where, _ in told] == [
        "mine/broken.cypher:1",
        "mine/broken.cypher:2",
        "mine/cases/big-buyer.yml:1",
        "mine/cases/big-buyers.yml:11",
        "mine/cases/big-buyers.yml:13",
        "mine/round_trips.cypher:8",
    ]
    assert "big-buyers has no column `pays`" in told[4][1]
    assert told[5][1].startswith("`round-trips` comes with circflow, in ")
    assert done.stderr == "6 mistakes in 4 files.\n"


def test_one_file_is_checked_with_its_cases(call, mine):
    assert call("queries", "check", "mine/big_buyers.cypher").stderr == "1 query, 4 cases: no mistakes.\n"
    (mine / "cases" / "big-buyers.yml").unlink()
    done = call("queries", "check", "mine/big_buyers.cypher")
    assert done.exit_code == 0
    assert "big-buyers has no cases" in done.stderr


@pytest.mark.parametrize("path", ["nowhere", "empty"])
def test_a_path_without_queries_is_refused(call, path):
    Path("empty").mkdir()
    done = call("queries", "check", path)
    assert isinstance(done.exception, InputError)
    assert done.exception.hint


def test_checks_of_a_pack_have_their_cases_beside_those_of_its_investigations(call, mine):
    (mine / "checks").mkdir()
    shutil.move(mine / "big_buyers.cypher", mine / "checks")
    for path in ("mine", "mine/checks/big_buyers.cypher"):
        assert call("queries", "check", path).stderr == "1 query, 4 cases: no mistakes.\n"
    assert read_catalogue(["mine"])["big-buyers"].kind == "checks"


@pytest.mark.parametrize("command", ["list", "check"])
def test_a_pack_for_a_newer_circflow_is_refused_for_that_reason_alone(call, mine, command):
    newer = _MANIFEST.replace("0.1.0", "0.10.0") + 'licence = "a key of that version"\n'
    (mine / "pack.toml").write_text(newer, encoding="utf-8")
    (mine / "big_buyers.cypher").write_text("// what is new there\n", encoding="utf-8")
    told = (
        "mine/pack.toml:4: `mine` needs circflow 0.10.0 or newer, and this is 0.1.0; "
        "update circflow, or ask its author for an older version"
    )
    if command == "check":
        assert call("queries", "check", "mine").stdout.splitlines() == [told]
    else:
        error = call("list", "--queries", "mine").exception
        assert isinstance(error, QueryFileError)
        assert error.problems == (told,)


def test_a_folder_of_packs_is_read_pack_by_pack(call, mine):
    assert mine.is_dir()
    call("queries", "new", "big-sellers", "--folder", "theirs")
    catalogue = read_catalogue([Path()])
    assert {query.id: query.pack.name for query in catalogue.values() if query.pack} == {
        "big-buyers": "mine",
        "big-sellers": "theirs",
    }


def test_a_folder_without_a_manifest_is_no_pack_and_works_all_the_same(mine):
    (mine / "pack.toml").unlink()
    assert read_catalogue([mine])["big-buyers"].pack is None
