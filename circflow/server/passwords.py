"""The managed server's password on file."""

import secrets
import string
from typing import Final

from circflow.errors import ServerError
from circflow.graph.address import Secret
from circflow.server import files
from circflow.server.layout import Layout

_LETTERS: Final = string.ascii_letters + string.digits
_LENGTH: Final = 32


class Missing(ServerError):
    """The password file is not there."""


def random() -> Secret:
    """Return a new password of 32 letters and digits, which need no quoting anywhere."""
    return Secret("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)))


def read(layout: Layout) -> Secret:
    """Return the password of a home.

    Raises:
        Missing: there is none.
    """
    try:
        return Secret(layout.password.read_text(encoding="utf-8").strip())
    except OSError as error:
        raise Missing(
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
