"""All that has to be right before a question is answered: the machine, the server, the login, the queries, the data."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from circflow.errors import AuthFailed, CircflowError, ForeignData, PackageError, UnsupportedServer
from circflow.graph import ledger
from circflow.graph.connection import FLOOR, Connection
from circflow.graph.foreign import refuse_foreign
from circflow.model.finding import Finding, Verdict
from circflow.queries import read_catalogue
from circflow.server import health
from circflow.target import address_of

_PROBLEMS: Final = 5


def findings(
    uri: str | None = None, *, user: str | None = None, database: str | None = None, insecure: bool = False
) -> Iterator[Finding]:
    """Yield what is found, one check after the other. Nothing is started, changed or asked.

    Args:
        uri: Address of another Neo4j; None = the managed server.
        user: As for `circflow.connect`.
        database: As for `circflow.connect`.
        insecure: As for `circflow.connect`.
    """
    for found in health.findings():
        yield _spared(found) if uri else found
    yield _catalogue()
    try:
        address = address_of(uri, user=user, database=database, insecure=insecure)
    except CircflowError as error:
        yield Finding.wrong("Login" if isinstance(error, AuthFailed) else "Address", error)
        return
    try:
        connection = Connection(address)
    except CircflowError as error:
        yield Finding.wrong(_about(error), error)
        return
    with connection:
        yield Finding("Address", f"{address.uri} answers")
        yield Finding("Login", f"{address.user} is let in")
        yield Finding("Version", f"{connection.server}; {FLOOR[0]}.{FLOOR[1]:02d} or newer is needed")
        yield from _loaded(connection)


def _spared(found: Finding) -> Finding:
    """Return what is wrong with the managed server as a warning, where another Neo4j is used."""
    if found.verdict is not Verdict.WRONG:
        return found
    return replace(
        found, verdict=Verdict.WARNING, exit_code=0, text=f"{found.text} (matters to the managed server alone)"
    )


def _about(error: CircflowError) -> str:
    if isinstance(error, AuthFailed):
        return "Login"
    return "Version" if isinstance(error, UnsupportedServer) else "Address"


def _catalogue() -> Finding:
    try:
        catalogue = read_catalogue()
    except PackageError as error:
        shown = "; ".join(error.problems[:_PROBLEMS])
        more = f"; and {len(error.problems) - _PROBLEMS} more" if len(error.problems) > _PROBLEMS else ""
        return replace(Finding.wrong("Queries", error), text=f"{error.message}: {shown}{more}")
    except CircflowError as error:
        return Finding.wrong("Queries", error)
    return Finding("Queries", f"{len(catalogue.of_kind('investigations'))} investigations, without mistakes")


def _loaded(connection: Connection) -> Iterator[Finding]:
    try:
        loaded = ledger.datasets(connection)
        for dataset in loaded:
            told = f"{dataset.id}: {dataset.deals:,} deals, {dataset.loaded_at:%Y-%m-%d %H:%M} UTC"
            if dataset.complete:
                yield Finding("Loaded", told)
            else:
                yield Finding.warning(
                    "Loaded", f"{told}, not completely: answers are partial", "Load its files again: circflow load PATH"
                )
        if not loaded:
            yield Finding.warning("Loaded", "nothing", "Begin with: circflow load ai-deals")
        refuse_foreign(connection, into=None)
    except ForeignData as error:
        yield Finding.warning("Loaded", str(error), error.hint)
    except CircflowError as error:
        yield Finding.wrong("Loaded", error)
