"""Java command lines: the server itself, and Neo4j's own admin commands."""

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from circflow.errors import NotEnoughMemory, OutputError, ServerError
from circflow.graph.address import Secret
from circflow.server import files
from circflow.server.engine import Engine
from circflow.server.layout import Layout
from circflow.server.memory import Memory

_PASSED_ON: Final = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "TZ", "LANG", "SYSTEMROOT", "USERPROFILE")
_ADMIN_HEAP_MB: Final = 512
_SHORT_LIVED: Final = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""What saves a third of the work of a command that lives for three seconds."""


def environment(layout: Layout) -> dict[str, str]:
    """Return the environment of a Java child: little of ours, so that no secret and no stray Java option gets in."""
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    if sys.platform == "linux":
        passed["LC_ALL"] = "C.UTF-8"  # without a UTF-8 locale Java cannot open a path with letters beyond ASCII
    return passed | {"NEO4J_HOME": str(layout.root), "NEO4J_CONF": str(layout.conf)}


def home_argument(layout: Layout) -> str:
    """Return the argument by which the server of a home is known among all processes."""
    return f"--home-dir={layout.root}"


def server_command(layout: Layout, engine: Engine, memory: Memory) -> list[str]:
    """Return the command that is the server, and write the file of options that it refers to.

    Raises:
        OutputError: the home cannot be written.
    """
    heap = (f"-Xms{min(128, memory.heap)}m", f"-Xmx{memory.heap}m", "-XX:+ExitOnOutOfMemoryError")
    options = layout.installation / "server.options"
    _write_options(options, (*engine.java.quiet_flags, *heap, "-cp", _joined((layout.web, *engine.class_path))))
    return [
        str(engine.java.program),
        f"@{options}",
        "org.neo4j.server.Neo4jCommunity",
        home_argument(layout),
        f"--config-dir={layout.conf}",
        "--console-mode",
    ]


def run(layout: Layout, engine: Engine, *command: str) -> str:
    """Run an admin command such as `dbms set-initial-password` on a stopped server and return what it printed.

    Raises:
        ServerError: it failed; with its last line.
        OutputError: the disk is full.
        NotEnoughMemory: Java got too little memory.
    """
    options = layout.installation / "admin.options"
    _write_options(
        options,
        (*engine.java.quiet_flags, *_SHORT_LIVED, f"-Xmx{_ADMIN_HEAP_MB}m", "-cp", _joined(engine.class_path)),
    )
    arguments = [str(engine.java.program), f"@{options}", "org.neo4j.cli.AdminTool", *command]
    # A session of its own: the terminal's Ctrl-C reaches us alone, and we end the command in an orderly way.
    child = subprocess.Popen(  # noqa: S603 - our own Java with our own arguments
        arguments,
        env=environment(layout),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    with child:
        try:
            printed, _ = child.communicate()
        except BaseException:
            child.terminate()
            raise
    if child.returncode:
        raise failure(f"neo4j-admin {' '.join(command[:2])}", printed)
    return printed


def set_initial_password(layout: Layout, engine: Engine, password: Secret) -> None:
    """Give a data folder that no server has opened its password. It is never an argument of a process.

    After the first start the same command would say "changed" and change nothing.

    Raises:
        ServerError: the command fails.
        OutputError: the home cannot be written.
    """
    argument = layout.installation / "initial-password"
    files.write(argument, password.reveal() + "\n")
    try:
        run(layout, engine, "dbms", "set-initial-password", f"@{argument}")
    finally:
        argument.unlink(missing_ok=True)


def failure(what: str, printed: str) -> ServerError | OutputError | NotEnoughMemory:
    """Turn what a failed Java printed into an error that names the cause."""
    if "No space left on device" in printed or "not enough space" in printed:
        return OutputError(f"{what}: the disk is full", hint="Free some space and run the command again.")
    if any(text in printed for text in ("OutOfMemoryError", "Could not reserve enough space", "insufficient memory")):
        return NotEnoughMemory(f"{what}: Java got too little memory", hint="Close other programs.")
    return ServerError(f"{what} failed: {_cause(printed)}")


def _cause(printed: str) -> str:
    """Return the innermost cause of a stack trace, else what neo4j-admin says after "Command Failed", else the end."""
    noise = ("at ", "---", "Files:", "Run with '--verbose'")
    lines = [line.strip() for line in printed.splitlines() if line.strip() and not line.lstrip().startswith(noise)]
    causes = [line.removeprefix("Caused by:").strip() for line in lines if line.startswith("Caused by:")]
    if causes:
        return causes[-1]
    if "Command Failed" in lines:
        return " ".join(lines[lines.index("Command Failed") + 1 :])
    return lines[-1] if lines else "it said nothing"


def _joined(paths: Iterable[Path]) -> str:
    return os.pathsep.join(map(str, paths))


def _write_options(path: Path, options: Sequence[str]) -> None:
    # The class path has more than 200 entries: as a file it breaks no limit and keeps `ps` readable.
    quoted = ('"' + option.replace("\\", "\\\\").replace('"', '\\"') + '"' for option in options)
    files.write(path, "\n".join(quoted) + "\n")
