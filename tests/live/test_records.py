"""A kept answer is asked again, and says what changed since; two kept answers are compared."""

import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from circflow.graph.connection import Connection
from circflow.session import Graph

pytestmark = pytest.mark.live

_ROOT = Path(__file__).parents[2]
_KEPT = _ROOT / "docs" / "examples" / "round-trips.json"
_ASKED = "circflow run round-trips --max-hops 3 --status firm --as-of 2026-03-01"
_FIXTURE = _ROOT / "fixtures" / "ai-deals"


@pytest.fixture(scope="module")
def loaded(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        graph = Graph(shared_database)
        graph.load("ai-deals")
        yield graph


@pytest.fixture
def changed(loaded: Graph, tmp_path: Path) -> Iterator[Graph]:
    """Give the AI deals of somebody who has taken one out, added one and changed a third."""
    folder = tmp_path / "ai-deals"
    shutil.copytree(_FIXTURE, folder)
    deals = folder / "deals.csv"
    lines = [line for line in deals.read_text("utf-8").splitlines() if not line.startswith("D-073,")]
    header = lines[0].split(",")
    new = {"deal_id": "X-1", "source": "oracle", "relationship": "INVESTS_IN", "target": "openai"}
    new |= {"amount_low": "5000000000", "amount_high": "5000000000", "currency": "USD", "announced_date": "2026-02-01"}
    lines.append(",".join(new.get(column, "") for column in header))
    deals.write_text("\n".join(lines) + "\n", "utf-8")
    for name in ("claims.csv",):
        kept = [line for line in (folder / name).read_text("utf-8").splitlines() if "D-073" not in line]
        (folder / name).write_text("\n".join(kept) + "\n", "utf-8")
    loaded.load(folder)
    yield loaded
    loaded.load("ai-deals")


def test_the_answer_of_the_readme_is_the_same_today(loaded, circflow, request):
    del loaded
    assert _ASKED in (_ROOT / "README.md").read_text("utf-8")
    if request.config.getoption("--update-golden"):
        circflow(*shlex.split(_ASKED)[1:], "-o", _KEPT)

    told = circflow("verify", _KEPT)

    assert [line.split()[:2] for line in told.out.splitlines() if line[:1] != " "] == [
        ["same", "query"],
        ["same", "parameters"],
        ["same", "data"],
        ["same", "rows"],
    ]
    assert f"{len(json.loads(_KEPT.read_text('utf-8'))['rows'])}, all the same" in told.out


def test_a_changed_data_set_is_named_with_what_it_did(changed, circflow):
    del changed
    told = circflow("verify", _KEPT, "--format", "json", code=1)
    found = json.loads(told.out)

    assert {part["about"]: part["same"] for part in found["findings"]} == {
        "query": True,
        "parameters": True,
        "data": False,
        "rows": False,
    }
    assert found["same"] is False
    assert ["openai", "oracle"] in [row["ring"] for row in found["rows"]["added"]]
    assert ["amazon", "anthropic"] in [row["ring"] for row in found["rows"]["gone"]]


def test_diff_shows_what_the_changed_data_set_did(changed, circflow):
    del changed
    circflow(*shlex.split(_ASKED)[1:], "-o", "new.json")

    told = circflow("diff", _KEPT, "new.json")
    assert "+  OpenAI → buys from → Oracle → invests in → OpenAI" in told.out
    assert "-  Amazon → invests in → Anthropic → buys from → Amazon" in told.out
    assert "Data: ai-deals has other bytes" in told.out
    assert "Query" not in told.out
    circflow("diff", _KEPT, "new.json", "--fail-on-rows", code=1)
    circflow("diff", "new.json", "new.json", "--fail-on-rows")


def test_an_edited_row_is_noticed(loaded, circflow):
    del loaded
    record = json.loads(_KEPT.read_text("utf-8"))
    record["rows"][0]["carries_high"] = 1
    (circflow.folder / "edited.json").write_text(json.dumps(record), "utf-8")

    told = circflow("verify", "edited.json", code=1)
    assert "same     data" in told.out
    assert "changed  rows" in told.out
    assert "the file or the database was edited by other means" in " ".join(told.out.split())
    assert "Carries high: 1 →" in told.out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda record: record["query"].update(sha256="0" * 64), "round-trips has another text"),
        (lambda record: record["parameters"].update(longest=3), "longest 3 then, and no such parameter now"),
        (lambda record: record["datasets"][0].update(sha256="0" * 64), "ai-deals has other bytes"),
        (lambda record: record["parameters"].update(without=["nobody"]), "they cannot be used any more"),
        (lambda record: record["parameters"].update(datasets=["gone"]), "no data set 'gone' is loaded"),
    ],
)
def test_what_changed_is_said(loaded, circflow, change, said):
    del loaded
    record = json.loads(_KEPT.read_text("utf-8"))
    change(record)
    (circflow.folder / "old.json").write_text(json.dumps(record), "utf-8")

    told = circflow("verify", "old.json", code=1)
    assert said in " ".join(told.out.split())
    assert told.out.count("same     ") >= 2


def test_rates_are_in_the_record_and_used_again(loaded, circflow):
    del loaded
    (circflow.folder / "rates.csv").write_text(
        "from,to,date,low,high,source\nJPY,USD,2020-01-01,0.0067,0.0068,a bank\n", "utf-8"
    )
    circflow("run", "round-trips", "--max-hops", 2, "--rates", "rates.csv", "--in", "USD", "-o", "usd.json")
    (circflow.folder / "rates.csv").unlink()

    assert "rates of a bank" in circflow("verify", "usd.json").out


def test_errors_end_as_the_table_of_exit_codes_says(loaded, circflow):
    del loaded
    record = json.loads(_KEPT.read_text("utf-8"))
    for name, content in {
        "newer.json": record | {"circflow": 2},
        "gone.json": record | {"query": record["query"] | {"id": "no-such-query"}},
        "rows.jsonl": record["rows"][0],
    }.items():
        (circflow.folder / name).write_text(json.dumps(content), "utf-8")

    assert "a newer circflow wrote this record" in circflow("verify", "newer.json", code=2).err
    assert "there is no query no-such-query any more" in circflow("verify", "gone.json", code=2).err
    assert "no record of circflow" in circflow("verify", "rows.jsonl", code=2).err
    assert "cannot be read" in circflow("diff", "none.json", _KEPT, code=2).err
    assert "there is nothing to compare" in circflow("diff", "gone.json", _KEPT, code=2).err


def test_python_has_both(loaded):
    import circflow  # noqa: PLC0415 - as a reader does

    record = circflow.read_record(_KEPT)
    assert circflow.verify(loaded, record).same
    assert circflow.diff(record, record).same_rows
