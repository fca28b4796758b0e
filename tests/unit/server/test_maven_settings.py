import os
from pathlib import Path

import pytest

from circflow.errors import ServerError
from circflow.server import maven_settings

_NAMESPACE = 'xmlns="http://maven.apache.org/SETTINGS/1.2.0"'


@pytest.fixture(autouse=True)
def _private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def write(content: str) -> None:
    folder = Path.home() / ".m2"
    folder.mkdir()
    (folder / "settings.xml").write_text(f"<settings {_NAMESPACE}>{content}</settings>", encoding="utf-8")


def mirror_of(names: str) -> str:
    return f"<mirrors><mirror><mirrorOf>{names}</mirrorOf><url>http://mirror/maven/</url></mirror></mirrors>"


def test_without_settings_there_is_neither_mirror_nor_proxy() -> None:
    assert maven_settings.mirror() is None
    assert maven_settings.proxies() == {}


@pytest.mark.parametrize("names", ["central", "*", "external:*", "other, central", "*,!other"])
def test_a_mirror_of_central_is_used(names: str) -> None:
    write(mirror_of(names))
    assert maven_settings.mirror() == "http://mirror/maven"


@pytest.mark.parametrize("names", ["other", "*,!central", "external:http:*"])
def test_a_mirror_of_something_else_is_not(names: str) -> None:
    write(mirror_of(names))
    assert maven_settings.mirror() is None


def test_an_active_proxy_is_used_with_its_login_and_exceptions() -> None:
    write(
        "<proxies><proxy><active>false</active><host>off</host></proxy><proxy><host>proxy</host><port>3128</port>"
        "<username>me</username><password>p@ss</password><nonProxyHosts>*.local|10.0.0.1</nonProxyHosts></proxy></proxies>"
    )
    expected = "http://me:p%40ss@proxy:3128"
    found = maven_settings.proxies()
    assert found == {"HTTP_PROXY": expected, "HTTPS_PROXY": expected, "NO_PROXY": ".local,10.0.0.1"}


def test_proxies_are_in_force_for_a_while_only() -> None:
    write("<proxies><proxy><host>proxy</host><port>3128</port></proxy></proxies>")
    with maven_settings.applied():
        assert os.environ["HTTPS_PROXY"] == "http://proxy:3128"
    assert "HTTPS_PROXY" not in os.environ


def test_a_proxy_of_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://mine:1")
    write("<proxies><proxy><host>proxy</host><port>3128</port></proxy></proxies>")
    with maven_settings.applied():
        assert "HTTPS_PROXY" not in os.environ


def test_settings_that_are_not_xml_are_an_error_that_names_the_file() -> None:
    write("<mirrors>")
    with pytest.raises(ServerError, match=r"settings\.xml: the Maven settings cannot be read"):
        maven_settings.mirror()
