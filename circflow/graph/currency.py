"""What a least amount is counted in: the currency that was named, or the only one there is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from circflow.errors import ParamError
from circflow.graph.amounts import Amounts, require_currency
from circflow.graph.connection import Connection
from circflow.queries import StoredQuery

_CURRENCIES: Final = """
MATCH (:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(:Company)
WHERE deal.amount_low IS NOT NULL AND ($datasets IS NULL OR deal.dataset IN $datasets)
RETURN DISTINCT deal.currency AS currency
"""


def in_one_currency(
    connection: Connection, query: StoredQuery, bound: Mapping[str, Any], taken: Amounts | None
) -> dict[str, str]:
    """Return the currency of `min_amount`, as the parameter `currency`; nothing where none is needed.

    Args:
        connection: Where the deals are.
        query: The question.
        bound: Its parameters.
        taken: The amounts that it takes in place of the deals' own.

    Raises:
        ParamError: there are amounts in several currencies and none is named, or one without need.
    """
    if "currency" not in query.params or not query.params["currency"].common:
        return {}
    currency, least = bound["currency"], bound.get("min_amount")
    if currency is not None:
        require_currency("currency", currency)
        if least is None:
            raise ParamError("currency is that of min_amount, which is not given", hint="Give both, or neither.")
    if currency is not None or least is None:
        return {}
    if converted := bound.get("in"):
        return {"currency": converted}
    found = sorted(_currencies(connection, bound, taken))
    if len(found) > 1:
        raise ParamError(
            f"min_amount needs --currency, since amounts are in {', '.join(found[:-1])} and {found[-1]}",
            hint=f"Say which deals are meant: --currency {found[0]}, say.",
        )
    return {"currency": found[0]} if found else {}


def unlike_amounts(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Say that the largest of some rows were told by amounts in several currencies."""
    found = sorted({row["currency"] for row in rows if row.get("carries_low") is not None and row.get("currency")})
    if len(found) > 1:
        yield (
            f"Amounts in {', '.join(found[:-1])} and {found[-1]} are compared as they stand; to compare them in one "
            "currency, give --rates and --in."
        )


def _currencies(connection: Connection, bound: Mapping[str, Any], taken: Amounts | None) -> set[str]:
    if taken is not None:
        stated = (one.currency for one in taken.by_deal.values() if one.low is not None)
    else:
        stated = (row["currency"] for row in connection.ask(_CURRENCIES, {"datasets": bound.get("datasets")}))
    return {currency for currency in stated if currency}
