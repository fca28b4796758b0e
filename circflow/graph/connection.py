"""One open connection to a Neo4j."""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Final, Self

import neo4j
from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, Session
from neo4j.exceptions import Neo4jError

from circflow.errors import Unreachable, UnsupportedServer
from circflow.graph.address import LOOPBACK, Address
from circflow.graph.faults import translated
from circflow.graph.patience import patient

FLOOR: Final = (2025, 10)
"""Oldest server whose Cypher 25 has what the stored queries use."""

DEFAULT_TIMEOUT_S: Final = 30.0


class Connection:
    """A driver, its address and what is known of the server. Use as a context manager.

    Attributes:
        address: Where it leads.
        server: Agent text such as `Neo4j/2026.08.1`.
        reading: Texts of queries that only read, as the server's own plans have shown.
    """

    def __init__(self, address: Address, *, retry_s: float = 30.0, connect_s: float = 10.0) -> None:
        """Connect, log in once, and check the version.

        Args:
            address: Server, login and database.
            retry_s: How long a managed transaction is retried after passing faults.
            connect_s: How long to wait for the TCP connection.

        Raises:
            AuthFailed: login or TLS refused; tried once.
            Unreachable: nothing answers.
            UnsupportedServer: older than `FLOOR`.
        """
        self.address = address
        self._retry_s = retry_s
        self._connect_s = connect_s
        self.reading: set[str] = set()
        self.driver = self._open()
        try:
            with translated(address.host_port):
                # verify_connectivity would retry for half a minute; one session that asks one thing does not.
                info = self.driver.get_server_info()
            self.server = info.agent
            self._check_version()
        except BaseException:
            self.driver.close()
            raise

    def _open(self) -> Driver:
        """Make a driver; it connects when it is first used."""
        address = self.address
        local = any(address.host_port.startswith(host) for host in LOOPBACK)
        # A load balancer drops idle connections after some minutes: test and renew them in time. Loopback has none.
        remote: dict[str, Any] = {} if local else {"liveness_check_timeout": 30.0, "max_connection_lifetime": 200.0}
        with translated(address.host_port):
            return GraphDatabase.driver(
                address.uri,
                auth=(address.user, address.password.reveal()),
                max_transaction_retry_time=self._retry_s,
                connection_timeout=self._connect_s,
                connection_acquisition_timeout=self._connect_s + 5,
                telemetry_disabled=True,
                # The stored queries ask about types and properties that an empty database does not know yet.
                notifications_min_severity="OFF",
                **remote,
            )

    def _check_version(self) -> None:
        numbers = self.server.partition("/")[2].split(".")
        try:
            version = (int(numbers[0]), int(numbers[1]))
        except (ValueError, IndexError):
            version = (0, 0)
        if version < FLOOR:
            raise UnsupportedServer(
                f"{self.server} is too old; circflow needs Neo4j {FLOOR[0]}.{FLOOR[1]:02d} or newer",
                where=self.address.host_port,
                hint="Start the managed server with: circflow server start",
            )

    def session(self, *, write: bool = False, bookmarks: Sequence[str] = (), database: str | None = None) -> Session:
        """Open a session on the address's database, or on the one named."""
        return self.driver.session(
            database=database or self.address.database,
            default_access_mode=WRITE_ACCESS if write else READ_ACCESS,
            bookmarks=neo4j.Bookmarks.from_raw_values(bookmarks) if bookmarks else None,
        )

    def ask(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        database: str | None = None,
        timeout_s: float = DEFAULT_TIMEOUT_S,
    ) -> list[dict[str, Any]]:
        """Run one of our own statements in a transaction of its own and return its rows as dictionaries."""
        silent = Unreachable(
            f"the server gave no answer within {timeout_s:g} seconds",
            where=self.address.host_port,
            hint="See whether it is stopped or overloaded, and whether the network in between lets answers through.",
        )
        with (
            patient(self, timeout_s, silent),
            translated(self.address.host_port),
            self.session(write=write, database=database) as session,
        ):
            query = neo4j.Query(statement, timeout=timeout_s)
            result = session.run(query, dict(parameters or {}))
            columns = result.keys()
            # Record.data() would look for nodes in every value, which takes twice the time and finds none.
            return [dict(zip(columns, record.values(), strict=True)) for record in result]

    def change_password(self, new: str) -> None:
        """Replace the login's own password; the old one is the address's. Neither is ever part of a statement."""
        self.ask(
            "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
            {"old": self.address.password.reveal(), "new": new},
            write=True,
            database="system",
        )

    def refuses(self, statement: str, parameters: Mapping[str, Any]) -> str | None:
        """Return the code with which the server refuses a statement; None when it runs."""
        try:
            with self.session() as session:
                session.run(statement, dict(parameters)).consume()
        except Neo4jError as error:
            return error.code
        return None

    def renew(self) -> None:
        """Drop all sockets, whatever is going on, so that the server ends it; new ones are opened when needed."""
        old, self.driver = self.driver, self._open()
        old.close()

    def close(self) -> None:
        """Close all sockets. May be called from another thread to end a running query."""
        self.driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
