"""Backup, restore, upgrade, a new password and removal, on real data in one home."""

import stat
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from circflow.errors import AuthFailed, InputError, OutputError, ServerError
from circflow.graph.address import Address, Secret
from circflow.graph.connection import Connection
from circflow.server import jars, keeping, managed, ports
from circflow.server.state import RunningServer

pytestmark = pytest.mark.live

_HEAP_MB = 1024


@pytest.fixture(scope="module", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("keeping") / "home"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(folder))
        yield folder
        managed.stop(force=True)


@pytest.fixture
def server() -> RunningServer:
    return managed.start(bolt_port=ports.any_free(), http_port=ports.any_free(), heap_mb=_HEAP_MB)


def names() -> list[str]:
    running = managed.running()
    assert running is not None
    with Connection(running.address()) as connection:
        return [row["name"] for row in connection.ask("MATCH (n:Kept) RETURN n.name AS name ORDER BY name")]


def add(name: str) -> None:
    running = managed.running()
    assert running is not None
    with Connection(running.address()) as connection:
        connection.ask("CREATE (:Kept {name: $name})", {"name": name}, write=True)


@pytest.fixture(scope="module")
def dump(own_home: Path) -> Path:
    """Give a dump with one node called `first`, made from a server that had been killed and not started again."""
    running = managed.start(bolt_port=ports.any_free(), http_port=ports.any_free(), heap_mb=_HEAP_MB)
    add("first")
    process = psutil.Process(running.pid)
    process.kill()
    psutil.wait_procs([process], timeout=5)
    file = own_home.parent / "out" / "first.dump"
    keeping.backup(file)
    assert managed.running() is None  # as before
    return file


def test_a_backup_is_a_private_file_and_leaves_nothing_beside_it(dump: Path) -> None:
    assert dump.stat().st_size > 1000
    assert stat.S_IMODE(dump.stat().st_mode) == 0o600
    assert list(dump.parent.iterdir()) == [dump]


def test_a_backup_never_replaces_a_file_unasked(dump: Path) -> None:
    before = dump.read_bytes()
    with pytest.raises(OutputError, match="exists already"):
        keeping.backup(dump)
    assert dump.read_bytes() == before


def test_a_restore_brings_back_the_dump_on_the_same_ports_and_keeps_what_was_there(
    server: RunningServer, dump: Path
) -> None:
    add("second")
    assert names() == ["first", "second"]
    kept = keeping.restore(dump)
    assert names() == ["first"]
    now = managed.running()
    assert now is not None
    assert (now.bolt_uri, now.http_uri) == (server.bolt_uri, server.http_uri)
    assert now.password.reveal() == server.password.reveal()
    assert kept is not None
    assert kept.is_file()


def test_a_damaged_or_missing_dump_changes_nothing(server: RunningServer, dump: Path) -> None:
    before = names()
    damaged = dump.with_name("damaged.dump")
    damaged.write_bytes(dump.read_bytes()[: dump.stat().st_size // 2])
    with pytest.raises(ServerError, match=r"damaged\.dump: this is no sound dump"):
        keeping.restore(damaged)
    with pytest.raises(InputError, match="no such file"):
        keeping.restore(dump.with_name("missing.dump"))
    now = managed.running()
    assert now is not None
    assert now.pid == server.pid
    assert names() == before


def test_a_new_password_takes_the_place_of_the_old(server: RunningServer) -> None:
    new = keeping.reset_password()
    assert new.reveal() == managed.password().reveal() != server.password.reveal()
    now = managed.running()
    assert now is not None
    assert now.pid == server.pid
    assert names()
    with pytest.raises(AuthFailed), Connection(server.address()):
        pass


def test_a_lost_password_is_replaced_and_the_data_stay(server: RunningServer, own_home: Path) -> None:
    before = names()
    (own_home / "password").write_text("this is not it\n", encoding="utf-8")
    new = keeping.reset_password()
    assert len(new.reveal()) == 32
    assert names() == before
    with (
        pytest.raises(AuthFailed),
        Connection(Address(server.bolt_uri, server.user, Secret("this is not it"))),
    ):
        pass


def test_a_restore_whose_server_does_not_start_brings_back_what_was(
    server: RunningServer, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del server
    before = names()
    started = 0

    def fail_once(*arguments: object) -> None:
        nonlocal started
        started += 1
        if started == 1:
            raise ServerError("the self-test found something")
        real(*arguments)  # type: ignore[arg-type]

    from circflow.server import selftest  # noqa: PLC0415 - only this test makes it fail

    real = selftest.check
    monkeypatch.setattr(selftest, "check", fail_once)
    with pytest.raises(ServerError, match="the self-test found something"):
        keeping.restore(dump)
    assert names() == before


def test_data_of_another_version_are_upgraded_by_command_only(server: RunningServer, own_home: Path) -> None:
    del server
    before = names()
    assert keeping.upgrade() is None
    managed.stop()
    (own_home / "neo4j-version").write_text("2025.10.1\n", encoding="utf-8")
    with pytest.raises(ServerError, match=r"last opened by Neo4j 2025\.10\.1"):
        managed.start()
    done = keeping.upgrade()
    assert done is not None
    assert done[0] == "2025.10.1"
    assert done[1].is_file()
    assert (own_home / "neo4j-version").read_text(encoding="utf-8").strip() == jars.neo4j_version()
    managed.start(heap_mb=_HEAP_MB)
    assert names() == before


def test_remove_keeps_the_data_in_a_dump_and_aside(server: RunningServer, own_home: Path) -> None:
    add("third")
    before = names()
    kept = keeping.remove()
    assert kept is not None
    assert not psutil.pid_exists(server.pid)
    assert not (own_home / "neo4j").exists()
    assert not (own_home / "data").exists()
    stores = list(own_home.glob("aside/*/data/databases/neo4j"))
    assert len(stores) > 3  # nothing that was ever replaced is gone
    assert keeping.restore(kept) is None
    managed.start(heap_mb=_HEAP_MB)
    assert names() == before
