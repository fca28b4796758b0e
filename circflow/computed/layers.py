"""Rows of arcs as they are fetched → arcs, a layer for each currency."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from circflow.listing import listed
from circflow.money import Arc, by_currency


@dataclass(frozen=True, slots=True)
class Layer:
    """What is promised in one currency, with what nobody has put a price on: that can be in any.

    Attributes:
        currency: ISO 4217 code; None when nothing has a price.
        arcs: In this currency or without any.
        own: Deals with an amount in this currency.
    """

    currency: str | None
    arcs: tuple[Arc, ...]
    own: frozenset[str]


def layers(fetched: Iterable[Mapping[str, Any]]) -> tuple[Layer, ...]:
    """Return the layers, that with the most deals first."""
    arcs = [arc_of(row) for row in fetched]
    found = [
        Layer(currency, of_one, frozenset(deal for arc in of_one if arc.currency for deal in arc.deals))
        for currency, of_one in by_currency(arcs).items()
    ]
    return tuple(sorted(found, key=lambda layer: (-len(layer.own), str(layer.currency))))


def arc_of(row: Mapping[str, Any]) -> Arc:
    """Return a fetched row as an arc."""
    return Arc(
        row["payer"],
        row["payee"],
        row["low"] or 0,
        row["high"],
        row["currency"],
        tuple(row["deals"]),
        row.get("first"),
        row.get("last"),
    )


def apart(found: Sequence[Layer]) -> tuple[str, ...]:
    """Say that currencies were counted apart, where there are several."""
    if len(found) < 2:  # noqa: PLR2004 - one currency needs no word
        return ()
    currencies = ", ".join(sorted(str(layer.currency) for layer in found))
    return (f"Each currency is counted apart ({currencies}); --rates FILE --in CURRENCY counts them together.",)


def worth_asking(arcs: Iterable[Arc], carrying: Iterable[str] | None = None) -> tuple[str, ...]:
    """Name the deals without a stated most that could change a figure, those of `carrying` alone if that is given."""
    open_deals = sorted({deal for arc in arcs if arc.high is None for deal in arc.deals})
    if carrying is not None:
        among = frozenset(carrying)
        open_deals = [deal for deal in open_deals if deal in among]
    return (f"No most is stated, and it could change these figures: {listed(open_deals)}.",) if open_deals else ()
