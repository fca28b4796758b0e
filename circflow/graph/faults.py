"""What the driver raises → what circflow says."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from neo4j import exceptions as driver

from circflow.errors import (
    AuthFailed,
    CircflowError,
    NotEnoughMemory,
    OutcomeUnknown,
    OutOfMemory,
    QueryError,
    TimedOut,
    Unreachable,
    WriteRefused,
)

NARROW: Final = "Narrow it, or give more time with --timeout."
"""What to do when a query takes too long."""

_TIMED_OUT = ("TransactionTimedOut", "LockAcquisitionTimeout", "Transaction.Terminated")
_MEMORY = ("MemoryPoolOutOfMemory", "TransactionOutOfMemory", "General.OutOfMemoryError", "StackOverFlow")


def is_memory(error: BaseException) -> bool:
    """Return whether the server refused a transaction for lack of memory, so that a smaller one may pass."""
    return isinstance(error, driver.Neo4jError) and any(word in (error.code or "") for word in _MEMORY)


@contextmanager
def memory_told(where: str) -> Iterator[None]:
    """Turn a lack of memory while data is being written into our own exception, and let all others pass.

    Raises:
        NotEnoughMemory: a smaller transaction may pass.
    """
    try:
        yield
    except driver.Neo4jError as error:
        if is_memory(error):
            raise _from_server(error, where, loading=True) from error
        raise


@contextmanager
def translated(where: str, *, loading: bool = False) -> Iterator[None]:
    """Turn the driver's exceptions into ours.

    Args:
        where: `host:port` of the server, for the message.
        loading: Whether data is being written, when lack of memory is exit 8 instead of 6.

    Raises:
        CircflowError: the one that fits, from the driver's exception.
    """
    try:
        yield
    except driver.IncompleteCommit as error:
        raise OutcomeUnknown("the connection broke while the server was committing", where=where) from error
    except (driver.AuthError, driver.AuthConfigurationError) as error:
        raise AuthFailed(
            "the user name or password was refused",
            where=where,
            hint="Check NEO4J_USERNAME and NEO4J_PASSWORD; for the managed server: circflow server reset-password.",
        ) from error
    except (driver.ServiceUnavailable, driver.SessionExpired) as error:
        raise _unreachable(error, where) from error
    except driver.ConfigurationError as error:
        raise Unreachable(str(error).splitlines()[0], where=where) from error
    except driver.Neo4jError as error:
        raise _from_server(error, where, loading=loading) from error
    except driver.DriverError as error:
        raise Unreachable(f"the connection failed: {str(error).splitlines()[0]}", where=where) from error


def _unreachable(error: Exception, where: str) -> CircflowError:
    text = f"{error} {error.__cause__ or ''}"
    if "certificate" in text.lower() or "ssl" in text.lower():
        return AuthFailed(
            "the TLS certificate was refused", where=where, hint="For a self-signed certificate use bolt+ssc://."
        )
    return Unreachable(
        "no Neo4j answers there", where=where, hint="Start one with: circflow server start; or check the address."
    )


def _from_server(error: driver.Neo4jError, where: str, *, loading: bool) -> CircflowError:
    code, text = error.code or "", error.message or str(error)
    if "AuthenticationRateLimit" in code:
        return AuthFailed("too many wrong logins; the server refuses all for some seconds", where=where)
    if "CredentialsExpired" in code:
        return AuthFailed("the password has expired and must be changed first", where=where)
    if "Security." in code and isinstance(error, driver.ClientError):
        return AuthFailed(text, where=where)
    if loading and "LockAcquisitionTimeout" in code:
        return TimedOut("another load or unload is under way and does not end", where=where, hint="Try again later.")
    if any(word in code for word in _TIMED_OUT):
        return TimedOut("the query was ended at its time limit", where=where, hint=NARROW)
    if is_memory(error):
        kind = NotEnoughMemory if loading else OutOfMemory
        return kind(f"the server has not enough memory for this: {text}", where=where)
    if "Statement.AccessMode" in code:
        return WriteRefused("the query would change the database", where=where)
    if "DatabaseUnavailable" in code or "DatabaseNotFound" in code:
        return Unreachable(text, where=where, hint="Check the name in --database or NEO4J_DATABASE.")
    return QueryError(text, where=where)
