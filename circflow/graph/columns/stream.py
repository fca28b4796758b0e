"""Rows of a stored query handed on in columns while rings are found, without being held."""

import time
from collections.abc import Callable, Mapping

import numpy as np

from circflow import __version__
from circflow.graph.amounts import amounts
from circflow.graph.columns.search import Watch, chains
from circflow.graph.connection import Connection
from circflow.graph.currency import in_one_currency
from circflow.graph.faults import translated
from circflow.graph.interrupt import asked_to_stop, interruptible
from circflow.graph.narrowing import narrowed
from circflow.graph.patience import no_answer, patient
from circflow.graph.run import bind
from circflow.graph.silence import reasons
from circflow.graph.stamps import drawn_from, incomplete, parties, resting_on
from circflow.graph.streamed import Streamed, Told
from circflow.model import QueryStamp, Result
from circflow.queries import StoredQuery
from circflow.queries.engines import MEMORY
from circflow.rings.chains import Book, Chains


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
        unanswered = no_answer(connection.address.host_port, timeout_s)
        limit = None if as_found and "limit" not in given else bound["limit"]
        book, hops = Book(), set[int]()
        rows, truncated = 0, False
        with (
            narrowed(query),
            patient(connection, timeout_s, unanswered),
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
                shown = part.part(0, left)
                put(shown)
                rows += len(shown)
                book = shown.book
                hops |= set(np.unique(shown.hops).tolist())
                if len(part) > left:
                    truncated = True
                    break
            cut = stopped.is_set()
        loaded = drawn_from(connection, bound.get("datasets"))
        deals = {deal for hop in hops for deal in book.deals[hop]}
        # Who takes part in half a million deals is only asked where it matters.
        companies = parties(connection, deals) if any(stamp.matches for stamp in loaded) else set[str]()
        result = Result(
            query=QueryStamp(query.id, query.title, query.version, query.sha256, query.reading),
            parameters=bound,
            columns=query.returns,
            rows=(),
            truncated=truncated or cut,
            engine=MEMORY,
            server=connection.server,
            datasets=resting_on(loaded, companies),
            elapsed_ms=round((time.perf_counter() - started) * 1000),
            warnings=(
                *incomplete(loaded),
                *(taken.remarks(deals) if taken else ()),
                *(() if rows or cut else reasons(connection, query, bound)),
            ),
        )
    return Streamed(result, rows, cut)
