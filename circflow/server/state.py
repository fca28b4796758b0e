"""What is known of the running server: server.json."""

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Self

from circflow.graph.address import Address, Secret
from circflow.server import files
from circflow.server.layout import Layout

if TYPE_CHECKING:
    import psutil

_CLOCK_S = 2.0
"""A start time read twice may differ by this much when the clock is set in between."""

USER = "neo4j"
DATABASE = "neo4j"


@dataclass(frozen=True, slots=True)
class State:
    """One started server process.

    Attributes:
        pid: Its process id.
        started: When the process was created, in seconds since 1970; tells it from another that got the same id later.
        bolt_port: Port of the driver.
        http_port: Port of Neo4j Browser.
        version: Version of Neo4j.
        heap_mb: Java heap in MiB that was asked for; None when none was.
        ready: Whether it has passed its self-test.
    """

    pid: int
    started: float
    bolt_port: int
    http_port: int
    version: str
    heap_mb: int | None = None
    ready: bool = False

    @classmethod
    def read(cls, layout: Layout) -> Self | None:
        """Return what the file says; None when there is none, or one that nobody could have written whole."""
        try:
            return cls(**json.loads(layout.state.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, layout: Layout) -> None:
        """Keep it.

        Raises:
            OutputError: the home cannot be written.
        """
        files.write(layout.state, json.dumps(asdict(self), indent=1) + "\n")

    def process(self) -> "psutil.Process | None":
        """Return the living process; None when it has ended, or its id belongs to another process by now."""
        from circflow.server.extra import psutil  # noqa: PLC0415 - without a state file nobody needs it

        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) < _CLOCK_S
            alive = same and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return None
        return process if alive else None


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A managed server that answers.

    Attributes:
        bolt_uri: Address for the driver, such as `bolt://127.0.0.1:7687`.
        http_uri: Address of the web server, such as `http://127.0.0.1:7474`.
        user: Login name.
        password: Its password.
        pid: Its process id.
        version: Version of Neo4j, such as `2026.08.1`.
    """

    bolt_uri: str
    http_uri: str
    user: str
    password: Secret
    pid: int
    version: str

    @classmethod
    def of(cls, state: State, password: Secret) -> Self:
        """Put together what the state file and the password file say."""
        return cls(
            f"bolt://127.0.0.1:{state.bolt_port}",
            f"http://127.0.0.1:{state.http_port}",
            USER,
            password,
            state.pid,
            state.version,
        )

    @property
    def browser_uri(self) -> str:
        """Return the address of Neo4j Browser."""
        return f"{self.http_uri}/browser/"

    def address(self) -> Address:
        """Return what a connection needs."""
        return Address(self.bolt_uri, self.user, self.password, DATABASE)
