"""`circflow match`: asking pair by pair, and the file that is kept."""

import csv
import sys

import pexpect
import pytest
from click.testing import CliRunner

from circflow.cli.commands import circflow
from circflow.errors import PackageError

SHEET = "From,To\nZephyr Quill,Orchid Labs\nZefyr Quill,Orchid\nZephir Quill,Orchid Labs Ltd\n"


@pytest.fixture
def match(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deals.csv").write_text(SHEET)

    def run(*arguments, answers=""):
        return CliRunner().invoke(circflow, ["match", "deals.csv", "--by", "ana", *arguments], input=answers)

    return run


def decisions():
    with open("deals.matches.csv", encoding="utf-8", newline="") as file:  # noqa: PTH123 - in the test's folder
        return {(row["company_id"], row["other_id"]): (row["decision"], row["by"]) for row in csv.DictReader(file)}


def test_without_a_terminal_the_pairs_are_written_to_be_edited(match):
    ended = match()

    assert ended.exit_code == 0
    assert ended.stdout == "deals.matches.csv: 3 pairs, 0 decided\n"
    assert "In the column decision write same" in ended.stderr
    assert set(decisions().values()) == {("", "")}


def test_answers_are_kept_and_what_follows_from_them_is_not_asked(match):
    ended = match("--ask", answers="s\ns\np\n")

    assert ended.exit_code == 0
    assert ended.stderr.count(" left · likeness ") == 3
    assert sorted(value for value in decisions().values() if value[0]) == [
        ("part", "ana"),
        ("same", "ana"),
        ("same", "ana"),
    ]
    assert match("--ask").stderr.count(" left · likeness ") == 0


def test_a_decision_can_be_put_off_taken_back_and_left(match):
    ended = match("--ask", answers="l\nd\nb\nd\nq\n")

    assert ended.exit_code == 0
    assert ended.stdout == "deals.matches.csv: 3 pairs, 1 decided\n"
    assert [value for value in decisions().values() if value[0]] == [("different", "ana")]


def test_what_was_answered_before_the_input_ends_is_kept(match):
    assert match("--ask", answers="s\n").exit_code == 1  # click's own; the program makes it 130
    assert [value for value in decisions().values() if value[0]] == [("same", "ana")]


def test_pairs_above_a_score_are_accepted_at_once_subsidiaries_left_out(match):
    assert match("--accept", "1").exit_code == 0
    found = decisions()
    assert [value for pair, value in found.items() if pair == ("orchid-labs", "orchid")] == [("", "")]
    assert sum(1 for decision, _ in found.values() if decision == "same") == 2


def test_a_file_that_was_edited_is_signed_and_its_contradictions_are_told(match, tmp_path):
    match()
    path = tmp_path / "deals.matches.csv"
    path.write_text(path.read_text().replace("Zephyr Quill,,zephir", "Zephyr Quill,same,zephir"))
    match()
    assert [value for value in decisions().values() if value[0]] == [("same", "ana")]

    path.write_text(path.read_text() + "zephir-quill,,same,zephyr-quill,,,,bo,2026-01-01\n")
    assert isinstance(match().exception, PackageError)


def test_on_a_terminal_pairs_are_asked_without_being_told_to(match, tmp_path):
    del match
    asking = pexpect.spawn(
        sys.executable,
        ["-m", "circflow", "match", "deals.csv", "--by", "ana"],
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=60,
    )
    for answer in "sdq":
        asking.expect("left · likeness")
        asking.expect(r"\[l\]: ")
        asking.sendline(answer)
    asking.expect("3 pairs, 2 decided")
    asking.expect(pexpect.EOF)
    asking.close()
    assert asking.exitstatus == 0
