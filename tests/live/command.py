"""The `circflow` command on a given server: within the test, or as a process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from circflow.cli.main import main
from circflow.graph.address import Address


class Outcome(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def environment(address: Address, home: Path) -> dict[str, str]:
    """Return the environment variables that lead to a server."""
    return {
        "CIRCFLOW_HOME": str(home),
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.user,
        "NEO4J_PASSWORD": address.password.reveal(),
        "COLUMNS": "100",
    }


class Command:
    """`circflow` within the test, in a folder and with an environment of its own."""

    def __init__(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, address: Address, folder: Path
    ) -> None:
        self._capsys = capsys
        self.folder = folder
        self._monkeypatch = monkeypatch
        monkeypatch.chdir(folder)
        monkeypatch.delenv("NEO4J_DATABASE", raising=False)
        self.lead_to(address)

    def lead_to(self, address: Address) -> None:
        for name, value in environment(address, self.folder / "home").items():
            self._monkeypatch.setenv(name, value)

    def __call__(self, *arguments: object, code: int = 0) -> Outcome:
        """Run a command line and assert its exit code, and that no traceback is shown."""
        self._capsys.readouterr()
        handler = signal.getsignal(signal.SIGTERM)
        try:
            with pytest.raises(SystemExit) as ended:
                main([str(argument) for argument in arguments])
        finally:
            signal.signal(signal.SIGTERM, handler)
        out, err = self._capsys.readouterr()
        assert ended.value.code == code, err
        assert "Traceback" not in err
        return Outcome(code, out, err)


def spawn(
    address: Address, home: Path, *arguments: object, extra: dict[str, str] | None = None
) -> "subprocess.Popen[str]":
    """Start `circflow` as a process of its own, in the folder of its home."""
    home.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-c", "from circflow.cli.main import main; main()", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=home,
        env={**os.environ, **environment(address, home), **(extra or {})},
        start_new_session=True,
    )
