"""Ports on this machine."""

import os
import socket
from typing import Final

from circflow.errors import ServerError

BOLT: Final = 7687
HTTP: Final = 7474


def is_free(port: int) -> bool:
    """Return whether a server could listen on a port of 127.0.0.1 now."""
    with socket.socket() as probe:
        if os.name == "posix":  # elsewhere the option means that a taken port may be taken again
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def choose(asked: int | None, usual: int, name: str) -> int:
    """Return the port asked for, else the usual one, else any free one.

    Raises:
        ServerError: the port asked for is taken.
    """
    if asked is not None:
        if is_free(asked):
            return asked
        raise ServerError(
            f"the {name} port {asked} is taken by another program",
            where=f"127.0.0.1:{asked}",
            hint="Give another one, or leave the option out and a free one is chosen.",
        )
    return usual if is_free(usual) else any_free()


def any_free() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
