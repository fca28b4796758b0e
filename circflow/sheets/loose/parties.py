"""Which columns hold who pays and who is paid, and what kind of deal they say by themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import product
from typing import Final


@dataclass(frozen=True, slots=True)
class Sides:
    """Two columns of parties.

    Attributes:
        payer: Field of the column of who pays.
        payee: Field of the column of who is paid.
        relationship: The type that the columns themselves say; None when somebody must say it.
        directed: Whether the columns themselves say who pays, so that "sells to" does not turn them.
    """

    payer: str
    payee: str
    relationship: str | None = None
    directed: bool = True

    @property
    def fields(self) -> tuple[str, str]:
        """Return both fields."""
        return self.payer, self.payee


_PAIRS: Final = (
    Sides("investor", "investee", "INVESTS_IN"),
    Sides("customer", "supplier", "BUYS_FROM"),
    Sides("parent", "venture", "JOINT_VENTURE"),
)
_PAYERS: Final = ("payer", "paying")
_PAYEES: Final = ("payee", "paid")
"""The party that is named first, or that pays; the party that is named second, or that is paid."""
PARTIES: Final = frozenset({name for pair in _PAIRS for name in pair.fields} | {*_PAYERS, *_PAYEES, "company"})
"""Fields of columns with parties."""


def sides_of(fields: Collection[str]) -> tuple[Sides, ...]:
    """Return the columns of parties among the fields of a table; several pairs when each row fills one of them.

    A column that says one side of a type by itself (investor) goes with any column for the other side (to, company).
    """
    pairs = tuple(pair for pair in _PAIRS if set(pair.fields) <= set(fields))
    if pairs:
        return pairs
    # From and To beside a company and whoever invests in it are dates.
    general = {"company"} if {"payer", "payee", "company"} <= set(fields) else {*_PAYERS, *_PAYEES, "company"}
    mixed: list[Sides] = []
    for pair in _PAIRS:
        if pair.payer in fields:
            paid = next((name for name in (*_PAYEES, "company") if name in general & set(fields)), None)
            mixed += [Sides(pair.payer, paid, pair.relationship)] if paid else []
        if pair.payee in fields:
            paying = next((name for name in (*_PAYERS, "company") if name in general & set(fields)), None)
            mixed += [Sides(paying, pair.payee, pair.relationship)] if paying else []
    if mixed:
        # A company beside its investors and its customers: each row fills one of them.
        together = tuple(side for side in mixed if "company" in side.fields)
        return together if mixed[0] in together else tuple(mixed[:1])
    for payer, payee in product(_PAYERS, _PAYEES):
        if {payer, payee} <= set(fields):
            return (Sides(payer, payee, directed=(payer, payee) != ("payer", "payee")),)
    payers = [pair.payer for pair in _PAIRS if pair.payer in fields]
    payees = [pair.payee for pair in _PAIRS if pair.payee in fields]
    # An investor beside a supplier, a customer beside an investee: who pays is clear, for what is not.
    return (Sides(payers[0], payees[0]),) if payers and payees else ()
