"""The hops that deals make: who pays whom, by which type of deal, as numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from neo4j import Transaction

from circflow.graph.columns.reading import Integers, columns, integers
from circflow.rings.chains import KINDS
from circflow.rings.row import Numbers

_BUYS_FROM = KINDS.index("BUYS_FROM")


@dataclass(frozen=True, slots=True)
class Units:
    """Companies, or groups where they count as one, by number.

    Attributes:
        of: The unit of each company by the company's number; empty where each is its own.
        named: Ids of units that are no company's.
        count: Units are numbered below this.
    """

    of: Integers
    named: Mapping[int, str]
    count: int

    def turned(self, companies: Integers) -> Integers:
        """Return the units of companies."""
        return self.of[companies] if len(self.of) else companies


@dataclass(frozen=True, slots=True)
class Hops:
    """Hops, sorted by payer, payee and type of deal.

    Attributes:
        units: Who pays and is paid.
        pairs: Payer times `units.count` plus payee, each pair once.
        pair_at: Where the hops of each pair begin; one entry more than pairs.
        kinds: Type of each hop.
        hop_at: Where the deals of each hop begin; one entry more than hops.
        deals: Inner numbers of deals.
    """

    units: Units
    pairs: Integers
    pair_at: Integers
    kinds: Integers
    hop_at: Integers
    deals: Integers

    @property
    def payers(self) -> Numbers:
        """Return the payer of each pair."""
        return self.pairs // self.units.count

    @property
    def payees(self) -> Numbers:
        """Return the payee of each pair."""
        return self.pairs % self.units.count

    def with_purchases(self, rings: Integers, least: int) -> Integers:
        """Return those of some rings that can be told with so many purchases."""
        if not least:
            return rings
        # Hops of a pair stand in the order of the names of their types, purchases first.
        bought = self.kinds[self.pair_at[self._pairs(rings)]] == _BUYS_FROM
        enough: Integers = rings[bought.sum(axis=1) >= least]
        return enough

    def chains(self, rings: Integers, min_purchases: int) -> tuple[Integers, Integers]:
        """Return rings with every choice of a type a hop, and the hops of each.

        Args:
            rings: Units, in an array of shape (rings, hops).
            min_purchases: Least number of purchases.

        Returns:
            Two arrays of shape (chains, hops), in the order of the rings, and for one ring by the names of the types.
        """
        pairs = self._pairs(rings)
        first = self.pair_at[pairs]
        choices = self.pair_at[pairs + 1] - first
        if (choices > 1).any():
            ways = choices.prod(axis=1)
            ring = np.repeat(np.arange(len(rings)), ways)
            way = np.arange(len(ring)) - np.repeat(np.cumsum(ways) - ways, ways)
            rings, first, choices = rings[ring], first[ring], choices[ring]
            for hop in range(rings.shape[1] - 1, -1, -1):
                first[:, hop] += way % choices[:, hop]
                way //= choices[:, hop]
        if min_purchases:
            enough = (self.kinds[first] == _BUYS_FROM).sum(axis=1) >= min_purchases
            rings, first = rings[enough], first[enough]
        return rings, first

    def _pairs(self, rings: Integers) -> Integers:
        return np.searchsorted(self.pairs, rings * self.units.count + np.roll(rings, -1, axis=1))


def hops_of(transaction: Transaction, sent: Mapping[str, Any]) -> Hops:
    """Take the hops of a question out of the database.

    Args:
        transaction: A reading one.
        sent: What stands for each `$name` of the stored query.
    """
    found = integers(transaction, "hops_in_columns", sent)
    payers, payees = (found.get(name, np.empty(0, np.int64)) for name in ("payers", "payees"))
    units = _units(transaction, sent["by"], int(max(payers.max(), payees.max())) + 1 if len(payers) else 1)
    payers, payees = units.turned(payers), units.turned(payees)
    between = payers != payees
    kinds, deals = (found.get(name, np.empty(0, np.int64))[between] for name in ("kinds", "deals"))
    keys = (payers[between].astype(np.int64) * units.count + payees[between]) * len(KINDS) + kinds
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    hop_at = _begins(keys)
    hops = keys[hop_at[:-1]]
    pair_at = _begins(hops // len(KINDS))
    return Hops(units, hops[pair_at[:-1]] // len(KINDS), pair_at, hops % len(KINDS), hop_at, deals[order])


def unit_of(transaction: Transaction, hops: Hops, company: str) -> int | None:
    """Return the unit that a company is part of; None if no deal knows it."""
    record = transaction.run("MATCH (c:Company {id: $id}) RETURN c.number AS number", id=company).single(strict=True)
    number = record["number"]
    known = len(hops.units.of) or hops.units.count
    return None if number is None or number >= known else int(hops.units.turned(np.array([number]))[0])


def _begins(sorted_keys: Integers) -> Integers:
    """Return where each run of one key begins, and at last how many there are."""
    new = np.flatnonzero(sorted_keys[1:] != sorted_keys[:-1]) + 1
    return np.concatenate([[0] if len(sorted_keys) else [], new, [len(sorted_keys)]]).astype(np.int64)


def _units(transaction: Transaction, by: str, companies: int) -> Units:
    if by != "group":
        return Units(np.empty(0, np.int64), {}, companies)
    found = columns(transaction, "groups_in_columns", {})
    numbers, groups, heads = (found.get(name, []) for name in ("companies", "groups", "heads"))
    companies = max([companies, *(number + 1 for number in (*numbers, *heads))])
    of = np.arange(companies, dtype=np.int64)
    without_head = sorted({group for group, head in zip(groups, heads, strict=True) if head < 0})
    made = {group: companies + place for place, group in enumerate(without_head)}
    for number, group, head in zip(numbers, groups, heads, strict=True):
        of[number] = made[group] if head < 0 else head
    return Units(of, {unit: group for group, unit in made.items()}, companies + len(made))
