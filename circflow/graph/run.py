"""Running a stored query: checked, read-only, within a time limit, and cut where it was asked to be."""

import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from neo4j import Session

from circflow import __version__
from circflow.errors import ParamError
from circflow.graph.amounts import Amounts, amounts, require_whole
from circflow.graph.computing import computed
from circflow.graph.connection import DEFAULT_TIMEOUT_S, Connection
from circflow.graph.currency import in_one_currency, unlike_amounts
from circflow.graph.engines import Search, search_of
from circflow.graph.facts import facts
from circflow.graph.faults import translated
from circflow.graph.fetching import fetched
from circflow.graph.guard import require_reading
from circflow.graph.interrupt import interruptible
from circflow.graph.names import named_id, named_ids, names
from circflow.graph.narrowing import narrowed
from circflow.graph.patience import no_answer, patient
from circflow.graph.silence import reasons
from circflow.graph.stamps import drawn_from, incomplete, resting_on
from circflow.graph.uncollected import uncollected
from circflow.model import QueryStamp, Result
from circflow.progress import Progress, silent
from circflow.queries import Param, StoredQuery
from circflow.queries.engines import AUTO, CYPHER, MEMORY, MONEY, SPARK
from circflow.sheets.outside_money import outside_money_rows
from circflow.sheets.rates import rate_rows
from circflow.spark import Cluster

_COMPANY: Final = ("company",)
_FETCHING: Final = "Fetching what is counted"
_TOLD_EVERY: Final = 10_000


def run(
    connection: Connection,
    query: StoredQuery,
    given: Mapping[str, object],
    *,
    timeout_s: float = DEFAULT_TIMEOUT_S,
    engine: str = AUTO,
    progress: Progress = silent,
    cluster: Cluster | None = None,
) -> Result:
    """Run a stored query and return its rows with all that is needed to read them.

    Args:
        connection: Where.
        query: What.
        given: Parameters by name; companies may be given by any unambiguous name.
        timeout_s: Seconds after which the server ends it.
        engine: auto, cypher, memory or spark.
        progress: Takes what a computation is about, how much of it is done, and how much there is (0 = unknown).
        cluster: Where Spark runs; default: on this machine.

    Raises:
        InputError: what a computation needs is not installed, or what it is given cannot be counted.
        ParamError: a parameter or the engine does not fit, or a name means nothing or several companies.
        PackageError: the exchange rates cannot be read.
        WriteRefused: the query would do more than read.
        TimedOut: the time limit was reached.
        OutOfMemory: the memory limit of the server was reached.
        ConnectError: the server is not there, or the login is refused.
    """
    with interruptible(connection), uncollected():
        bound = bind(connection, query, given)
        taken = amounts(connection, bound)
        bound |= in_one_currency(connection, query, bound, taken)
        search = search_of(connection, query, engine, bound, cluster)
        started = time.perf_counter()
        unanswered = no_answer(connection.address.host_port, timeout_s)
        with (
            narrowed(query),
            patient(connection, timeout_s, unanswered),
            translated(connection.address.host_port),
            connection.session() as session,
        ):
            sent = _sent(query, bound, taken)
            # Ours are all looked at by a test; the look costs as much as the first answer.
            if not query.is_shipped:
                require_reading(session, query.statement, sent, connection.reading)
            rows, truncated = _rows(session, query, sent, search, timeout_s, progress)
        remarks: tuple[str, ...] = ()
        if query.compute:
            found = computed(connection, query, bound, rows, progress)
            most: int = bound["limit"]
            rows, truncated, remarks = list(found.rows[:most]), len(found.rows) > most, found.remarks
        elapsed_ms = round((time.perf_counter() - started) * 1000)
        loaded = drawn_from(connection, bound.get("datasets"))
        told = facts(connection, _ids(query, rows, "deal"), bound.get("as_of"), progress)
        if taken is not None:
            told = {id_: taken.described(fact) for id_, fact in told.items()}
        parties = {
            party for fact in told.values() for party in (fact.payer, fact.payee, fact.payer_group, fact.payee_group)
        }
        companies = _ids(query, rows, "company") | parties
        return Result(
            query=QueryStamp(query.id, query.title, query.version, query.sha256, query.reading),
            parameters=bound,
            columns=query.returns,
            rows=tuple(rows),
            truncated=truncated,
            engine=_made_by(query, search, engine),
            server=connection.server,
            datasets=resting_on(loaded, companies),
            elapsed_ms=elapsed_ms,
            names=names(connection, companies),
            facts=told,
            warnings=(
                *incomplete(loaded),
                *(taken.remarks(_ids(query, rows, "deal")) if taken else ()),
                *(unlike_amounts(rows) if bound.get("top") else ()),
                *remarks,
                *(() if rows else reasons(connection, query, bound)),
            ),
        )


def _made_by(query: StoredQuery, search: Search | None, engine: str) -> str:
    """Return the engine that made an answer."""
    if query.compute:
        return MONEY
    if search is None:
        return CYPHER
    return SPARK if engine == SPARK else MEMORY


def bind(connection: Connection, query: StoredQuery, given: Mapping[str, object]) -> dict[str, Any]:
    """Return all parameters of a query as they are sent: checked, with defaults, and ids in place of names.

    Raises:
        ParamError: a parameter does not fit, or a name means nothing or several companies.
        PackageError: the exchange rates cannot be read.
    """
    read = query.bind(given)
    require_whole(read)
    return {name: _meant(connection, query.params[name], value) for name, value in read.items()}


def sent(connection: Connection, query: StoredQuery, given: Mapping[str, object]) -> dict[str, Any]:
    """Return what stands for each `$name` of a query's Cypher.

    Raises:
        ParamError: as for `bind`.
        PackageError: the exchange rates cannot be read.
    """
    bound = bind(connection, query, given)
    taken = amounts(connection, bound)
    return _sent(query, bound | in_one_currency(connection, query, bound, taken), taken)


def _sent(query: StoredQuery, bound: Mapping[str, Any], taken: Amounts | None) -> dict[str, Any]:
    return query.sent(bound, {"amounts": taken and taken.sent})


def _rows(
    session: Session,
    query: StoredQuery,
    sent: dict[str, Any],
    search: Search | None,
    timeout_s: float,
    progress: Progress,
) -> tuple[list[Mapping[str, Any]], bool]:
    limit = sent.get("limit")
    if limit is not None:
        # One row more than asked for tells whether there are more.
        sent["limit"] = limit + 1
    metadata = {"tool": f"circflow {__version__}", "query": query.id}
    transaction = session.begin_transaction(metadata=metadata, timeout=timeout_s)
    try:
        found = search(transaction, sent, timeout_s) if search else fetched(transaction, query, sent)
        if query.compute:
            found = _counted(found, progress)
        rows = list(islice(found, limit) if limit is not None else found)
        truncated = sum(1 for _ in found) > 0
    finally:
        transaction.close()
    return rows, truncated


def _counted(rows: Iterator[Mapping[str, Any]], progress: Progress) -> Iterator[Mapping[str, Any]]:
    """Tell how many rows have come."""
    progress(_FETCHING, 0, 0)
    for number, row in enumerate(rows, start=1):
        yield row
        if not number % _TOLD_EVERY:
            progress(_FETCHING, number, 0)


def _meant(connection: Connection, param: Param, value: Any) -> Any:  # noqa: ANN401 - whatever the parameter holds
    if param.type == "rates" and value is not None:
        return rate_rows(value)
    if param.type == "outside" and value is not None:
        return _with_ids(connection, outside_money_rows(value))
    if param.type == "shares" and value is not None:
        return [_share(connection, text) for text in value]
    if not param.of or value is None:
        return value
    if isinstance(value, list):
        return named_ids(connection, value, param.of)
    return named_id(connection, value, param.of)


def _with_ids(connection: Connection, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return rows of outside money with the ids of their companies; all that mean nothing are told."""
    found, problems = [], []
    for row in rows:
        try:
            found.append(row | {"company": named_id(connection, row["company"], _COMPANY)})
        except ParamError as error:
            problems.append(error.message)
    if problems:
        raise ParamError("; ".join(problems), hint="circflow companies --search WORDS finds companies.")
    return found


def _share(connection: Connection, text: str) -> str:
    """Return `NAME=SHARE` with the id of the company."""
    name, _, share = text.rpartition("=")
    return f"{named_id(connection, name, _COMPANY)}={share}"


def _ids(query: StoredQuery, rows: Iterable[Mapping[str, Any]], of: str) -> set[str]:
    columns = [column.name for column in query.returns if column.of == of]
    return {id_ for row in rows for column in columns for id_ in _flat(row[column])}


def _flat(value: object) -> Iterable[str]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    elif isinstance(value, str):
        yield value
