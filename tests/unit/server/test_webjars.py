"""The libraries of pages: which they are, and what is said when they cannot be had."""

import re
import sys
from pathlib import Path

import pytest

from circflow.errors import ServerError
from circflow.server import jars, ports, webjars


def test_they_are_pinned_and_are_no_part_of_the_server():
    assert [str(jar) for jar in webjars.listed()] == ["org.webjars.npm:cytoscape:3.33.1"]
    assert all(re.fullmatch("[0-9a-f]{64}", jar.sha256) for jar in webjars.listed())
    assert not set(webjars.listed()) & set(jars.listed())


@pytest.fixture
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lead Maven to a place where nobody answers, and leave it an empty cache."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CIRCFLOW_CACHE", str(tmp_path / "cache"))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    url = f"http://127.0.0.1:{ports.any_free()}/nobody"
    (tmp_path / ".m2").mkdir()
    (tmp_path / ".m2" / "settings.xml").write_text(
        f"<settings><mirrors><mirror><mirrorOf>*</mirrorOf><url>{url}</url></mirror></mirrors></settings>", "utf-8"
    )


@pytest.mark.usefixtures("nobody")
def test_without_network_it_says_which_one_and_why():
    with pytest.raises(ServerError, match=r"cytoscape:3\.33\.1 cannot be fetched: there is no connection"):
        webjars.cytoscape()


@pytest.mark.usefixtures("nobody")
def test_without_the_maven_client_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "jgo", None)
    with pytest.raises(ServerError, match="without the Python package jgo") as caught:
        webjars.cytoscape()
    assert "circflow[server]" in str(caught.value.hint)
