"""What hops carry, asked of Neo4j once a hop, and what a chain of them carries then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from neo4j import Transaction

from circflow.graph.asking import put
from circflow.graph.hops import Hops, Step, text

_BATCH: Final = 5_000
"""Hops that are asked for at a time."""
_MIXED: Final = "mixed"


@dataclass(frozen=True, slots=True)
class Carried:
    """What one hop carries.

    Attributes:
        deals: Ids of its deals.
        unknown: Whether none of them has an amount.
        low: Least amount; None when unknown or in several currencies.
        high: Largest; None when open too.
        currency: Its currency; None when unknown, `mixed` when there are several.
        contingent: Whether it rests on guarantees or backstops alone.
        quality: Its best source; None without one.
        dated: Id, first day and date of each deal that has a date.
    """

    deals: Sequence[str]
    unknown: bool
    low: int | None
    high: int | None
    currency: str | None
    contingent: bool
    quality: str | None
    dated: Sequence[tuple[str, date, str]]


class Carrying:
    """What the hops of a question carry; each is asked for once.

    Args:
        transaction: A reading one.
        sent: What stands for each `$name` of the stored query.
        hops: The hops.
        undated: Whether deals without a date count.
        dated: Whether the dates of deals are needed.
    """

    def __init__(
        self, transaction: Transaction, sent: Mapping[str, Any], hops: Hops, *, undated: bool, dated: bool = False
    ) -> None:
        self._transaction = transaction
        self._sent = {**sent, "undated": undated, "dated": dated}
        self._hops = hops
        self._known: dict[Step, Carried] = {}

    def __getitem__(self, step: Step) -> Carried:
        return self._known[step]

    def ask(self, steps: Iterable[Step]) -> None:
        """Ask for what is not known yet of some hops."""
        lacking = [step for step in dict.fromkeys(steps) if step not in self._known]
        for at in range(0, len(lacking), _BATCH):
            part = lacking[at : at + _BATCH]
            by_name = dict(zip(self._hops.named(part), part, strict=True))
            asked = {**self._sent, "hops": list(map(list, by_name))}
            for record in put(self._transaction, text("carried"), asked):
                payer, kind, payee, deals, unknown, low, high, currency, contingent, quality, dated = record.values()
                read = [(id_, begins.to_native(), announced) for id_, begins, announced in dated]
                carried = Carried(deals, bool(unknown), low, high, currency, contingent, quality, read)
                self._known[by_name[payer, kind, payee]] = carried

    def together(self, steps: Sequence[Step]) -> dict[str, Any]:
        """Return what a chain of hops carries: the smallest of them, and unknown while one is."""
        parts = [self._known[step] for step in steps]
        currencies = sorted({part.currency for part in parts if part.currency})
        mixed = len(currencies) > 1 or _MIXED in currencies
        highs = [part.high for part in parts if part.high is not None]
        qualities = [part.quality for part in parts if part.quality is not None]
        return {
            "deals_by_hop": [list(part.deals) for part in parts],
            "carries_low": None if mixed else self.low(steps),
            "carries_high": min(highs) if highs and not mixed else None,
            "currency": _MIXED if mixed else next(iter(currencies), None),
            "unknown_hops": sum(part.unknown for part in parts),
            "contingent": any(part.contingent for part in parts),
            "quality": max(qualities) if len(qualities) == len(parts) else None,
            "deals": [deal for part in parts for deal in part.deals],
        }

    def low(self, steps: Iterable[Step]) -> int | None:
        """Return what surely goes along a chain; None while a hop is unknown, or currencies are several."""
        least: int | None = None
        currency: str | None = None
        for step in steps:
            part = self._known[step]
            if part.low is None or (currency is not None and part.currency != currency):
                return None
            currency = part.currency
            least = part.low if least is None else min(least, part.low)
        return least
