"""The managed server's password: made, kept and handed over without ever being an argument of a process."""

import secrets
import string

from circflow.errors import ServerError
from circflow.graph.address import Secret
from circflow.server import admin, files
from circflow.server.engine import Engine
from circflow.server.layout import Layout

_LETTERS = string.ascii_letters + string.digits
_LENGTH = 32


def random() -> Secret:
    """Return a new password of 32 letters and digits, which need no quoting anywhere."""
    return Secret("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)))


def read(layout: Layout) -> Secret:
    """Return the password of a home.

    Raises:
        ServerError: there is none.
    """
    try:
        return Secret(layout.password.read_text(encoding="utf-8").strip())
    except OSError as error:
        raise ServerError(
            "the password of the managed server is not there",
            where=str(layout.password),
            hint="Make a new one with: circflow server reset-password",
        ) from error


def keep(layout: Layout, password: Secret) -> None:
    """Write the password file, readable by its owner only.

    Raises:
        OutputError: the home cannot be written.
    """
    files.write(layout.password, password.reveal() + "\n")


def make_initial(layout: Layout, engine: Engine) -> None:
    """Give a data folder that no server has opened its password: the one on file, else a new one.

    Later the same command would say "changed" and change nothing, so it must come before the first start.

    Raises:
        ServerError: the command fails.
        OutputError: the home cannot be written.
    """
    if not layout.password.exists():
        keep(layout, random())
    argument = layout.installation / "initial-password"
    files.write(argument, read(layout).reveal() + "\n")
    try:
        admin.run(layout, engine, "dbms", "set-initial-password", f"@{argument}")
    finally:
        argument.unlink(missing_ok=True)
