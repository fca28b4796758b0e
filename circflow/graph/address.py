"""Where a Neo4j is, and who we are there."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from circflow.errors import ConnectError, InputError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Secret:
    """A password that no traceback, log line or repr shows."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the password itself."""
        return self._text

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__


@dataclass(frozen=True, slots=True)
class Address:
    """A server, a login and a database.

    Attributes:
        uri: `bolt://127.0.0.1:7687` or another of `SCHEMES`; never with a user or password in it.
        user: Login name.
        password: Its password.
        database: Name of the database; None = the login's home database.
        insecure: Whether the user accepted an unencrypted connection to another host.
    """

    uri: str
    user: str
    password: Secret
    database: str | None = None
    insecure: bool = False

    def __post_init__(self) -> None:
        """Refuse an address that would leak a password or cannot work.

        Raises:
            InputError: another scheme, or a user or password inside the address.
            ConnectError: an unencrypted connection to another host that was not asked for.
        """
        parts = _parts(self.uri)
        if parts.username is not None or parts.password is not None or "@" in parts.netloc:
            shown = f"{parts.scheme}://***@{parts.netloc.rpartition('@')[2]}"
            raise InputError(
                f"the address {shown} holds a login",
                hint="Give the address alone; the login comes from NEO4J_USERNAME and NEO4J_PASSWORD, or a prompt.",
            )
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise _no_address(self.uri)
        if parts.scheme in ("bolt", "neo4j") and parts.hostname not in LOOPBACK and not self.insecure:
            raise ConnectError(
                f"{self.uri} would send the password and the data unencrypted to another host",
                hint=f"Use {parts.scheme}+s://{parts.netloc}, or --insecure if the network in between is yours.",
            )

    @property
    def host_port(self) -> str:
        """Return `host:port` for messages."""
        parts = _parts(self.uri)
        return f"{parts.hostname}:{parts.port or 7687}"


def _parts(uri: str) -> SplitResult:
    try:
        parts = urlsplit(uri)
        # Read for its check: a login may stand in a part that is no port either, and is told first.
        _ = "@" in parts.netloc or parts.port
    except ValueError:
        raise _no_address(uri) from None
    return parts


def _no_address(uri: str) -> InputError:
    shown = f"***@{uri.rpartition('@')[2]}" if "@" in uri else uri
    return InputError(
        f"'{shown}' is not the address of a Neo4j",
        hint=f"It looks like bolt://127.0.0.1:7687; schemes: {', '.join(SCHEMES)}.",
    )
