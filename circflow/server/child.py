"""What every Java child has in common: its environment, how it is known, and how its failure reads."""

import os
import sys
from typing import Final

from circflow.errors import NotEnoughMemory, OutputError, ServerError
from circflow.server.layout import Layout

_PASSED_ON: Final = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "TZ", "LANG", "SYSTEMROOT", "USERPROFILE")


def environment(layout: Layout) -> dict[str, str]:
    """Return the environment of a Java child: little of ours, so that no secret and no stray Java option gets in."""
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    if sys.platform == "linux":
        passed["LC_ALL"] = "C.UTF-8"  # without a UTF-8 locale Java cannot open a path with letters beyond ASCII
    return passed | {"NEO4J_HOME": str(layout.root), "NEO4J_CONF": str(layout.conf)}


def home_argument(layout: Layout) -> str:
    """Return the argument by which the server of a home is known among all processes."""
    return f"--home-dir={layout.root}"


def failure(what: str, printed: str) -> ServerError | OutputError | NotEnoughMemory:
    """Turn what a failed Java printed into an error that names the cause."""
    if "No space left on device" in printed or "not enough space" in printed:
        return OutputError(f"{what}: the disk is full", hint="Free some space and run the command again.")
    if any(text in printed for text in ("OutOfMemoryError", "Could not reserve enough space", "insufficient memory")):
        return NotEnoughMemory(f"{what}: Java got too little memory", hint="Close other programs.")
    return ServerError(f"{what} failed: {_cause(printed)}")


def _cause(printed: str) -> str:
    """Return the innermost cause of a stack trace, else what Java or neo4j-admin says of a failure, else the end."""
    noise = ("at ", "---", "Files:", "Run with '--verbose'")
    lines = [line.strip() for line in printed.splitlines() if line.strip() and not line.lstrip().startswith(noise)]
    causes = [line.removeprefix("Caused by:").strip() for line in lines if line.startswith("Caused by:")]
    if causes:
        return causes[-1]
    if "Error: Could not create the Java Virtual Machine." in lines:
        return lines[0]
    if "Command Failed" in lines:
        return " ".join(lines[lines.index("Command Failed") + 1 :])
    return lines[-1] if lines else "it said nothing"
