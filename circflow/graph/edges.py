"""The deals of a question as plain edges, for searches that take place elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from circflow import __version__
from circflow.errors import ParamError
from circflow.graph.asking import put
from circflow.graph.connection import Connection
from circflow.graph.faults import translated
from circflow.graph.patience import no_answer, patient
from circflow.graph.run import bind, sent
from circflow.graph.stamps import drawn_from
from circflow.queries import StoredQuery
from circflow.shipped import folder

FILTERS: Final = (
    "as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "min_amount",
    "currency", "amounts_from", "rates", "in",
)  # fmt: skip
"""The parameters of `round-trips` that say which deals count, and what they bring."""

_FETCHED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Edges:
    """Deals that count.

    Attributes:
        about: The filters that they pass, and the data sets that they are from.
        parts: Those of one payer at a time and in columns; of each the payer stands once.
    """

    about: Mapping[str, Any]
    parts: Iterator[Mapping[str, Any]]


def edges(connection: Connection, query: StoredQuery, given: Mapping[str, object], timeout_s: float) -> Edges:
    """Look for the deals that count; they come while they are read.

    Args:
        connection: Where they are.
        query: The question that the filters belong to.
        given: Filters by name.
        timeout_s: Seconds after which the server ends it.

    Raises:
        ParamError: a filter does not fit.
        TimedOut: the time limit was reached.
        ConnectError: the server is not there.
    """
    if unknown := sorted(given.keys() - set(FILTERS)):
        raise ParamError(f"edges have no filter {unknown[0]!r}", hint=f"They have {', '.join(FILTERS)}.")
    asked = bind(connection, query, given)
    loaded = drawn_from(connection, asked.get("datasets"))
    about = {
        "filters": {name: asked[name] for name in FILTERS if name in asked},
        "datasets": {stamp.id: stamp.sha256 for stamp in loaded},
    }
    return Edges(about, _parts(connection, sent(connection, query, given), timeout_s))


def _parts(connection: Connection, values: Mapping[str, Any], timeout_s: float) -> Iterator[Mapping[str, Any]]:
    statement = (folder("cypher") / "engines" / "edges.cypher").read_text(encoding="utf-8")
    unanswered = no_answer(connection.address.host_port, timeout_s)
    with (
        patient(connection, timeout_s, unanswered),
        translated(connection.address.host_port),
        connection.driver.session(
            database=connection.address.database, default_access_mode="READ", fetch_size=_FETCHED
        ) as session,
        session.begin_transaction(
            metadata={"tool": f"circflow {__version__}", "query": "edges"}, timeout=timeout_s
        ) as transaction,
    ):
        for record in put(transaction, statement, values):
            yield record.data()
