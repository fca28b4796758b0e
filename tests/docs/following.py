"""The pages as a reader follows them: their snippets, and how a command of theirs is run."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PATIENCE_S = 600


def blocks(page: str, language: str) -> list[str]:
    """Return the snippets of a page in one language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)


def with_programs(environment: dict[str, str]) -> dict[str, str]:
    """Return an environment in which `circflow` is that of the tests."""
    return {**environment, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def shell(lines: list[str], environment: dict[str, str], folder: Path) -> str:
    """Run lines in a shell that ends with the first one that fails, and return what they printed."""
    return done(["bash", "-c", "\n".join(["set -eu", *lines])], environment, folder)


def done(command: list[str], environment: dict[str, str], folder: Path) -> str:
    """Run a command as a reader does, and return what it printed."""
    with subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        try:
            printed, told = running.communicate(timeout=_PATIENCE_S)
        except subprocess.TimeoutExpired:
            # Whatever it began goes with it, so that no server starts behind our back.
            os.killpg(running.pid, signal.SIGKILL)
            raise
    assert running.returncode == 0, printed[-2000:] + told[-2000:]
    assert "Traceback" not in told
    return printed
