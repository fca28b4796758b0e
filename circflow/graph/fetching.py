"""The rows that the server gives for a stored query, in values of Python."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from neo4j import Transaction
from neo4j.time import Date

from circflow.errors import WriteRefused
from circflow.graph.asking import put
from circflow.queries import StoredQuery
from circflow.queries.computations import ARCS, COMPUTATIONS, DATED_ARCS
from circflow.queries.gathered import apart, gathered

_GATHERED: Final = frozenset({ARCS, DATED_ARCS})
"""What computations fetch of which there can be hundreds of thousands of rows."""
_PLAIN: Final = (str, int, float, type(None))


def fetched(transaction: Transaction, query: StoredQuery, sent: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a query while they come.

    Args:
        transaction: A reading one.
        query: What is asked.
        sent: What stands for each `$name`.

    Raises:
        WriteRefused: it wrote, which is taken back.
    """
    fetches = COMPUTATIONS[query.compute].fetches if query.compute else ()
    comes_gathered = fetches in _GATHERED
    result = put(transaction, gathered(query.statement, fetches) if comes_gathered else query.statement, sent)
    rows = ([_plain(value) for value in record.values()] for record in result)
    if comes_gathered:
        yield from apart(rows, fetches)
    else:
        columns = result.keys()
        yield from (dict(zip(columns, row, strict=True)) for row in rows)
    if result.consume().counters.contains_updates:
        raise WriteRefused(f"{query.id} changed the database; all of it was taken back")


def _plain(value: object) -> object:
    """Return a value without the driver's own types."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Date):
        return date(value.year, value.month, value.day)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
