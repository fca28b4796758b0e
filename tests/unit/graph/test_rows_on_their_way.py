"""Rows between a package and a server: cut into batches, made ahead, and written as files for the importer."""

import csv
import io
import threading
from itertools import count, islice

import pytest

from circflow.errors import OutputError
from circflow.graph import write
from circflow.graph.ahead import ahead
from circflow.graph.import_files import write_import_files
from circflow.graph.rows import DEAL_COLUMNS, SENT, company_rows, deal_rows, digest_of
from circflow.graph.write import batches
from circflow.model import Amount, Company, Deal, Package

COMPANIES = (Company("a", 'A, "the" Ltd', group_id="b"), Company("b", "B\nLtd"), Company("c", ""))
DEALS = (
    Deal(
        deal_id="D;1", source="a", relationship="BUYS_FROM", target="b", amount=Amount(5, 10, "USD", "range"),
        sources=("s1", "s2"), stake_pct=12.5, note="=1+1", file="deals.csv", line=2,
    ),
    Deal(deal_id="D-2", source="b", relationship="JOINT_VENTURE", target="c", contingent=True, note="one\ntwo"),
)  # fmt: skip
PACKAGE = Package(name="p", sha256="", descriptor="{}", companies=COMPANIES, deals=DEALS)


def test_batches_are_cut_by_number_and_by_weight(monkeypatch):
    monkeypatch.setattr(write, "BATCH_BYTES", 10)
    assert list(batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batches([4, 4, 4, 50, 1, 1], 100, int)) == [[4, 4], [4], [50], [1, 1]]
    assert list(batches([], 2)) == []


def test_items_made_ahead_come_in_their_order_and_so_does_what_went_wrong():
    def items():
        yield from range(10)
        raise ValueError("broken")

    made = ahead(items())
    assert list(islice(made, 10)) == list(range(10))
    with pytest.raises(ValueError, match="broken"):
        next(made)
    assert list(ahead([])) == []


def test_making_ahead_ends_when_nobody_wants_more():
    before = threading.active_count()
    made = ahead(count())
    assert next(made) == 0
    made.close()
    assert threading.active_count() == before


def test_a_digest_of_rows_does_not_depend_on_their_order():
    one, two = {"a": 1}, {"a": 2}
    assert digest_of([one, two]) == digest_of([two, one])
    assert len({digest_of(rows) for rows in ([], [one], [two], [one, two], [one, one])}) == 5


def test_the_files_of_the_importer_hold_what_a_load_would_write(tmp_path):
    made = write_import_files(PACKAGE, tmp_path / "f", "load-1")

    assert (made.deals, made.companies, made.multiline) == (2, 3, True)
    files = {
        path.stem: list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))
        for path in (tmp_path / "f").iterdir()
    }
    assert {argument.partition("=")[2].partition("=")[0] for argument in made.arguments} == files.keys()
    assert [row[:2] for row in files["Company"]] == [
        ["id:ID(Company)", "name"], ["a", 'A, "the" Ltd'], ["b", "B\nLtd"], ["c", ""]
    ]  # fmt: skip
    assert files["PART_OF"][1:] == [["a", "b"], ["b", "b"], ["c", "c"]]
    assert files["Group"][1:] == [["b", "B\nLtd"], ["c", ""]]
    assert [row[:2] for row in files["LISTS"][1:]] == [["p", "a"], ["p", "b"], ["p", "c"]]
    assert files["Dataset"][1][3:6] == ["", "incomplete", "load-1"]
    for row, deal in zip(deal_rows(PACKAGE), DEALS, strict=True):
        header, *lines = files[deal.relationship]
        (line,) = (dict(zip(header, cells, strict=True)) for cells in lines)
        assert (line[":START_ID(Company)"], line[":END_ID(Company)"]) == (deal.source, deal.target)
        there = {name.partition(":")[0]: cell for name, cell in line.items() if name[0] != ":" and cell}
        sent = dict(zip(SENT, row.sent, strict=True))
        assert there.keys() == {column for column in DEAL_COLUMNS if sent[column] is not None}
        assert [row.id, "p", row.digest, row.place] == [
            sent[name] for name in ("deal_id", "dataset", "digest", "place")
        ]
        assert [row.id, "p", row.digest, row.place] in files["Deal"]
    assert files["Ledger"] == [["id:ID(Ledger)", "companies:long"], ["circflow", "3"]]
    buys = dict(zip(*files["BUYS_FROM"], strict=True))
    assert (buys["sources:string[]"], buys["amount_high:long"], buys["stake_pct:double"]) == ("s1;s2", "10", "12.5")
    assert (buys["contingent:boolean"], buys["begins:date"], buys["ends:date"]) == ("false", "0001-01-01", "9999-12-31")
    assert buys["note"] == "=1+1"
    assert len(list(company_rows(PACKAGE))) == 3


def test_an_empty_text_is_not_nothing_to_the_importer(tmp_path):
    write_import_files(PACKAGE, tmp_path / "f", "load-1")
    last = (tmp_path / "f" / "Company.csv").read_text("utf-8").splitlines()[-1]
    assert last.startswith('"c","",')
    assert last.endswith(',"c",2')


def test_import_files_that_cannot_be_written_are_told(tmp_path):
    (tmp_path / "f").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        write_import_files(PACKAGE, tmp_path / "f", "load-1")
