"""Signals that come while Python tidies up."""

import signal
import subprocess
import sys

import pytest

_CODE = """
import signal, sys, time
from circflow.cli.signals import heeded

class Tidied:
    def __del__(self):
        signal.raise_signal({number})

try:
    with heeded():
        Tidied()
        time.sleep(60)
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_that_comes_while_an_object_is_tidied_up_is_not_lost(number, code):
    ended = subprocess.run(
        [sys.executable, "-c", _CODE.format(number=int(number))],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (code, "")


def test_other_faults_while_an_object_is_tidied_up_are_told():
    code = _CODE.format(number="0 or 1 / 0").replace("time.sleep(60)", "")
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)

    assert ended.returncode == 0
    assert "ZeroDivisionError" in ended.stderr
