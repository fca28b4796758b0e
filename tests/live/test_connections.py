"""Servers that cannot be used: told apart, with the right exit code, quickly, and with one login at most."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from command import Command
from small_packages import rich

from benchmarks.proxy import Act, Proxy
from circflow.errors import AuthFailed, Unreachable
from circflow.graph.address import Address, Secret
from circflow.graph.connection import Connection
from circflow.graph.load import load
from circflow.graph.run import run
from circflow.queries import read_catalogue
from circflow.server import ports
from circflow.sheets.reading import read

pytestmark = pytest.mark.live

CERTIFICATE = Path(__file__).with_name("self_signed.pem")
CANARY = "canary-password"


def test_a_wrong_password_is_tried_once(circflow: Command, neo4j_server: Address):
    with Proxy(neo4j_server) as proxy:
        circflow.lead_to(replace(proxy.address, password=Secret(CANARY)))
        told = circflow("datasets", code=3)
    assert "the user name or password was refused" in told.err
    assert CANARY not in told.err + told.out
    assert proxy.messages.count("LOGON") == 1


def test_nobody_at_the_address_is_told_quickly(circflow: Command, neo4j_server: Address):
    circflow.lead_to(replace(neo4j_server, uri=f"bolt://127.0.0.1:{ports.any_free()}"))
    started = time.monotonic()
    for command in (("datasets",), ("load", "ai-deals"), ("run", "round-trips"), ("export", "x", "-o", "x")):
        told = circflow(*command, code=4)
        assert "no Neo4j answers there" in told.err
        assert "circflow server start" in told.err
    assert time.monotonic() - started < 30


def test_no_server_and_no_address_is_told_with_the_next_step(circflow: Command, monkeypatch):
    monkeypatch.delenv("NEO4J_URI")
    told = circflow("datasets", code=4)
    assert "no managed server is running" in told.err
    assert "circflow server start" in told.err


@contextlib.contextmanager
def peer(answer) -> Iterator[str]:
    """Listen on loopback, and let a callable speak with each client; give the port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=guarded, args=(client,), daemon=True).start()

    def guarded(client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            answer(client)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def old_server(client: socket.socket) -> None:
    """Answer as a Neo4j of 2024 does: a stand-in, since the real one is a second download of 150 MB."""
    client.recv(20)
    client.sendall(b"\0\0\x04\x05")
    success = b"\xb1\x70\xa2\x86server\x8cNeo4j/5.20.0\x8dconnection_id\x86bolt-0"
    while data := client.recv(65_536):
        # Several messages may arrive at once; each ends with an empty chunk.
        for _ in range(data.count(b"\0\0")):
            client.sendall(len(success).to_bytes(2) + success + b"\0\0")


def test_a_server_that_is_too_old_is_told_by_its_version(circflow: Command, neo4j_server: Address):
    with peer(old_server) as where:
        circflow.lead_to(replace(neo4j_server, uri=f"bolt://{where}"))
        told = circflow("load", "ai-deals", code=4)
    assert f"{where}: Neo4j/5.20.0 is too old; circflow needs Neo4j 2025.10 or newer" in told.err


def test_something_that_is_no_neo4j_is_told(circflow: Command, neo4j_server: Address):
    with peer(lambda client: client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as where:
        circflow.lead_to(replace(neo4j_server, uri=f"bolt://{where}"))
        assert f"Error: {where}:" in circflow("datasets", code=4).err


def test_a_listener_that_says_nothing_does_not_hold_us(neo4j_server: Address):
    release = threading.Event()
    with peer(lambda _client: release.wait(60)) as where, pytest.raises(Unreachable):
        Connection(replace(neo4j_server, uri=f"bolt://{where}"), connect_s=1)
    release.set()


def tls(server: Address):
    """Speak TLS with a certificate that nobody vouches for, and pass on what is said."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    host, _, port = server.host_port.rpartition(":")

    def answer(client: socket.socket) -> None:
        with (
            context.wrap_socket(client, server_side=True) as outside,
            socket.create_connection((host, int(port))) as inside,
        ):
            threading.Thread(target=pass_on, args=(inside, outside), daemon=True).start()
            pass_on(outside, inside)

    return answer


def pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)


def test_a_certificate_that_nobody_vouches_for_is_refused(circflow: Command, neo4j_server: Address):
    with peer(tls(neo4j_server)) as where:
        circflow.lead_to(replace(neo4j_server, uri=f"bolt+s://{where}"))
        told = circflow("datasets", code=3)
        assert "the TLS certificate was refused" in told.err
        assert "bolt+ssc://" in told.err
        circflow.lead_to(replace(neo4j_server, uri=f"bolt+ssc://{where}"))
        assert "accepts any certificate" in circflow("datasets").err


def test_a_server_without_tls_is_no_server_for_an_encrypted_address(circflow: Command, neo4j_server: Address):
    circflow.lead_to(replace(neo4j_server, uri=neo4j_server.uri.replace("bolt://", "bolt+s://")))
    assert "TLS" in circflow("datasets", code=3).err


@pytest.mark.parametrize(
    ("uri", "code", "message"),
    [
        (f"bolt://neo4j:{CANARY}@127.0.0.1:7687", 2, "the address bolt://***@127.0.0.1:7687 holds a login"),
        (f"bolt://neo4j:{CANARY}@[::1", 2, "'***@[::1' is not the address of a Neo4j"),
        (f"bolt+s://{CANARY}@db.example.org", 2, "bolt+s://***@db.example.org holds a login"),
        ("bolt://db.example.org:7687", 4, "would send the password and the data unencrypted to another host"),
        ("neo4j://10.0.0.5", 4, "Use neo4j+s://10.0.0.5, or --insecure"),
        ("bolt://127.0.0.1.example.org", 4, "unencrypted to another host"),
        ("http://127.0.0.1:7474", 2, "is not the address of a Neo4j"),
        ("127.0.0.1:7687", 2, "is not the address of a Neo4j"),
        ("bolt://", 2, "is not the address of a Neo4j"),
        ("bolt://127.0.0.1:port", 2, "is not the address of a Neo4j"),
        ("bolt://127.0.0.1:99999", 2, "is not the address of a Neo4j"),
        ("bolt://[::1", 2, "is not the address of a Neo4j"),
    ],
)
def test_addresses_that_leak_or_cannot_work_are_refused_before_anything_is_sent(circflow: Command, uri, code, message):
    told = circflow("--uri", uri, "datasets", code=code)
    assert message in told.err
    assert CANARY not in told.err + told.out


def test_a_silent_server_is_given_up_after_the_time_limit(
    graph: Connection, neo4j_server: Address, tmp_path, monkeypatch
):
    monkeypatch.setattr("circflow.graph.patience.GRACE_S", 0.2)
    load(graph, read(rich(tmp_path / "p", "rich")).package)
    query = read_catalogue().find("company-deals")
    with (
        Proxy(neo4j_server, lambda _at, kind: Act.SILENCE if kind == "RUN" else Act.PASS) as proxy,
        Connection(proxy.address) as connection,
        pytest.raises(Unreachable, match="gave no answer within 1 seconds"),
    ):
        connection.ask("RETURN 1", timeout_s=1)
    seen: list[str] = []

    def silent_in_the_first_query(_at: int, kind: str) -> Act:
        seen.append(kind)
        return Act.SILENCE if seen.count("BEGIN") == 1 and kind == "BEGIN" else Act.PASS

    with Proxy(neo4j_server, silent_in_the_first_query) as proxy, Connection(proxy.address) as connection:
        with pytest.raises(Exception, match="gave no answer within the time limit of 1 seconds") as told:
            run(connection, query, {"company": "a"}, timeout_s=1)
        assert getattr(told.value, "exit_code", None) == 6
        assert run(connection, query, {"company": "b"}).row_count == 2  # on new sockets


def test_a_login_that_is_locked_out_is_told(graph: Connection, neo4j_server: Address):
    # A user of its own, because the lock holds for the right password too.
    graph.ask("CREATE USER locked SET PASSWORD $word CHANGE NOT REQUIRED", {"word": "right-one"}, write=True)
    try:
        messages = []
        for word in ("wrong-one", "wrong-two", "wrong-three", "right-one"):
            with pytest.raises(AuthFailed) as told:
                Connection(replace(neo4j_server, user="locked", password=Secret(word)))
            messages.append(told.value.message)
    finally:
        graph.ask("DROP USER locked", write=True)
    assert messages[0] == "the user name or password was refused"
    assert messages[-1] == "too many wrong logins; the server refuses all for some seconds"
