"""Who pays whom: the deals that a question looks at, out of Neo4j and into numbers for a search in memory."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from neo4j import Transaction

from circflow.graph.asking import put
from circflow.shipped import folder

Step: TypeAlias = tuple[int, str, int]
"""The place of the payer, the type of deal, the place of the payee."""


@dataclass(frozen=True, slots=True)
class Hops:
    """Who pays whom, and how.

    Attributes:
        ids: Companies or groups, sorted, so that their places compare as they do.
        kinds: Types of deal by the places of payer and payee, sorted.
        days: Days on which the deals of a step begin, sorted; filled only where a window of time is asked for.
        new: The steps that have a new deal; filled only where such are asked for.
    """

    ids: Sequence[str]
    kinds: Mapping[tuple[int, int], Sequence[str]]
    days: Mapping[Step, Sequence[int]]
    new: AbstractSet[Step]

    @property
    def payers(self) -> list[int]:
        """Return the payer of each pair."""
        return [payer for payer, _ in self.kinds]

    @property
    def payees(self) -> list[int]:
        """Return the payee of each pair, in the same order."""
        return [payee for _, payee in self.kinds]

    def named(self, steps: Collection[Step]) -> list[tuple[str, str, str]]:
        """Return steps with ids in the place of places."""
        return [(self.ids[payer], kind, self.ids[payee]) for payer, kind, payee in steps]


def hops_of(transaction: Transaction, sent: Mapping[str, Any]) -> Hops:
    """Ask for the hops that the deals of a question make.

    Args:
        transaction: A reading one.
        sent: What stands for each `$name` of the stored query.
    """
    found = [record.values() for record in put(transaction, text("hops"), sent)]
    ids = sorted({id_ for payer, _, payees in found for id_ in (payer, *(payee for payee, _, _ in payees))})
    place = {id_: at for at, id_ in enumerate(ids)}
    kinds: dict[tuple[int, int], list[str]] = {}
    days: dict[Step, list[int]] = {}
    new: set[Step] = set()
    for payer, kind, payees in sorted(found, key=lambda record: record[1]):
        for payee, is_new, begins in payees:
            pair = place[payer], place[payee]
            kinds.setdefault(pair, []).append(kind)
            if begins:
                days[pair[0], kind, pair[1]] = sorted(begins)
            if is_new:
                new.add((pair[0], kind, pair[1]))
    return Hops(ids, kinds, days, new)


@cache
def text(name: str) -> str:
    """Return the Cypher of a step of the search."""
    return (folder("cypher") / "engines" / f"{name}.cypher").read_text(encoding="utf-8")
