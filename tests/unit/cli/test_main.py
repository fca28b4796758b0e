"""The root of the command line: what it imports, offers, and how it ends."""

import os
import signal
import subprocess
import sys
import time

import pytest
from click.shell_completion import ZshComplete
from click.testing import CliRunner

from circflow.cli import commands as root

_CIRCFLOW = (sys.executable, "-m", "circflow")


def test_help_imports_neither_driver_nor_pandas_nor_any_command():
    code = (
        "import sys\n"
        "from circflow.cli.main import main\n"
        "try:\n"
        "    main(['--help'])\n"
        "except SystemExit as left:\n"
        "    assert left.code == 0\n"
        "heavy = {'neo4j', 'pandas', 'numpy', 'rich', 'py2neo', 'circflow.session', 'circflow.queries', 'psutil'}\n"
        "found = heavy & {name for name, module in sys.modules.items() if module}\n"
        "print(sorted(found), file=sys.stderr)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stderr.strip() == "[]"
    assert all(f"\n  {name} " in ended.stdout for name in root._COMMANDS)


@pytest.mark.parametrize("module", ["answer", "doctor", "load", "own_queries", "server"])
def test_commands_that_need_the_driver_import_neither_numpy_nor_pandas_nor_what_compiles(module):
    code = (
        "import importlib, sys\n"
        f"importlib.import_module('circflow.cli.{module}')\n"
        "heavy = {'numpy', 'pandas', 'numba', 'pyspark', 'pyarrow', 'scipy', 'openpyxl'}\n"
        "print('neo4j' in sys.modules, sorted(heavy & set(sys.modules)))\n"
        "import pandas\n"
        "print(pandas.DataFrame({'a': [1]}).shape)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout.splitlines() == ["True []", "(1, 1)"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["e"], ["evidence", "export", "export-edges"]),
        (["doc"], ["doctor"]),
        (["--u"], ["--uri", "--user"]),
        (["--uri", "bolt://localhost", "da"], ["datasets"]),
        (["nothing"], []),
    ],
)
def test_commands_are_offered_without_importing_any(words, expected, monkeypatch):
    imported = []
    monkeypatch.setattr(root.importlib, "import_module", imported.append)
    *before, incomplete = words
    found = ZshComplete(root.circflow, {}, "circflow", "_CIRCFLOW_COMPLETE").get_completions(before, incomplete)

    assert [item.value for item in found] == expected
    assert not imported
    assert all(item.help for item in found)


@pytest.mark.parametrize("command", [["list"], ["run", "--help"], ["--help"], ["show", "round-trips"]])
def test_a_reader_who_has_gone_is_no_error(command, home):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = subprocess.run(
            [*_CIRCFLOW, *command],
            stdout=writing,
            stderr=subprocess.PIPE,
            env={**os.environ, "CIRCFLOW_HOME": str(home)},
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)

    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_waiting_command_quietly(number, code, home, tmp_path):
    # A named pipe that nobody writes to: the command waits for its sheet until it is told to stop.
    sheet = tmp_path / "deals.csv"
    os.mkfifo(sheet)
    with subprocess.Popen(
        [*_CIRCFLOW, "check", str(sheet)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "CIRCFLOW_HOME": str(home)},
        text=True,
    ) as child:
        other_end = _when_it_reads(sheet)
        try:
            # Python looks for signals before it starts to read, and while it reads, but not on the way between the two.
            time.sleep(0.5)
            child.send_signal(number)
            stdout, stderr = child.communicate(timeout=60)
        finally:
            os.close(other_end)

    assert child.returncode == code
    assert stdout == ""
    assert stderr.strip() in ("", "Aborted!")


def _when_it_reads(sheet):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            # Fails as long as nobody has the other end open.
            return os.open(sheet, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"nobody opened {sheet}")


def test_a_wrong_command_is_answered_with_the_nearest():
    ended = CliRunner().invoke(root.circflow, ["evidenc"])

    assert ended.exit_code == 2
    assert "No such command 'evidenc'; did you mean evidence?" in ended.stderr
    assert "No such command 'zzz'." in CliRunner().invoke(root.circflow, ["zzz"]).stderr
