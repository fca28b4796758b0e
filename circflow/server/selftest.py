"""Proof by behaviour that a started server is closed: nothing of it is believed because a setting says so."""

import contextlib
import ipaddress

from circflow.errors import ServerError
from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.server.extra import psutil
from circflow.server.layout import Layout

_READ = "LOAD CSV FROM $address AS line RETURN line LIMIT 1"
_REFUSAL = "Neo.ClientError.Statement.ExternalResourceFailed"
_CANARY = "canary.csv"


def check(layout: Layout, process: psutil.Process, address: Address, http_port: int) -> None:
    """Look where the data lie, log in, and try what must not work.

    Raises:
        ServerError: something works that must not; says what.
        ConnectError: no login.
    """
    if not layout.has_data():
        raise ServerError("the server keeps its data somewhere else", where=str(layout.data))
    _only_loopback(process)
    with Connection(address) as connection:
        _no_files(connection, layout)
        _no_addresses(connection, http_port)


def _only_loopback(process: psutil.Process) -> None:
    for socket in process.net_connections(kind="inet"):
        if socket.status != psutil.CONN_LISTEN:
            continue
        host = ipaddress.ip_address(socket.laddr.ip)
        # Java binds IPv4 addresses on IPv6 sockets, where they look like ::ffff:127.0.0.1.
        if not (getattr(host, "ipv4_mapped", None) or host).is_loopback:
            raise ServerError(f"the server listens on {socket.laddr.ip}:{socket.laddr.port}, where others reach it")


def _no_files(connection: Connection, layout: Layout) -> None:
    # A file that is there and readable: a refusal of one that is missing would prove nothing.
    canary = layout.imports / _CANARY
    canary.write_text("seen\n", encoding="utf-8")
    try:
        for address in (f"file:///{_CANARY}", canary.as_uri()):
            _must_refuse(connection, address, "a query can read files")
    finally:
        with contextlib.suppress(OSError):
            canary.unlink()


def _no_addresses(connection: Connection, http_port: int) -> None:
    for host in ("127.0.0.1", "localhost"):
        # Its own web server: it answers for certain, and nothing leaves the machine should the lock fail.
        _must_refuse(connection, f"http://{host}:{http_port}/", "a query can call addresses")


def _must_refuse(connection: Connection, address: str, otherwise: str) -> None:
    code = connection.refuses(_READ, {"address": address})
    if code != _REFUSAL:
        raise ServerError(f"{otherwise}: LOAD CSV from {address} ended with {code or 'success'}")
