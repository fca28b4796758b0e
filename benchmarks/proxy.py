"""A proxy between driver and server that reads along, and fails on purpose at a chosen message."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from types import TracebackType
from typing import BinaryIO, Self

from circflow.graph.address import Address

KINDS = {
    0x01: "HELLO", 0x02: "GOODBYE", 0x0F: "RESET", 0x10: "RUN", 0x11: "BEGIN", 0x12: "COMMIT", 0x13: "ROLLBACK",
    0x2F: "DISCARD", 0x3F: "PULL", 0x66: "ROUTE", 0x6A: "LOGON", 0x6B: "LOGOFF",
}  # fmt: skip
HANDSHAKE = 20
_LAST = b"\0\0"
"""What ends a message; each of its parts begins with its size in as many bytes."""


class Act(Enum):
    """What to do with a message."""

    PASS = auto()
    CUT = auto()
    """Break the connection; the server never sees the message."""
    CUT_REPLY = auto()
    """Hand the message to the server, wait for its reply, and break the connection instead of passing it on."""
    HALF_REPLY = auto()
    """Hand the message to the server, pass on half of its reply, and break the connection."""
    STALL = auto()
    """Hand the message over after a while, as if nothing had happened."""
    SILENCE = auto()
    """Keep the connection open and pass nothing any more, in either direction."""


Rule = Callable[[int, str], Act]
"""Takes the number of a message, from 1 over all connections, and its kind."""


class Proxy:
    """A listener on loopback in front of a server. Use as a context manager."""

    def __init__(self, server: Address, rule: Rule = lambda _number, _kind: Act.PASS, *, stall_s: float = 1.0) -> None:
        host, _, port = server.host_port.rpartition(":")
        self._target = (host, int(port))
        self._rule = rule
        self._stall_s = stall_s
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = replace(server, uri=f"bolt://127.0.0.1:{self._listener.getsockname()[1]}")
        self.messages: list[str] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def refuse(self) -> None:
        """Refuse all further connections."""
        # A listener that another thread is waiting at keeps its port until it is woken.
        _close(self._listener)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._target)
            for one in (client, server):
                # Each message goes on at once, as driver and server send it; else each would wait 40 ms for the last.
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._sockets += [client, server]
            link = _Link(client, server)
            threading.Thread(target=self._up, args=(link,), daemon=True).start()
            threading.Thread(target=link.down, daemon=True).start()

    def _up(self, link: "_Link") -> None:
        with contextlib.suppress(OSError), link.client.makefile("rb") as stream:
            greeting = stream.read(HANDSHAKE)
            # The first proposal begins a longer handshake; without it the server answers with four bytes.
            link.server.sendall(greeting[:4] + bytes(4) + greeting[8:])
            while message := _message(stream):
                with self._lock:
                    kind = KINDS.get(message[3], "OTHER")
                    self.messages.append(kind)
                    act = self._rule(len(self.messages), kind)
                if act is Act.STALL:
                    time.sleep(self._stall_s)
                link.take(message, act)
        link.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.refuse()
        for one in self._sockets:
            _close(one)


class _Link:
    """One connection, both ways."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.client = client
        self.server = server
        self._reply_is_lost = False
        self._reply_is_halved = False
        self._silent = False

    def take(self, message: bytes, act: Act) -> None:
        if act is Act.CUT:
            raise ConnectionAbortedError
        if act is Act.CUT_REPLY:
            self._reply_is_lost = True
        if act is Act.HALF_REPLY:
            self._reply_is_halved = True
        if act is Act.SILENCE:
            self._silent = True
        if not self._silent:
            self.server.sendall(message)

    def down(self) -> None:
        with contextlib.suppress(OSError):
            while data := self.server.recv(65_536):
                if self._reply_is_lost:
                    break
                if self._reply_is_halved:
                    self.client.sendall(data[: len(data) // 2])
                    break
                if not self._silent:
                    self.client.sendall(data)
        self.close()

    def close(self) -> None:
        _close(self.client)
        _close(self.server)


def _message(stream: BinaryIO) -> bytes:
    """Return the next message with its chunk headers; empty when the client has gone."""
    whole = b""
    while True:
        size = stream.read(len(_LAST))
        if len(size) < len(_LAST):
            return b""
        whole += size
        if size == _LAST and len(whole) > len(_LAST):
            return whole
        whole += stream.read(int.from_bytes(size))


def _close(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
