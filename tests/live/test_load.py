"""Loading, as people do it: whole or not at all, once, and with every row accounted for."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_packages import COMPANIES, rich, write

from circflow.graph.connection import Connection
from circflow.graph.digest import digest
from circflow.graph.ledger import datasets

pytestmark = pytest.mark.live

D1, D2, D3 = (f"D-{n},a,INVESTS_IN,b,5,10,USD,signed," for n in (1, 2, 3))
BAD = "D-9,a,INVESTS_IN,b,10,5,USD,signed,"


def deal_ids(graph: Connection) -> list[str]:
    return [
        row["id"]
        for row in graph.ask("MATCH ()-[d]->() WHERE d.deal_id IS NOT NULL RETURN d.deal_id AS id ORDER BY id")
    ]


def test_a_rejected_row_stops_the_load_and_nothing_is_written(circflow, graph, tmp_path):
    write(tmp_path / "p", "small", D1, BAD)

    told = circflow("load", "p", code=11)

    assert told.out == ""
    assert "p/deals.csv: 2 rows read, 1 valid, 1 rejected" in told.err
    assert "p/deals.csv:3: amount_low: amount_low 10 is above amount_high 5" in told.err
    assert "small: 1 row breaks their contract; nothing was loaded" in told.err
    assert graph.ask("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_reject_files_are_never_written_over_unasked(circflow, graph, tmp_path):
    write(tmp_path / "p", "small", D1, BAD, companies=[*COMPANIES, "d,,,,"])
    for _ in range(3):
        circflow("load", "p", code=11)
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == [
        "small.rejects-2.companies.csv",
        "small.rejects-2.csv",
        "small.rejects-3.companies.csv",
        "small.rejects-3.csv",
        "small.rejects.companies.csv",
        "small.rejects.csv",
    ]
    # Where only companies are rejected, their file alone tells that the number is taken.
    write(tmp_path / "q", "other", D1, companies=[*COMPANIES, "d,,,,"])
    for _ in range(2):
        circflow("load", "q", code=11)
    assert sorted(path.name for path in tmp_path.glob("other*")) == [
        "other.rejects-2.companies.csv",
        "other.rejects.companies.csv",
    ]
    circflow("load", "p", "--rejects", "mine.csv", code=11)
    assert (tmp_path / "mine.csv").read_bytes() == (tmp_path / "small.rejects.csv").read_bytes()
    assert graph.ask("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


@pytest.mark.parametrize(
    ("before", "after", "code", "told"),
    [
        ("target", "to", 2, "the column 'target' is missing"),
        ("currency", "status", 2, "the column 'status' stands twice"),
        ("INVESTS_IN", "INVESTED_IN", 11, "'INVESTED_IN' is not known here; did you mean INVESTS_IN?"),
        ("signed", "inked", 11, "'inked' is not known here"),
        (",5,", ",5 bn,", 11, "'5 bn' is not a whole number in plain digits"),
    ],
)
def test_a_file_that_drifted_from_its_contract_is_told_before_anything_is_written(
    circflow, graph, tmp_path, before, after, code, told
):
    write(tmp_path / "p", "small", D1, D2)
    circflow("load", "p")
    loaded = digest(graph), datasets(graph)
    path = tmp_path / "p" / "deals.csv"
    path.write_text(path.read_text("utf-8").replace(before, after, 1), encoding="utf-8")

    outcome = circflow("load", "p", code=code)

    assert told in outcome.err
    assert (digest(graph), datasets(graph)) == loaded


def test_each_deal_leads_to_its_file_its_line_and_the_digest_of_the_bytes(circflow, graph, tmp_path):
    folder = write(tmp_path / "p", "small", D1, BAD, D2, D3)
    circflow("load", "p", "--max-rejects", 1, code=11)

    rows = graph.ask(
        "MATCH ()-[deal]->() WHERE deal.deal_id IS NOT NULL MATCH (d:Dataset {id: deal.dataset}) "
        "RETURN deal.deal_id AS id, deal.file AS file, deal.line AS line, d.sha256 AS sha256, d.balance AS balance"
    )

    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        name = path.stem if path.suffix == ".csv" else path.name
        whole.update(f"{name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    for row in rows:
        assert row["sha256"] == whole.hexdigest()
        lines = (folder / row["file"]).read_text("utf-8").splitlines()
        assert lines[row["line"] - 1].startswith(f"{row['id']},")
    balance = json.loads(rows[0]["balance"])
    assert balance == {
        "files": {
            "p/companies.csv": {"read": 3, "valid": 3, "rejected": 0, "ignored": 0},
            "p/deals.csv": {"read": 4, "valid": 3, "rejected": 1, "ignored": 0},
        },
        "deals": {"added": 3, "changed": 0, "unchanged": 0},
    }


def test_rejects_within_the_limit_are_left_out_and_load_when_corrected(circflow, graph, tmp_path):
    write(tmp_path / "p", "small", D1, BAD, D2)

    told = circflow("load", "p", "--max-rejects", 1, code=11)

    assert told.out == "small: 2 deals added, 0 changed, 0 withdrawn, 0 unchanged; 3 companies\n"
    assert deal_ids(graph) == ["D-1", "D-2"]
    rejects = tmp_path / "small.rejects.csv"
    assert "deal_id" in rejects.read_text()
    circflow("load", "small.rejects.csv", code=11)
    rejects.write_text(rejects.read_text().replace(",10,5,", ",5,10,"), encoding="utf-8")

    corrected = circflow("load", "small.rejects.csv")

    assert corrected.out == "small.rejects: 1 deals added, 0 changed, 0 withdrawn, 0 unchanged; 2 companies\n"
    assert deal_ids(graph) == ["D-1", "D-2", "D-9"]
    assert graph.ask("MATCH (c:Company {id: 'a'}) RETURN c.name AS name") == [{"name": "A Ltd"}]


def test_more_rejects_than_allowed_stop_all_data_sets_of_the_command(circflow, graph, tmp_path):
    write(tmp_path / "good", "good", D1)
    write(tmp_path / "bad", "bad", BAD, BAD.replace("D-9", "D-8"))
    circflow("load", "good", "bad", "--max-rejects", 1, code=11)
    assert datasets(graph) == []


def test_a_dry_run_says_what_would_change_and_writes_nothing(circflow, graph, tmp_path):
    write(tmp_path / "p", "small", D1, BAD)

    told = circflow("load", "p", "--dry-run", "--max-rejects", 1, code=11)

    assert told.out == "small: 1 deals would be added, 0 changed, 0 withdrawn, 0 unchanged; 3 companies\n"
    assert graph.ask("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def test_the_same_bytes_change_nothing(circflow, graph, tmp_path):
    rich(tmp_path / "p", "rich")
    circflow("load", "p")
    before = digest(graph), datasets(graph)

    again = circflow("load", "p")

    assert again.out == "rich: the same 3 deals are loaded already; nothing was changed\n"
    assert (digest(graph), datasets(graph)) == before


def test_a_changed_file_adds_changes_and_withdraws_and_says_how_many(circflow, graph, tmp_path):
    write(tmp_path / "p", "small", D1, D2, D3)
    circflow("load", "p")
    write(
        tmp_path / "p", "small", D2.replace("signed", "closed"), D3, D3.replace("D-3", "D-4"), D3.replace("D-3", "D-5")
    )

    assert circflow("load", "p", "--dry-run").out == (
        "small: 2 deals would be added, 1 changed, 1 withdrawn, 1 unchanged; 3 companies\n"
    )
    assert circflow("load", "p").out == "small: 2 deals added, 1 changed, 1 withdrawn, 1 unchanged; 3 companies\n"

    assert deal_ids(graph) == ["D-2", "D-3", "D-4", "D-5"]
    assert graph.ask("MATCH ()-[d {deal_id: 'D-2'}]->() RETURN d.status AS status") == [{"status": "closed"}]


def test_a_row_that_only_moved_is_unchanged_and_keeps_its_true_line(circflow, graph, tmp_path):
    write(tmp_path / "p", "small", D1, D2)
    circflow("load", "p")
    write(tmp_path / "p", "small", D3, D1, D2)

    assert circflow("load", "p").out == "small: 1 deals added, 0 changed, 0 withdrawn, 2 unchanged; 3 companies\n"

    assert graph.ask(
        "MATCH ()-[d:INVESTS_IN]->() RETURN d.deal_id AS id, d.file AS file, d.line AS line ORDER BY line"
    ) == [
        {"id": "D-3", "file": "deals.csv", "line": 2},
        {"id": "D-1", "file": "deals.csv", "line": 3},
        {"id": "D-2", "file": "deals.csv", "line": 4},
    ]


def test_a_deal_that_turns_round_or_changes_its_type_is_one_deal(circflow, graph, tmp_path):
    write(tmp_path / "p", "small", D1)
    circflow("load", "p")
    write(tmp_path / "p", "small", D1.replace("a,INVESTS_IN,b", "b,BUYS_FROM,a"))

    assert circflow("load", "p").out == "small: 0 deals added, 1 changed, 0 withdrawn, 0 unchanged; 3 companies\n"

    assert graph.ask("MATCH (x)-[d {deal_id: 'D-1'}]->(y) RETURN x.id AS x, type(d) AS type, y.id AS y") == [
        {"x": "b", "type": "BUYS_FROM", "y": "a"}
    ]


def test_a_deal_of_another_data_set_is_refused_naming_both(circflow, graph, tmp_path):
    write(tmp_path / "p", "first", D1, D2)
    write(tmp_path / "q", "second", D2, D3)
    circflow("load", "p")
    before = digest(graph)

    told = circflow("load", "q", code=2)

    assert "the data set 'first' already has the deal D-2, which 'second' has too" in told.err
    assert digest(graph) == before


def test_a_shared_company_keeps_its_first_name_and_outlives_that_data_set(circflow, graph, tmp_path):
    write(tmp_path / "p", "first", D1)
    write(tmp_path / "q", "second", D2, companies=["a,A Limited,fund,,JP", "b,B Ltd,company,,US"])
    name = "MATCH (c:Company {id: 'a'})-[:PART_OF]->(g) RETURN c.name AS name, c.kind AS kind, g.name AS group"
    circflow("load", "q")
    alone = digest(graph)
    circflow("unload", "second")
    circflow("load", "p")

    told = circflow("load", "q")

    assert "Warning: the company 'a' keeps the name, kind and country that 'first' gave it (A Ltd)" in told.err
    assert graph.ask(name) == [{"name": "A Ltd", "kind": "company", "group": "A Ltd"}]
    assert circflow("unload", "first").out == "first: 1 deals taken out\n"
    assert graph.ask(name) == [{"name": "A Limited", "kind": "fund", "group": "A Limited"}]
    assert digest(graph) == alone


def test_a_company_in_two_groups_is_refused_naming_both(circflow, graph, tmp_path):
    write(tmp_path / "p", "first", D1)
    write(tmp_path / "q", "second", D2, companies=["a,A Ltd,company,,KR", "b,B Ltd,company,a,US"])
    circflow("load", "p")
    before = digest(graph)

    told = circflow("load", "q", code=2)

    assert "the company 'b' belongs to the group 'b' in 'first' and to 'a' in 'second'" in told.err
    assert digest(graph) == before


def test_a_single_sheet_names_companies_by_their_ids_until_a_package_knows_better(circflow, graph, tmp_path):
    (tmp_path / "My Deals.csv").write_text(
        "deal_id,source,relationship,target,sources\nX-1,c,BUYS_FROM,new-co,https://example.org/x\n", encoding="utf-8"
    )
    told = circflow("load", "My Deals.csv")
    assert told.out == "my-deals: 1 deals added, 0 changed, 0 withdrawn, 0 unchanged; 2 companies\n"
    write(tmp_path / "p", "small", D1)
    circflow("load", "p")

    listed = "MATCH (c:Company)-[:PART_OF]->(g) RETURN c.id AS id, c.name AS name, g.id AS group ORDER BY id"
    assert graph.ask(listed) == [
        {"id": "a", "name": "A Ltd", "group": "a"},
        {"id": "b", "name": "B Ltd", "group": "b"},
        {"id": "c", "name": "C Ltd", "group": "a"},
        {"id": "new-co", "name": "new-co", "group": "new-co"},
    ]
    assert graph.ask("MATCH (g:Group) RETURN count(g) AS n") == [{"n": 3}]


@pytest.mark.parametrize("first", ["ai-deals", "historic-deals", "seed-articles", "rich"])
@pytest.mark.usefixtures("graph")
def test_an_export_is_the_same_byte_for_byte_in_a_second_round(circflow, tmp_path, first):
    given = str(rich(tmp_path / "p", "rich")) if first == "rich" else first
    circflow("load", given)

    told = circflow("export", first, "-o", "one")
    circflow("unload", first)
    circflow("load", "one")
    circflow("export", first, "-o", "two")

    one, two = ({path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()} for folder in ("one", "two"))
    assert one == two
    assert [Path(line).name for line in told.out.splitlines()] == list(json_paths(one["datapackage.json"]))
    counts = circflow("check", given).out.partition(":")[2]
    assert circflow("check", "one").out == f"{first}:{counts}"


def json_paths(descriptor: bytes) -> Iterator[str]:
    yield "datapackage.json"
    for resource in json.loads(descriptor)["resources"]:
        yield resource["path"]


@pytest.mark.usefixtures("graph")
def test_an_export_does_not_write_over_another_package(circflow, tmp_path):
    write(tmp_path / "p", "small", D1)
    write(tmp_path / "q", "other", D2)
    before = {path: path.read_bytes() for path in (tmp_path / "q").iterdir()}
    circflow("load", "p")

    told = circflow("export", "small", "-o", "q", code=7)

    assert "q: the folder holds another package (other)" in told.err
    assert {path: path.read_bytes() for path in (tmp_path / "q").iterdir()} == before
    circflow("export", "small", "-o", "p")


def test_unload_leaves_the_graph_as_if_the_data_set_had_never_been_loaded(circflow, graph, tmp_path):
    empty = digest(graph)
    rich(tmp_path / "p", "first")
    rich(tmp_path / "q", "second", prefix="E")
    circflow("load", "p")
    one = digest(graph)
    circflow("load", "q")

    assert circflow("unload", "second").out == "second: 3 deals taken out\n"
    assert digest(graph) == one
    circflow("unload", "first")

    assert digest(graph) == empty
    assert "no data set 'first' is loaded" in circflow("unload", "first", code=2).err
    assert "no data set 'first' is loaded" in circflow("export", "first", "-o", "x", code=2).err


def test_what_a_new_version_no_longer_says_is_gone(circflow, graph, tmp_path):
    write(tmp_path / "p", "small", D1)
    circflow("load", "p")
    plain = digest(graph)
    sha = datasets(graph)[0].sha256
    rich(tmp_path / "q", "small")
    circflow("load", "q")
    assert digest(graph) != plain

    circflow("load", "p")

    assert digest(graph) == plain
    assert datasets(graph)[0].sha256 == sha
