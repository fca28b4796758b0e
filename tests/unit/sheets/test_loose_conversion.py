"""Sheets written as a package that reads back as the same deals."""

import csv

import pytest

import circflow
from circflow.cli.main import main
from circflow.errors import InputError
from circflow.model.flat import flat
from circflow.sheets.columns import DEALS

ENGLISH = """Investor,Investee,Amount ($bn),Date,Source
Nvidia,OpenAI,30,2026-02-27,Reuters
Zephyr Quill Inc.,OpenAI,"13,000",2025,
SoftBank,OpenAI,5,2025,
"""
KOREAN = """투자자,투자처,금액,날짜,출처
엔비디아,오픈AI,300억 달러,2026.02.27,한겨레
아마존,오픈AI,150억 달러,2026.02.27,한겨레
"""


@pytest.fixture
def sheets(tmp_path):
    (tmp_path / "en.csv").write_text(ENGLISH, "utf-8")
    (tmp_path / "ko.csv").write_text(KOREAN, "utf-8")
    return [tmp_path / "en.csv", tmp_path / "ko.csv"]


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_two_sheets_become_one_package_with_each_deal_once(sheets, tmp_path):
    folder = tmp_path / "mine"

    readings = circflow.convert(sheets, folder)
    again = circflow.check(folder)

    assert [len(reading.rejects) for reading in readings] == [1, 0]
    assert (again.rejects, again.package.name) == ((), "mine")
    assert [(deal.source, deal.target, deal.amount.low, deal.file, deal.line) for deal in again.package.deals] == [
        ("nvidia", "openai", 30_000_000_000, "en.csv", 2),
        ("zephyr-quill", "openai", 13_000_000_000_000, "en.csv", 3),
        ("amazon", "openai", 15_000_000_000, "ko.csv", 3),
    ]
    about_nvidia = [claim for claim in again.package.claims if claim.deal_id == again.package.deals[0].deal_id]
    assert [(claim.source_id, claim.amount_raw) for claim in about_nvidia] == [
        ("Reuters", "30"),
        ("한겨레", "300억 달러"),
    ]
    assert list(rows(folder / "deals.csv")[0]) == [field.name for field in DEALS.fields]
    assert {(row["name"], row["company_id"]) for row in rows(folder / "names.csv")} >= {("오픈AI", "openai")}


def test_rows_that_are_rejected_or_doubtful_are_reported_beside_the_package(sheets, tmp_path):
    circflow.convert(sheets, tmp_path / "mine")

    report = rows(tmp_path / "mine" / "rejects.csv")

    assert [(row["line"], row["column"], row["kind"], row["code"], row["raw"]) for row in report] == [
        ("4", "Investor", "rejected", "ambiguous-name", "SoftBank"),
        ("3", "Amount ($bn)", "suspect", "suspect", "13,000"),
    ]


def test_a_converted_sheet_reads_as_the_sheet_itself(sheets, tmp_path):
    (reading,) = circflow.convert(sheets[1:], tmp_path / "mine")
    assert list(map(flat, circflow.check(tmp_path / "mine").package.deals)) == list(map(flat, reading.package.deals))


def test_a_sheet_without_rows_becomes_an_empty_package(tmp_path):
    (tmp_path / "en.csv").write_text("Investor,Investee\n", "utf-8")
    circflow.convert([tmp_path / "en.csv"], tmp_path / "mine")
    assert circflow.check(tmp_path / "mine").package.deals == ()
    assert rows(tmp_path / "mine" / "names.csv") == rows(tmp_path / "mine" / "rejects.csv") == []


def test_a_sheet_in_the_columns_of_a_package_is_left_as_it_is(tmp_path):
    (tmp_path / "deals.csv").write_text("deal_id,source,relationship,target\nD-1,a,INVESTS_IN,b\n", "utf-8")
    with pytest.raises(InputError, match="is in the columns of a package already"):
        circflow.convert([tmp_path / "deals.csv"], tmp_path / "mine")


@pytest.mark.parametrize(("arguments", "code"), [(["en.csv"], 11), (["ko.csv"], 0), (["nothing.csv"], 2)])
def test_the_exit_code_says_whether_rows_were_rejected(sheets, tmp_path, monkeypatch, capsys, arguments, code):
    assert len(sheets) == 2
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["convert", *arguments, "-o", "mine"])
    assert ended.value.code == code
    assert ("rows rejected" in capsys.readouterr().out) == (code != 2)


def test_a_from_to_sheet_names_the_option_that_is_missing(tmp_path, capsys):
    (tmp_path / "x.csv").write_text("From,To\nNvidia,OpenAI\n", "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["check", str(tmp_path / "x.csv")])
    assert ended.value.code == 2
    assert "--relationship" in capsys.readouterr().err


def test_check_shows_what_is_understood(sheets, capsys):
    with pytest.raises(SystemExit):
        main(["check", str(sheets[0])])
    told = capsys.readouterr()
    assert "Amount ($bn)  amount, in $bn" in told.out
    assert "line 2: nvidia invests 30bn USD in openai, announced 2026-02-27" in told.out
    assert "line 3: 13,000 below 'Amount ($bn)' is 13,000,000,000,000 USD" in told.out
    assert "3 rows read, 2 valid, 1 rejected" in told.err


def test_columns_that_are_not_read_are_told_when_a_sheet_is_converted(tmp_path, monkeypatch, capsys):
    (tmp_path / "x.csv").write_text("Investor,Investee,Amount,Wert (Mio. EUR)\nNvidia,OpenAI,$5bn,7\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["convert", "x.csv", "-o", "mine"])
    assert ended.value.code == 0
    assert "Not read: 'Wert (Mio. EUR)'." in capsys.readouterr().err


def test_columns_stand_below_each_other_in_any_script(tmp_path, capsys):
    (tmp_path / "x.csv").write_text("투자자,Investee,금액(억 달러)\n엔비디아,OpenAI,300\n", "utf-8")
    with pytest.raises(SystemExit):
        main(["check", str(tmp_path / "x.csv")])
    lines = capsys.readouterr().out.splitlines()[1:4]
    assert lines == ["  투자자         investor", "  Investee       investee", "  금액(억 달러)  amount, in 억 달러"]
