import subprocess
import sys
from pathlib import Path

import pytest

from circflow.errors import OutputError, ServerError
from circflow.server import filelock
from circflow.server.layout import Layout

_HOLD = """
import sys, time, pathlib
from circflow.server import filelock
from circflow.server.layout import Layout
with filelock.held(Layout(pathlib.Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_at_once_wait_for_each_other_and_a_kill_frees_the_lock(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _HOLD, tmp_path], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        told: list[str] = []
        with (
            pytest.raises(ServerError, match="another circflow"),
            filelock.held(Layout(tmp_path), lambda what, *_: told.append(what), wait_s=0.3),
        ):
            pass
        assert "waiting for another circflow to finish" in told
        other.kill()
        other.wait()
        with filelock.held(Layout(tmp_path), wait_s=5):
            pass


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(OutputError, match="file/home: the folder cannot be written") as caught,
        filelock.held(Layout(tmp_path / "file" / "home")),
    ):
        pass
    assert caught.value.exit_code == 7
