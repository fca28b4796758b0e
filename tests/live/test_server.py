"""The managed server as people use it: real processes, from the command line, in one home."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from circflow.errors import ServerError
from circflow.graph.connection import Connection
from circflow.server import managed, ports
from circflow.server.state import RunningServer

pytestmark = pytest.mark.live

_HEAP = "1024"


@pytest.fixture(scope="module", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    # Letters beyond ASCII and a space: what a home folder may well have.
    folder = tmp_path_factory.mktemp("server") / "집 home"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(folder))
        for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
            environment.delenv(name, raising=False)
        environment.setenv("NEO4J_PASSWORD", "canary-in-the-environment")
        yield folder
        managed.stop(force=True)


def spawn(*arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", "from circflow.cli.main import main; main()", "server", *arguments]
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def circflow(*arguments: str, code: int = 0) -> tuple[str, str]:
    with spawn(*arguments) as child:
        stdout, stderr = child.communicate(timeout=150)
    assert child.returncode == code, stderr
    assert "Traceback" not in stderr
    return stdout, stderr


@pytest.fixture
def server() -> RunningServer:
    return managed.start(bolt_port=ports.any_free(), http_port=ports.any_free(), heap_mb=int(_HEAP))


def count(server: RunningServer) -> int:
    with Connection(server.address()) as connection:
        rows = connection.ask("MATCH (n:Kept) RETURN count(n) AS n")
    return int(rows[0]["n"])


def add(server: RunningServer, n: int) -> None:
    with Connection(server.address()) as connection:
        connection.ask("UNWIND range(1, $n) AS i CREATE (:Kept)", {"n": n}, write=True)


def javas(home: Path) -> list[psutil.Process]:
    mine = f"--home-dir={home}"
    return [
        process
        for process in psutil.process_iter(["cmdline", "status"])
        if process.info["status"] != psutil.STATUS_ZOMBIE and mine in (process.info["cmdline"] or ())
    ]


def wait_for(path: Path, text: str = "") -> None:
    until = time.monotonic() + 60
    while not (path.is_file() and text in path.read_text(encoding="utf-8", errors="replace")):
        assert time.monotonic() < until, f"{path} does not say {text}"
        time.sleep(0.02)


def test_before_the_first_start_status_says_not_running_with_exit_code_4() -> None:
    assert circflow("status", code=4)[0] == "not running\n"
    assert "No server was running" in circflow("stop")[1]
    assert "circflow server start" in circflow("backup", "x.dump", code=9)[1]


def test_ctrl_c_during_a_start_leaves_no_process_and_no_state(own_home: Path) -> None:
    with spawn("start", "--heap", _HEAP) as child:
        wait_for(own_home / "logs" / "console.log", "Starting...")
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=30)
    assert child.returncode == 130
    assert javas(own_home) == []
    assert not (own_home / "server.json").exists()


def test_after_a_kill_during_a_start_the_next_start_takes_over_its_server(own_home: Path) -> None:
    with spawn("start", "--heap", _HEAP) as child:
        wait_for(own_home / "server.json")
        child.kill()
        child.communicate()
    (orphan,) = javas(own_home)
    assert f"process {orphan.pid}" in circflow("start")[1]
    assert [process.pid for process in javas(own_home)] == [orphan.pid]


def test_two_starts_at_once_end_with_one_server(own_home: Path) -> None:
    circflow("stop")
    with spawn("start", "--heap", _HEAP) as one, spawn("start", "--heap", _HEAP) as other:
        told = [child.communicate(timeout=120)[1] for child in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0)
    (java,) = javas(own_home)
    assert all(f"process {java.pid}" in text for text in told)


def test_status_names_addresses_and_process(server: RunningServer) -> None:
    stdout, _ = circflow("status")
    assert f"process {server.pid}" in stdout
    assert server.bolt_uri in stdout
    assert server.browser_uri in stdout


def test_the_server_has_a_session_of_its_own_so_that_ctrl_c_leaves_it_alive(server: RunningServer) -> None:
    assert os.getsid(server.pid) == server.pid


def test_only_loopback_is_bound(server: RunningServer) -> None:
    sockets = psutil.Process(server.pid).net_connections(kind="inet")
    listening = {socket.laddr.ip.removeprefix("::ffff:") for socket in sockets if socket.status == psutil.CONN_LISTEN}
    assert listening == {"127.0.0.1"}


def test_the_password_is_long_private_and_in_no_process_log_or_setting(server: RunningServer, own_home: Path) -> None:
    password = server.password.reveal()
    assert len(password) == 32
    assert stat.S_IMODE((own_home / "password").stat().st_mode) == 0o600
    assert circflow("password")[0] == f"{password}\n"
    java = psutil.Process(server.pid)
    assert not any(password in text for text in (*java.cmdline(), *java.environ().values()))
    assert "canary-in-the-environment" not in java.environ().values()
    texts = [path for path in own_home.rglob("*") if path.suffix in {".log", ".conf", ".options", ".json"}]
    assert len(texts) > 5
    assert not any(password in path.read_text(encoding="utf-8", errors="replace") for path in texts)


def test_the_log_holds_no_warning(server: RunningServer) -> None:
    stdout, _ = circflow("logs", "-n", "100")
    assert "Started." in stdout
    assert f"HTTP enabled on {server.http_uri.removeprefix('http://')}" in stdout
    assert "WARN" not in stdout
    assert '"level":"INFO"' in circflow("logs", "--debug")[0]


def test_browser_and_our_pages_come_from_one_origin_and_change_while_it_runs(server: RunningServer) -> None:
    def page(path: str) -> bytes:
        with urllib.request.urlopen(f"{server.browser_uri}{path}", timeout=10) as answer:  # noqa: S310
            content: bytes = answer.read()
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
            return content

    assert b"Neo4j Browser" in page("")
    for content in (b"one", b"another"):
        managed.start(web_files={"guides/start.html": content})
        until = time.monotonic() + 5
        while page("circflow/guides/start.html") != content:
            assert time.monotonic() < until
            time.sleep(0.1)


def test_the_address_that_the_server_tells_browser_is_the_right_one(server: RunningServer) -> None:
    with urllib.request.urlopen(server.http_uri, timeout=10) as answer:  # noqa: S310
        assert json.load(answer)["bolt_direct"] == server.bolt_uri


def test_a_taken_port_is_an_error_only_if_it_was_asked_for(server: RunningServer, tmp_path: Path) -> None:
    taken = server.bolt_uri.rpartition(":")[2]
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path))
        assert f"the Bolt port {taken} is taken" in circflow("start", "--bolt-port", taken, code=9)[1]


def test_a_server_without_a_note_is_named_and_can_be_stopped(server: RunningServer, own_home: Path) -> None:
    (own_home / "server.json").unlink()
    assert f"process {server.pid} is a server on this home" in circflow("start", code=9)[1]
    assert "has stopped" in circflow("stop")[1]
    assert javas(own_home) == []


def test_a_database_that_another_process_has_open_is_refused_with_its_pid(own_home: Path) -> None:
    hold = (
        "import fcntl, sys, time\n"
        "file = open(sys.argv[1], 'r+b'); fcntl.lockf(file, fcntl.LOCK_EX)\n"
        "print('held', flush=True); time.sleep(60)"
    )
    lock = own_home / "data" / "databases" / "store_lock"
    with subprocess.Popen([sys.executable, "-c", hold, lock], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        _, told = circflow("start", code=9)
        other.kill()
    assert f"process {other.pid}" in told
    assert lock.exists()


def test_a_lost_password_file_is_an_error_before_anything_is_started(own_home: Path) -> None:
    kept = (own_home / "password").rename(own_home / "password.kept")
    try:
        assert "circflow server reset-password" in circflow("start", code=9)[1]
    finally:
        kept.rename(own_home / "password")
    assert javas(own_home) == []


def test_a_stop_takes_two_seconds_at_most(server: RunningServer) -> None:
    began = time.monotonic()
    managed.stop()
    assert time.monotonic() - began < 2
    assert managed.running() is None
    assert not psutil.pid_exists(server.pid)


def test_a_killed_server_is_seen_as_gone_and_its_data_are_there_after_the_next_start(server: RunningServer) -> None:
    add(server, 10)
    psutil.Process(server.pid).kill()
    psutil.wait_procs([psutil.Process(server.pid)] if psutil.pid_exists(server.pid) else [], timeout=5)
    assert circflow("status", code=4)[0] == "not running\n"
    again = managed.start(heap_mb=int(_HEAP))
    assert again.pid != server.pid
    assert count(again) == 10


def test_the_self_test_sees_an_open_server(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from circflow.server import settings  # noqa: PLC0415 - only this test leaves a setting out

    managed.stop()
    locked = "dbms.security.allow_csv_import_from_file_urls"
    monkeypatch.setattr(settings, "SHARED", tuple(s for s in settings.SHARED if s.name != locked))
    with pytest.raises(ServerError, match="a query can read files"):
        managed.start(heap_mb=int(_HEAP))
    assert javas(own_home) == []


def test_remove_asks_first_and_a_backup_replaces_no_file(own_home: Path) -> None:
    assert "[y/N]" in circflow("remove", code=130)[1]
    assert (own_home / "data").is_dir()
    assert "exists already" in circflow("backup", str(own_home / "password"), code=7)[1]


def test_a_folder_that_cannot_be_written_is_exit_code_7() -> None:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", "/dev/null/home")
        assert "CIRCFLOW_HOME" in circflow("start", code=7)[1]
