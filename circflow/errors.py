"""Every way in which circflow says no, with its exit code.

::

    CircflowError                 message, hint, where, exit_code
    ├─ InputError             2   what the user typed or gave
    │  ├─ PackageError        2   a file that cannot be read as a whole
    │  │  └─ QueryFileError   2   a stored query with mistakes; lists them all
    │  ├─ ParamError          2   unknown, missing, of the wrong type or out of range
    │  ├─ ForeignData         2   a database holds data that circflow did not load
    │  └─ RejectedRows       11   rows that break the contract of their file
    ├─ ConnectError           4
    │  ├─ AuthFailed          3   wrong password, locked out, or TLS refused
    │  ├─ Unreachable         4   nothing answers at the address
    │  └─ UnsupportedServer   4   older than the stored queries need
    ├─ QueryError             6
    │  ├─ TimedOut            6   the time limit was reached
    │  ├─ OutOfMemory         6   the memory limit of a query was reached
    │  └─ WriteRefused       10   a query that is not read-only
    ├─ OutcomeUnknown         5   the reply to a commit was lost, and the ledger cannot be read
    ├─ OutputError            7   the disk is full, or a file or folder cannot be written
    ├─ NotEnoughMemory        8   at start or load
    └─ ServerError            9   the managed server would not start or stop

Readers of words and the solvers of money questions have kinds of their own of these, beside what raises them.

The numbers are public: `docs/exit-codes.md` shows the same table, and a test holds the two together.
"""

from collections.abc import Sequence

EXIT_OK = 0
EXIT_ROWS = 1
EXIT_DIFFERS = 1
"""A kept answer is another one today: like rows that were asked to fail, no error, and nothing to repair."""
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143


class CircflowError(Exception):
    """Something a user can act on.

    Args:
        message: What happened, to which file, line or address. One sentence without a full stop at the end of a path.
        hint: What to do next; None when the message says it.
        where: `file:line` or `host:port`; printed before the message when given.
    """

    exit_code = 2

    def __init__(self, message: str, *, hint: str | None = None, where: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class InputError(CircflowError):
    """What the user typed or gave does not fit."""


class PackageError(InputError):
    """A file of a data set cannot be read as a whole.

    Args:
        problems: All problems found, each `file:line: what`; the message is the first of them when none is given.
    """

    def __init__(
        self, message: str, *, problems: Sequence[str] = (), hint: str | None = None, where: str | None = None
    ) -> None:
        super().__init__(message, hint=hint, where=where)
        self.problems = tuple(problems)


class QueryFileError(PackageError):
    """Stored queries with mistakes in their headers or their Cypher; `problems` lists them all with file and line."""


class ParamError(InputError):
    """A parameter is unknown, missing, of the wrong type or out of range."""


class ForeignData(InputError):
    """The database holds data that circflow did not load."""


class RejectedRows(InputError):
    """Rows break the contract of their file, and nothing was loaded."""

    exit_code = 11


class ConnectError(CircflowError):
    """No usable connection to a Neo4j."""

    exit_code = 4


class AuthFailed(ConnectError):
    """The login or the TLS certificate was refused. Never retried: three tries lock an account."""

    exit_code = 3


class Unreachable(ConnectError):
    """Nothing answers at the address, or the connection broke."""


class UnsupportedServer(ConnectError):
    """The server is older than the stored queries need."""


class QueryError(CircflowError):
    """The server refused or ended a query."""

    exit_code = 6


class TimedOut(QueryError):
    """The time limit was reached, and the query was ended on the server."""


class OutOfMemory(QueryError):
    """The query reached the memory limit of the server."""


class WriteRefused(QueryError):
    """A query that was to read would change something or reach outside the database."""

    exit_code = 10


class OutcomeUnknown(CircflowError):
    """The reply to a commit was lost, and the ledger could not be read afterwards."""

    exit_code = 5


class OutputError(CircflowError):
    """A file or folder cannot be written; what stood there before is intact."""

    exit_code = 7


class NotEnoughMemory(CircflowError):
    """There is not enough memory to start the server or to load."""

    exit_code = 8


class ServerError(CircflowError):
    """The managed server would not start, stop, or take a command."""

    exit_code = 9
