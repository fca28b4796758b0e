"""From a question about rows to the one that counts them."""

from collections.abc import Mapping
from typing import Any, Final

from circflow.errors import ParamError
from circflow.queries.catalogue import Catalogue
from circflow.queries.stored_query import StoredQuery

_LIMIT: Final = "limit"


def counting(catalogue: Catalogue, query: StoredQuery, given: Mapping[str, Any]) -> tuple[StoredQuery, dict[str, Any]]:
    """Return the query that counts the rows of another, and the parameters that it takes.

    Args:
        catalogue: Where it is.
        query: The question about rows.
        given: Its parameters. A limit cuts no count, so it is left out.

    Raises:
        ParamError: nothing counts its rows, or a parameter picks some of them.
        InputError: there is no query of that name.
    """
    if not query.counted_by:
        raise ParamError(f"the rows of {query.id} cannot be counted by a query of their own")
    counted = catalogue.find(query.counted_by)
    taken = {name: value for name, value in given.items() if name != _LIMIT and value is not None}
    for name in taken:
        if name in query.params and name not in counted.params:
            raise ParamError(f"{name} picks rows of {query.id}, and all of them are counted", hint="Give one of both.")
    return counted, taken
