"""Deals shuffled within their types by swaps of payees, and the rings among them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from circflow.money.arcs import Arc


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal of a type; its amount is the arc's, and stays with the payer."""

    payer: str
    payee: str
    kind: str
    arc: Arc

    @property
    def place(self) -> tuple[str, str, str]:
        """What only one deal has."""
        return self.payer, self.payee, self.kind


class Swapped:
    """Deals, and the walk over all sets in which each company has as many of each type and side.

    Args:
        rows: The deals; no two in one place.
        chance: Where the draws come from.
        keep_pairs: Whether pairs of companies that pay each other stay, and no others come about.
    """

    def __init__(self, rows: Sequence[Deal], chance: Random, *, keep_pairs: bool = False) -> None:
        self.rows = list(rows)
        self.swaps = 0
        self._chance = chance
        self._keep_pairs = keep_pairs
        self._places = {row.place for row in rows}
        self._between = Counter((row.payer, row.payee) for row in rows)
        by_kind: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            by_kind.setdefault(row.kind, []).append(number)
        # Every type is shuffled as thoroughly as it is large, beside however large others.
        self._kinds = [by_kind[kind] for kind in sorted(by_kind)]
        self._weights = [len(numbers) for numbers in self._kinds]

    def step(self, times: int) -> None:
        """Try so many swaps; refused ones count, or some sets would come too often.

        Now and then a deal is drawn twice, and nothing happens. Where no swap is ever refused, an even number of them
        would otherwise only lead to half of the sets: a swap changes the sign of a permutation.
        """
        for numbers in self._chance.choices(self._kinds, self._weights, k=times):
            first, second = self._chance.choice(numbers), self._chance.choice(numbers)
            if first != second:
                self._swap(first, second)

    def _swap(self, first: int, second: int) -> None:
        one, other = self.rows[first], self.rows[second]
        new_one, new_other = replace(one, payee=other.payee), replace(other, payee=one.payee)
        if new_one.payer == new_one.payee or new_other.payer == new_other.payee:
            return
        if new_one.place in self._places or new_other.place in self._places:
            return
        if self._keep_pairs and any(
            (deal.payee, deal.payer) in self._between for deal in (one, other, new_one, new_other)
        ):
            return
        self._places -= {one.place, other.place}
        self._places |= {new_one.place, new_other.place}
        for gone, come in ((one, new_one), (other, new_other)):
            self._between[gone.payer, gone.payee] -= 1
            if not self._between[gone.payer, gone.payee]:
                del self._between[gone.payer, gone.payee]
            self._between[come.payer, come.payee] += 1
        self.rows[first], self.rows[second] = new_one, new_other
        self.swaps += 1


def rings_of_two(rows: Sequence[Deal]) -> int:
    """Count pairs of deals there and back."""
    between = Counter((row.payer, row.payee) for row in rows)
    return sum(many * between.get((payee, payer), 0) for (payer, payee), many in between.items() if payer < payee)


def rings_of_three(rows: Sequence[Deal]) -> int:
    """Count triples of deals that go round."""
    between = Counter((row.payer, row.payee) for row in rows)
    payees: dict[str, list[tuple[str, int]]] = {}
    for (payer, payee), many in between.items():
        payees.setdefault(payer, []).append((payee, many))
    return sum(
        many * further * between.get((third, payer), 0)
        for (payer, payee), many in between.items()
        for third, further in payees.get(payee, ())
        # Each ring once: from its smallest company.
        if payer < payee and payer < third
    )
