"""`circflow list`, `show` and `run`, without a server."""

import json
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from circflow.cli.commands import circflow
from circflow.cli.run import run
from circflow.errors import InputError
from circflow.model import Column, QueryStamp, Result
from circflow.queries.params import RESERVED


@pytest.fixture
def call(pack, monkeypatch):
    """Give a function that runs the command line with the folder of queries."""
    monkeypatch.setenv("CIRCFLOW_QUERIES", str(pack))
    monkeypatch.setenv("COLUMNS", "80")

    def invoke(*arguments):
        return CliRunner().invoke(circflow, arguments, prog_name="circflow")

    return invoke


@pytest.fixture
def session(monkeypatch):
    """Put a session in place that answers every query with one row, and give what it was asked."""
    asked = {}

    @contextmanager
    def connect(**where):
        asked["where"] = where
        yield graph

    class Graph:
        def run(self, query_id, *, queries, timeout_s, engine, count, cluster, **parameters):
            assert not count
            assert cluster.master == "local[*]"
            asked.update(id=query_id, queries=queries, timeout_s=timeout_s, engine=engine, parameters=parameters)
            return Result(
                query=QueryStamp(query_id, "Title", "1.0.0", "0" * 64),
                parameters=parameters,
                columns=(Column("hops", "integer"),),
                rows=() if parameters.get("company") == "nobody" else ({"hops": 2},),
                truncated=parameters.get("limit") == 1,
                warnings=("The statuses are today's.",),
            )

    graph = Graph()
    module = ModuleType("circflow.session")
    module.connect, module.Graph = connect, Graph
    monkeypatch.setitem(sys.modules, "circflow.session", module)
    borrowers = ("circflow.cli.answer", "circflow.cli.connecting")
    for name in borrowers:
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield asked
    for name in borrowers:
        sys.modules.pop(name, None)


def test_help_loads_neither_the_driver_nor_pandas():
    program = (
        "import sys; from circflow.cli import main, run, catalogue\n"
        "try: main.main(sys.argv[1:])\n"
        "finally: print([name for name in ('neo4j', 'pandas', 'numpy') if sys.modules.get(name)], file=sys.stderr)"
    )
    for arguments in (["--help"], ["list", "--help"], ["run", "--help"]):
        done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
        assert done.stderr.endswith("[]\n"), done.stderr


def test_list_prints_ids_and_questions(call):
    done = call("list")
    assert "direct-returns  Who buys from the company that invests in it, in at most 2\n" in done.output
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--tag", "tests"], True),
        (["--tag", "tests", "--tag", "structure"], True),
        (["--tag", "tests", "--tag", "rings"], False),
        (["--search", "INVESTOR buys"], True),
        (["--search", "investor sells"], False),
        (["--search", "notebook 1999"], True),
        (["--search", ""], True),
    ],
)
def test_list_finds_by_tag_and_words(call, arguments, found):
    done = call("list", *arguments, "--format", "json")
    assert found == bool(json.loads(done.stdout))
    assert found == (done.stderr == "")
    assert done.exit_code == 0


def test_list_says_which_tags_there_are_when_nothing_fits(call):
    done = call("list", "--tag", "rings")
    assert done.stdout == ""
    assert done.stderr == (
        "No investigation fits; without --tag and --search there would be 1.\nTags: structure, tests\n"
    )


def test_show_tells_all(call):
    text = call("show", "two-step-returns").stdout
    for part in (
        "direct-returns 1.2.0, experimental",
        "A pair of deals, not proof that the same money moved.",
        "Amounts are left out.",
        "Argued in:\n  A notebook of 1999.",
        "--max-hops N                    Longest way, in deals.  [2 to 8; default: 2]",
        "--contingent / --no-contingent  Whether backstops and guarantees count.",
        "investor   Who invests.  [string]",
        "  investor, customer\n",
        "\nCYPHER 25\nMATCH (a:Company)",
    ):
        assert part in text
    assert "/// circflow" not in text


def test_show_gives_the_file_for_pasting_and_the_facts_for_programs(call, query):
    assert call("show", "direct-returns", "--format", "cypher").stdout == query.text
    told = json.loads(call("show", "direct-returns", "--format", "json").stdout)
    assert (told["id"], told["sha256"], told["cypher"]) == (query.id, query.sha256, query.text)
    assert [param["name"] for param in told["parameters"]] == list(query.params)


def test_a_folder_of_ones_own_is_an_option_too(call, pack, monkeypatch):
    monkeypatch.delenv("CIRCFLOW_QUERIES")
    assert call("list").stdout == ""
    for arguments in (["list", "--queries", pack], ["show", "--queries", pack, "direct-returns"]):
        assert "Who buys from" in call(*map(str, arguments)).stdout
    assert "direct-returns" in call("run", "--queries", str(pack), "--help").stdout


@pytest.mark.parametrize("command", ["show", "run"])
def test_an_unknown_id_is_told_with_the_nearest(call, command):
    done = call(command, "direct-retuns")
    assert isinstance(done.exception, InputError)
    assert str(done.exception) == "There is no investigation direct-retuns; did you mean direct-returns?"
    assert done.exception.exit_code == 2


def test_run_help_lists_the_queries_and_their_options(call):
    assert "direct-returns  Direct returns: an investor who is paid by what it owns" in call("run", "--help").stdout
    text = call("run", "direct-returns", "--help").stdout
    for part in (
        "--max-hops N ",
        "--company COMPANY ",
        "--as-of YYYY-MM-DD ",
        "--status [all|firm] ",
        "--datasets DATASET ",
        "--without COMPANY|DEAL ",
        "--joint-ventures / --no-joint-ventures\n",
        "[default: --joint-ventures]",
        "-o, --output FILE ",
        "--fail-on-rows ",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--max-hops", "99"], "'--max-hops': It must be from 2 to 8, and 99 is not."),
        (["--max-hops", "x"], "'--max-hops': It must be a whole number, and 'x' is none."),
        (["--as-of", "2025-02-30"], "'--as-of': It must be a date, and 2025-02-30 is not in the calendar."),
        (["--status", "signed"], "'--status': It must be all or firm, and 'signed' is not."),
        (["--limit", "0"], "'--limit': It must be from 1 to 1,000,000, and 0 is not."),
        (["--timeout", "nan"], "'--timeout': It must be a number, and 'nan' is none."),
        (["--timeout", "0"], "'--timeout': It must be from 0.1 to 86,400, and 0.0 is not."),
        (["--max-hop", "3"], "'--max-hop'"),
        (["-o", "rings.doc"], "rings.doc has no suffix that names a format; known are .json,"),
        (["--format", "xlsx"], "'--format'"),
        (["stray"], "unexpected extra argument (stray)"),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_sent(call, session, arguments, told):
    done = call("run", "direct-returns", *arguments)
    assert (done.exit_code, done.stdout, session) == (2, "", {})
    assert told in done.stderr.replace("\n", " ")


def test_no_parameter_can_take_the_place_of_an_option_of_every_run(pack, query, monkeypatch):
    monkeypatch.setenv("CIRCFLOW_QUERIES", str(pack))
    command = run.get_command(click.Context(run), query.id)
    assert {option.name for option in command.params} - set(query.params) <= RESERVED


def test_run_sends_only_what_was_given(call, session, pack):
    done = call("--uri", "bolt://x:7687", "--insecure", "run", "--queries", str(pack), "direct-returns")
    assert done.exit_code == 0
    assert session["where"] == {"uri": "bolt://x:7687", "user": None, "database": None, "insecure": True}
    assert (session["id"], session["queries"], session["timeout_s"]) == ("direct-returns", (pack,), 30.0)
    assert {name: value for name, value in session["parameters"].items() if name in ("max_hops", "without")} == {
        "max_hops": 2,
        "without": [],
    }


def test_run_reads_every_kind_of_option(call, session):
    call(
        *(
            "run",
            "direct-returns",
            "--max-hops",
            "3",
            "--as-of",
            "2025-09-30",
            "--status",
            "firm",
            "--company",
            "오픈AI",
        ),
        *(
            "--datasets",
            "ai-deals",
            "--datasets",
            "mine, too",
            "--no-contingent",
            "--without",
            "D-009a",
            "--timeout",
            "5",
        ),
        "--no-joint-ventures",
    )
    assert (session["timeout_s"], session["engine"]) == (5.0, "auto")
    assert session["parameters"] == {
        "max_hops": 3,
        "company": "오픈AI",
        "as_of": date(2025, 9, 30),
        "status": "firm",
        "by": "group",
        "datasets": ["ai-deals", "mine, too"],
        "contingent": False,
        "without": ["D-009a"],
        "min_quality": "C",
        "joint_ventures": False,
        "limit": 1000,
    }


@pytest.mark.usefixtures("session")
def test_rows_go_to_stdout_as_jsonl_in_a_pipe_and_remarks_to_stderr(call):
    done = call("run", "direct-returns", "--limit", "1")
    assert json.loads(done.stdout)["hops"] == 2
    assert "Cut at 1 rows; there are more." in done.stderr
    assert "The statuses are today's." in done.stderr


@pytest.mark.usefixtures("session")
def test_files_are_written_instead_of_printing(call, tmp_path):
    files = [tmp_path / "a.json", tmp_path / "b.CSV"]
    done = call("run", "direct-returns", "-o", str(files[0]), "-o", str(files[1]))
    assert (done.exit_code, done.stdout) == (0, "")
    assert json.loads(files[0].read_text(encoding="utf-8"))["row_count"] == 1
    assert files[1].stat().st_size
    assert f"Wrote {files[1]}: 1 row." in done.stderr
    assert json.loads(call("run", "direct-returns", "--format", "jsonl", "-o", str(files[0])).stdout)["hops"] == 2


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(("company", "code"), [("openai", 1), ("nobody", 0)])
def test_rows_can_fail_a_run(call, company, code):
    assert call("run", "direct-returns", "--fail-on-rows", "--company", company).exit_code == code
