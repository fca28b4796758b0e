"""Java command lines: the server itself, and Neo4j's own admin commands."""

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from circflow.graph.address import Secret
from circflow.server import child, files, java
from circflow.server.engine import Engine
from circflow.server.layout import Layout
from circflow.server.memory import Memory

_LARGE: Final = ("-Xmx1024m",)
_SHORT_LIVED: Final = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m")
"""What saves a third of the work of a command that lives for three seconds."""


def server_command(layout: Layout, engine: Engine, memory: Memory) -> list[str]:
    """Return the command that is the server, and write the file of options that it refers to.

    Raises:
        OutputError: the home cannot be written.
        ServerError: options of the user's cannot be read.
    """
    heap = (f"-Xms{min(128, memory.heap)}m", f"-Xmx{memory.heap}m", "-XX:+ExitOnOutOfMemoryError")
    options = layout.installation / "server.options"
    class_path = ("-cp", _joined((layout.web, *engine.class_path)))
    _write_options(options, (*engine.java.quiet_flags, *heap, *java.own_options(), *class_path))
    return [
        str(engine.java.program),
        f"@{options}",
        "org.neo4j.server.Neo4jCommunity",
        child.home_argument(layout),
        f"--config-dir={layout.conf}",
        "--console-mode",
    ]


def run(layout: Layout, engine: Engine, *command: str, large: bool = False) -> str:
    """Run an admin command such as `dbms set-initial-password` on a stopped server and return what it printed.

    Args:
        layout: Of the home.
        engine: Java and Neo4j.
        *command: The command and its arguments.
        large: Whether it has minutes of work before it.

    Raises:
        ServerError: it failed; with its last line.
        OutputError: the disk is full.
        NotEnoughMemory: Java got too little memory.
    """
    options = layout.installation / "admin.options"
    _write_options(
        options,
        (*engine.java.quiet_flags, *(_LARGE if large else _SHORT_LIVED), "-cp", _joined(engine.class_path)),
    )
    arguments = [str(engine.java.program), f"@{options}", "org.neo4j.cli.AdminTool", *command]
    # A session of its own: the terminal's Ctrl-C reaches us alone, and we end the command in an orderly way.
    process = subprocess.Popen(  # noqa: S603 - our own Java with our own arguments
        arguments,
        env=child.environment(layout),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    with process:
        try:
            printed, _ = process.communicate()
        except BaseException:
            process.terminate()
            raise
    if process.returncode:
        raise child.failure(f"neo4j-admin {' '.join(command[:2])}", printed)
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


def _joined(paths: Iterable[Path]) -> str:
    return os.pathsep.join(map(str, paths))


def _write_options(path: Path, options: Sequence[str]) -> None:
    # The class path has more than 200 entries: as a file it breaks no limit and keeps `ps` readable.
    quoted = ('"' + option.replace("\\", "\\\\").replace('"', '\\"') + '"' for option in options)
    files.write(path, "\n".join(quoted) + "\n")
