"""Rings of numbers → chains with ids, names and amounts, which are asked of the database as they are needed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from neo4j import Transaction

from circflow.graph.columns.hops import Hops
from circflow.graph.columns.prices import MIXED, batches, no_prices, priced, require_all
from circflow.graph.columns.reading import Integers, columns
from circflow.model.evidence import QUALITIES
from circflow.rings.chains import UNKNOWN, Book, Chains

_OPEN: Final = np.iinfo(np.int64).max


class Carried:
    """Fills a book, and says what chains carry."""

    def __init__(self, transaction: Transaction, sent: Mapping[str, Any], hops: Hops) -> None:
        self.book = Book()
        self._transaction = transaction
        self._sent = sent
        self._hops = hops
        self._unit_place = np.full(hops.units.count, -1, np.int32)
        self._hop_place = np.full(len(hops.kinds), -1, np.int32)
        self._order: list[int] = []
        self._rank = np.empty(0, np.int64)
        self._prices = no_prices()

    def from_smallest(self, rings: Integers) -> Integers:
        """Return rings of units, each told from its smallest id."""
        hops = rings.shape[1]
        places = (self._ranks(rings).argmin(axis=1)[:, None] + np.arange(hops)) % hops
        return np.take_along_axis(rings, places, axis=1)

    def in_order(self, rings: Integers) -> Integers:
        """Return rings that are told from their smallest ids, in the order of their ids."""
        return rings[np.lexsort(self._ranks(rings).T[::-1])]

    def chains(self, rings: Integers) -> Chains:
        """Return all chains of rings, with what they carry."""
        units, hops = self._hops.chains(rings, self._sent["min_purchases"])
        self._learn_units(units)
        self._learn_hops(hops)
        prices, places = self._prices, self._hop_place[hops]
        low, high, currency = prices.low[places], prices.high[places], prices.currency[places]
        unknown = (low == UNKNOWN).sum(axis=1)
        least = np.where(currency == UNKNOWN, _OPEN, currency).min(axis=1, initial=_OPEN)
        most = currency.max(axis=1, initial=UNKNOWN)
        mixed = (least == MIXED) | ((most != UNKNOWN) & (least != most))
        carries_high = np.where(high == UNKNOWN, _OPEN, high).min(axis=1, initial=_OPEN)
        currencies = [*prices.named, None, "mixed"]
        qualities = [*QUALITIES, None]
        code = np.where(mixed, len(prices.named) + 1, np.where(most == UNKNOWN, len(prices.named), most))
        return Chains(
            self.book,
            self._unit_place[units],
            places,
            np.where(mixed | (unknown > 0), UNKNOWN, low.min(axis=1, initial=_OPEN)),
            np.where(mixed | (carries_high == _OPEN), UNKNOWN, carries_high),
            [currencies[number] for number in code.tolist()],
            unknown,
            prices.contingent[places].any(axis=1),
            [qualities[number] for number in prices.quality[places].max(axis=1, initial=0).tolist()],
        )

    def _ranks(self, rings: Integers) -> Integers:
        self._learn_units(rings)
        ids = self.book.ids
        if len(self._order) < len(ids):
            self._order.extend(range(len(self._order), len(ids)))
            self._order.sort(key=ids.__getitem__)
            self._rank = np.empty(len(ids), np.int64)
            self._rank[self._order] = np.arange(len(ids))
        return self._rank[self._unit_place[rings]]

    def _learn_units(self, units: Integers) -> None:
        new = np.unique(units[self._unit_place[units] < 0]).tolist()
        named = self._hops.units.named
        for part in batches([unit for unit in new if unit not in named]):
            found = columns(self._transaction, "companies_in_columns", {"numbers": part})
            require_all(found.get("numbers", ()), part)
            self._place(part, found["ids"], found["names"])
        own = [unit for unit in new if unit in named]
        self._place(own, [named[unit] for unit in own], [named[unit] for unit in own])

    def _place(self, units: Sequence[int], ids: Sequence[str], names: Sequence[str]) -> None:
        first = len(self.book.ids)
        self._unit_place[list(units)] = np.arange(first, first + len(units))
        self.book.ids.extend(ids)
        self.book.names.extend(names)

    def _learn_hops(self, hops: Integers) -> None:
        new = np.unique(hops[self._hop_place[hops] < 0])
        if not len(new):
            return
        deals, prices = priced(self._transaction, self._sent, self._hops, new, self._prices.named)
        first = len(self.book.kinds)
        self._hop_place[new] = np.arange(first, first + len(new))
        self.book.kinds.extend(self._hops.kinds[new].tolist())
        self.book.deals.extend(deals)
        self._prices.extend(prices)
