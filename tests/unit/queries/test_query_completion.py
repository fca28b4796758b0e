"""`circflow completion`, and what the shells are offered."""

import json
import shutil
import subprocess

import pytest
from click.shell_completion import BashComplete, ZshComplete
from click.testing import CliRunner

from circflow.cli.commands import circflow
from circflow.remembered import names_of

_KNOWN = {"companies": ["OpenAI", "SoftBank Group", "SoftBank Corp.", "오픈AI", "a\x1bb"], "datasets": ["ai-deals"]}


@pytest.fixture
def offered(pack, tmp_path, monkeypatch):
    """Give a function that says what a shell is offered at the end of a line."""
    monkeypatch.setenv("CIRCFLOW_QUERIES", str(pack))
    monkeypatch.setenv("CIRCFLOW_HOME", str(tmp_path))
    (tmp_path / "completion.json").write_text(json.dumps(_KNOWN), encoding="utf-8")

    def complete(*words, shell=ZshComplete):
        monkeypatch.setenv("_CIRCFLOW_COMPLETE", f"{shell.name}_complete")
        *before, incomplete = words
        completer = shell(circflow, {}, "circflow", "_CIRCFLOW_COMPLETE")
        return [item.value for item in completer.get_completions(before, incomplete)]

    return complete


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["run", ""], ["direct-returns"]),
        (["show", "dir"], ["direct-returns"]),
        (["run", "direct-returns", "--max"], ["--max-hops"]),
        (["run", "direct-returns", "--no-c"], ["--no-contingent"]),
        (["run", "direct-returns", "--status", ""], ["all", "firm"]),
        (["run", "direct-returns", "--company", "soft"], ["SoftBank Group", "SoftBank Corp."]),
        (["run", "direct-returns", "--without", "오"], ["오픈AI"]),
        (["run", "direct-returns", "--datasets", ""], ["ai-deals"]),
        (["run", "direct-returns", "--format", "j"], ["json", "jsonl"]),
        (["run", "nothing", "--max"], []),
        (["run", "--queries", "/missing", ""], []),
        (["show", "--queries", "/missing", ""], []),
    ],
)
def test_what_is_offered(offered, words, expected):
    assert offered(*words) == expected


def test_bash_gets_names_with_spaces_protected(offered):
    assert offered("run", "direct-returns", "--company", "softbank g", shell=BashComplete) == ["SoftBank\\\\ Group"]


def test_names_that_would_steer_a_terminal_are_not_offered(offered):
    assert not offered("run", "direct-returns", "--company", "a")


@pytest.mark.parametrize("content", [None, "", "[]", "{", '{"companies": 5}', '{"companies": [5, null]}', "\xff"])
def test_a_missing_or_broken_memory_disturbs_nobody(tmp_path, monkeypatch, content):
    monkeypatch.setenv("CIRCFLOW_HOME", str(tmp_path))
    if content is not None:
        (tmp_path / "completion.json").write_bytes(content.encode("latin-1"))
    assert names_of(("company", "dataset", "deal")) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_reads(shell):
    done = CliRunner().invoke(circflow, ["completion", shell], prog_name="circflow")
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"_CIRCFLOW_COMPLETE={shell}_complete" in done.stdout
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=done.stdout, text=True, check=True)


def test_another_shell_is_refused():
    assert CliRunner().invoke(circflow, ["completion", "tcsh"]).exit_code == 2
