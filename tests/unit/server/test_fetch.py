"""Fetching from a real HTTP server on this machine, which the user's Maven settings name as the mirror."""

import contextlib
import functools
import gc
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from circflow.errors import OutputError, ServerError
from circflow.server import fetch, ports
from circflow.server.jars import Jar

Answer = Callable[[str, int], bytes | None]
"""What the repository sends for a file name when it is asked for the nth time; None = it has no such file."""


def good(name: str) -> bytes:
    return name.encode() * 1000


def jar(artifact: str) -> Jar:
    content = good(f"{artifact}-1.0.jar")
    return Jar("org.example", artifact, "1.0", "", hashlib.sha256(content).hexdigest())


JARS = tuple(jar(f"part{n}") for n in range(20))


class Repository:
    """A Maven repository that sends what a test tells it to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: Answer = lambda name, _: good(name)
        repository = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.rpartition("/")[2]
                if name.endswith(".sha1"):
                    self.send_error(404)
                    return
                repository.asked.append(name)
                content = repository.answer(name, repository.asked.count(name))
                if content is None:
                    self.send_error(404)
                    return
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                with contextlib.suppress(ConnectionError):  # a test may go away while we send
                    self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/maven"


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a user's home folder, with its own cache, and no proxy in the environment."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CIRCFLOW_CACHE", str(tmp_path / "cache"))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    yield tmp_path
    # jgo leaves the connection of a refused request to the garbage collector, which would complain in a later test.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def use_mirror(user: Path, url: str) -> None:
    (user / ".m2").mkdir(exist_ok=True)
    (user / ".m2" / "settings.xml").write_text(
        f"<settings><mirrors><mirror><mirrorOf>central</mirrorOf><url>{url}</url></mirror></mirrors></settings>",
        encoding="utf-8",
    )


@pytest.fixture
def repository(user: Path) -> Iterator[Repository]:
    made = Repository()
    serve = functools.partial(made.server.serve_forever, poll_interval=0.05)
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    use_mirror(user, made.url)
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def test_all_jars_arrive_and_the_progress_counts_them(repository: Repository) -> None:
    told: list[tuple[int, int]] = []
    paths = fetch.complete(JARS, lambda _, done, total: told.append((done, total)))
    assert all(path.is_file() for path in paths)
    assert told == [(n, 20) for n in range(1, 21)]
    assert len(repository.asked) == 20


def test_a_filled_cache_needs_no_network(repository: Repository, user: Path) -> None:
    fetch.complete(JARS)
    use_mirror(user, f"http://127.0.0.1:{ports.any_free()}/nobody")
    assert fetch.complete(JARS) == [jar.path for jar in JARS]
    assert len(repository.asked) == 20


def test_a_jar_that_arrives_damaged_once_is_fetched_again(repository: Repository) -> None:
    repository.answer = lambda name, nth: b"damaged" if nth == 1 else good(name)
    fetch.complete(JARS[:3])
    assert len(repository.asked) == 6


def test_a_jar_that_stays_damaged_is_named_and_the_others_are_kept(repository: Repository, user: Path) -> None:
    repository.answer = lambda name, _: b"damaged" if name == "part7-1.0.jar" else good(name)
    with pytest.raises(ServerError, match=r"org\.example:part7:1\.0 arrived damaged twice") as caught:
        fetch.complete(JARS)
    assert caught.value.exit_code == 9
    assert not JARS[7].path.exists()
    assert_cleared(user)
    before = len(repository.asked)
    repository.answer = lambda name, _: good(name)
    fetch.complete(JARS)
    assert len(repository.asked) - before < 20


def assert_cleared(user: Path) -> None:
    """Whoever is still busy when the error is told clears up a little later."""
    until = time.monotonic() + 20
    while list(user.glob("cache/fetch-*")) and time.monotonic() < until:
        time.sleep(0.05)
    assert not list(user.glob("cache/fetch-*"))


def test_downloads_under_way_leave_nothing_when_another_has_failed(repository: Repository, user: Path) -> None:
    def answer(name: str, _: int) -> bytes | None:
        if name == "part7-1.0.jar":
            return b"damaged"
        time.sleep(2.5)
        return good(name)

    repository.answer = answer
    began = time.monotonic()
    with pytest.raises(ServerError, match="damaged twice"):
        fetch.complete(JARS)
    assert time.monotonic() - began < 20
    time.sleep(2.5)
    assert_cleared(user)


@pytest.mark.usefixtures("repository")
def test_what_a_killed_download_left_is_removed_a_day_later(user: Path) -> None:
    old, young = user / "cache" / "fetch-old", user / "cache" / "fetch-young"
    for folder in (old, young):
        folder.mkdir(parents=True)
        (folder / "half.jar").write_bytes(b"half")
    yesterday = time.time() - 25 * 3600
    os.utime(old, (yesterday, yesterday))
    fetch.complete(JARS[:1])
    assert not old.exists()
    assert young.exists()


def test_a_jar_that_is_cut_short_counts_as_damaged(repository: Repository) -> None:
    repository.answer = lambda name, nth: good(name)[:10] if nth == 1 else good(name)
    fetch.complete(JARS[:1])
    assert JARS[0].is_sound()


def test_a_jar_damaged_in_the_cache_is_fetched_again(repository: Repository) -> None:
    fetch.complete(JARS[:2])
    JARS[1].path.write_bytes(b"bit rot")
    fetch.complete(JARS[:2])
    assert repository.asked[2:] == ["part1-1.0.jar"]
    assert JARS[1].is_sound()


def test_a_jar_that_the_repository_lacks_is_named(repository: Repository) -> None:
    repository.answer = lambda _, __: None
    with pytest.raises(ServerError, match=r"org\.example:part0:1\.0 is not in the Maven repository"):
        fetch.complete(JARS[:1])


def test_without_network_the_error_says_what_to_do(user: Path) -> None:
    use_mirror(user, f"http://127.0.0.1:{ports.any_free()}/nobody")
    with pytest.raises(ServerError, match="there is no connection") as caught:
        fetch.complete(JARS)
    assert caught.value.exit_code == 9
    assert "HTTPS_PROXY" in str(caught.value.hint)


def test_a_cache_that_cannot_be_written_is_named(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (user / "file").touch()
    monkeypatch.setenv("CIRCFLOW_CACHE", str(user / "file" / "cache"))
    with pytest.raises(OutputError, match="file/cache"):
        fetch.complete(JARS)


def test_ctrl_c_ends_a_fetch_at_once_and_leaves_no_half_jar(repository: Repository, user: Path) -> None:
    def stall(name: str, _: int) -> bytes:
        if name != "part0-1.0.jar":
            time.sleep(3)
        return good(name)

    repository.answer = stall
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from tests.unit.server.test_fetch import JARS; from circflow.server import fetch; fetch.complete(JARS)"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[3], env=dict(os.environ), stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + 20
    while not JARS[0].path.exists() and time.monotonic() < until:
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    child.wait(2)
    assert child.returncode in {130, -signal.SIGINT}
    assert [path.name for path in user.glob("cache/jars/**/*.jar")] == ["part0-1.0.jar"]
    assert not list(user.glob("cache/fetch-*"))
