"""Rows of a stored query handed on in columns while rings are found, without being held."""

import time
from collections.abc import Callable, Mapping

from circflow import __version__
from circflow.errors import TimedOut
from circflow.graph.amounts import amounts
from circflow.graph.columns.search import Watch, chains
from circflow.graph.connection import Connection
from circflow.graph.currency import in_one_currency
from circflow.graph.faults import translated
from circflow.graph.interrupt import asked_to_stop, interruptible
from circflow.graph.ledger import datasets
from circflow.graph.patience import patient
from circflow.graph.run import bind
from circflow.graph.silence import reasons
from circflow.graph.streamed import Streamed, Told
from circflow.model import QueryStamp, Result
from circflow.queries import StoredQuery
from circflow.queries.engines import MEMORY
from circflow.rings.chains import Chains


def stream(
    connection: Connection,
    query: StoredQuery,
    given: Mapping[str, object],
    put: Callable[[Chains], None],
    *,
    timeout_s: float,
    told: Told,
    as_found: bool = False,
) -> Streamed:
    """Search in memory and hand the rows on in columns.

    One Ctrl-C ends the search with what was found, a second one at once.

    Args:
        connection: Where.
        query: What; `round-trips`.
        given: Parameters by name.
        put: Takes the rows.
        timeout_s: Seconds after which it ends.
        told: Told how far the search has come.
        as_found: Whether rows come as they are found, all of them unless a limit is given; default: in the order of the
            stored query.

    Raises:
        ParamError: a parameter does not fit.
        TimedOut: the time is up.
    """
    with interruptible(connection):
        bound = bind(connection, query, given)
        taken = amounts(connection, bound)
        bound |= in_one_currency(connection, query, bound, taken)
        started = time.perf_counter()
        silent = TimedOut(
            f"the server gave no answer within the time limit of {timeout_s:g} seconds",
            where=connection.address.host_port,
            hint="See whether it is stopped or overloaded.",
        )
        limit = None if as_found and "limit" not in given else bound["limit"]
        deals: list[list[str]] = []
        rows, truncated = 0, False
        with (
            patient(connection, timeout_s, silent),
            translated(connection.address.host_port),
            connection.session() as session,
            session.begin_transaction(
                metadata={"tool": f"circflow {__version__}", "query": query.id}, timeout=timeout_s
            ) as transaction,
            asked_to_stop() as stopped,
        ):
            sent = query.sent(bound, {"amounts": taken and taken.sent})
            watch = Watch(time.monotonic() + timeout_s, told, stopped.is_set)
            for part in chains(transaction, sent, watch, as_found=as_found):
                left = len(part) if limit is None else limit - rows
                put(part.part(0, left))
                rows += min(len(part), left)
                deals = part.book.deals
                if len(part) > left:
                    truncated = True
                    break
            cut = stopped.is_set()
        chosen = bound.get("datasets")
        loaded = tuple(known.stamp for known in datasets(connection) if chosen is None or known.id in chosen)
        result = Result(
            query=QueryStamp(query.id, query.title, query.version, query.sha256, query.reading),
            parameters=bound,
            columns=query.returns,
            rows=(),
            truncated=truncated or cut,
            engine=MEMORY,
            server=connection.server,
            datasets=loaded,
            elapsed_ms=round((time.perf_counter() - started) * 1000),
            warnings=(
                *(
                    f"The data set {stamp.id} is not completely loaded; answers are partial until it is loaded again."
                    for stamp in loaded
                    if not stamp.complete
                ),
                *(taken.remarks({deal for of_hop in deals for deal in of_hop}) if taken else ()),
                *(() if rows or cut else reasons(connection, query, bound)),
            ),
        )
    return Streamed(result, rows, cut)
