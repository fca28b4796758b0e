"""What hops carry, as columns that grow while rings are found: asked of the database hop by hop as rings need it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt
from neo4j import Transaction

from circflow.errors import QueryError
from circflow.graph.columns.hops import Hops
from circflow.graph.columns.reading import Integers, columns, statement
from circflow.model.evidence import QUALITIES
from circflow.rings.chains import UNKNOWN

MIXED: Final = -2
"""Stands in a column of currencies for several."""

_BATCH: Final = 20_000
"""Deals or companies that are asked about at a time."""
_SEVERAL: Final = 500
"""Hops of several deals that are priced at a time."""

Item = TypeVar("Item")


@dataclass(slots=True)
class Prices:
    """What hops carry: one entry a hop in each column.

    Attributes:
        low: Amounts, or `UNKNOWN`.
        high: Likewise.
        currency: Places in `named`, `UNKNOWN` or `MIXED`.
        quality: Place of the best source in `QUALITIES`, their number where there is none.
        contingent: Whether all deals are.
        named: Currencies.
    """

    low: Integers
    high: Integers
    currency: Integers
    quality: Integers
    contingent: npt.NDArray[np.bool_]
    named: list[str]

    def extend(self, other: "Prices") -> None:
        """Put the columns of others, whose currencies are the same list, behind these."""
        for name in ("low", "high", "currency", "quality", "contingent"):
            setattr(self, name, np.concatenate([getattr(self, name), getattr(other, name)]))


def no_prices() -> Prices:
    """Return columns of no hop."""
    none = np.empty(0, np.int64)
    return Prices(none, none, none, none, np.empty(0, np.bool_), [])


def priced(
    transaction: Transaction, sent: Mapping[str, Any], hops: Hops, numbers: Integers, named: list[str]
) -> tuple[list[list[str]], Prices]:
    """Ask what some hops carry.

    A hop of one deal carries what the deal brings; several deals, and a headline, whose parts bound it, are left to the
    very block of Cypher that the stored query has.

    Args:
        transaction: A reading one.
        sent: What stands for each `$name` of the stored query.
        hops: All hops.
        numbers: Which of them.
        named: Currencies that are known; new ones are added.

    Returns:
        The ids of the deals of each, and what they carry.

    Raises:
        QueryError: a deal has gone meanwhile.
    """
    begins = hops.hop_at[numbers]
    sizes = hops.hop_at[numbers + 1] - begins
    first = np.cumsum(sizes) - sizes
    deals = hops.deals[np.arange(sizes.sum()) - np.repeat(first - begins, sizes)]
    facts = _facts(transaction, sent, deals)
    ids = facts["ids"]
    code = {currency: place for place, currency in enumerate(named)} | {"": UNKNOWN}
    for currency in facts["currencies"]:
        if currency not in code:
            code[currency] = len(named)
            named.append(currency)
    low, high = np.array(facts["lows"], np.int64), np.array(facts["highs"], np.int64)
    prices = Prices(
        low[first],
        np.where((low == UNKNOWN) | (high == UNKNOWN), UNKNOWN, np.maximum(low, high))[first],
        np.array([code[currency] for currency in facts["currencies"]], np.int64)[first],
        np.array([QUALITIES.index(quality) if quality else len(QUALITIES) for quality in facts["qualities"]])[first],
        np.array(facts["contingent"], np.bool_)[first],
        named,
    )
    listed = [[ids[place]] for place in first.tolist()]
    several = np.flatnonzero((sizes > 1) | np.array(facts["headlines"], np.bool_)[first]).tolist()
    for hop in several:
        of_hop = slice(int(first[hop]), int(first[hop] + sizes[hop]))
        listed[hop] = sorted(ids[of_hop])
        stated = [QUALITIES.index(quality) for quality in facts["qualities"][of_hop] if quality]
        prices.quality[hop] = min(stated, default=len(QUALITIES))
        prices.contingent[hop] = all(facts["contingent"][of_hop])
    asked = [{"number": hop, "deals": deals[first[hop] : first[hop] + sizes[hop]].tolist()} for hop in several]
    for part in batches(asked, _SEVERAL):
        for record in transaction.run(statement("hop_amounts"), {**sent, "hops": part}):
            hop, least, most, currencies = record.values()
            prices.low[hop] = UNKNOWN if least is None else least
            prices.high[hop] = UNKNOWN if most is None else most
            prices.currency[hop] = _together(currencies, named)
    return listed, prices


def batches(items: Sequence[Item], size: int = _BATCH) -> Iterator[Sequence[Item]]:
    """Cut a sequence into parts."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def require_all(found: Sequence[int], asked: Sequence[int]) -> None:
    """Make sure that everything is still there, and in its order.

    Raises:
        QueryError: something has gone meanwhile.
    """
    if list(found) != list(asked):
        raise QueryError("deals were loaded or taken out while rings were searched", hint="Ask again.")


def _facts(transaction: Transaction, sent: Mapping[str, Any], deals: Integers) -> dict[str, list[Any]]:
    joined: dict[str, list[Any]] = {}
    for part in batches(deals.tolist()):
        found = columns(transaction, "deals_in_columns", {**sent, "numbers": part})
        require_all(found.get("numbers", ()), part)
        for name, values in found.items():
            joined.setdefault(name, []).extend(values)
    return joined


def _together(currencies: Sequence[str], named: list[str]) -> int:
    if not currencies:
        return UNKNOWN
    if len(set(currencies)) > 1:
        return MIXED
    if currencies[0] not in named:
        named.append(currencies[0])
    return named.index(currencies[0])
