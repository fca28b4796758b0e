import re
from pathlib import Path

from circflow.server import jars

_LOCK = Path(jars.__file__).with_name("jars.lock")


def test_each_line_is_a_coordinate_and_a_digest_and_never_an_address() -> None:
    for line in _LOCK.read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[\w.-]+:[\w.-]+:[\w.-]+(:[\w-]+)? [0-9a-f]{64}", line), line


def test_no_jar_is_listed_twice() -> None:
    assert len(jars.listed()) == len({jar.path for jar in jars.listed()}) > 200


def test_the_server_and_the_browser_are_among_them() -> None:
    assert jars.neo4j_version() == "2026.08.1"
    assert jars.browser_jar().filename == "neo4j-browser-5.24.0.jar"


def test_a_classifier_is_part_of_the_file_name() -> None:
    (jar,) = jars.parse("io.netty:netty-epoll:4.2:linux-x86_64 " + "0" * 64)
    assert jar.path.parts[-4:] == ("netty", "netty-epoll", "4.2", "netty-epoll-4.2-linux-x86_64.jar")
    assert str(jar) == "io.netty:netty-epoll:4.2:linux-x86_64"
