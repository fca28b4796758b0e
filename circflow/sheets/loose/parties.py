"""Which columns hold who pays and who is paid, and what kind of deal they say by themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Sides:
    """Two columns of parties.

    Attributes:
        payer: Field of the column of who pays.
        payee: Field of the column of who is paid.
        relationship: The type that the columns themselves say; None when somebody must say it.
    """

    payer: str
    payee: str
    relationship: str | None = None

    @property
    def fields(self) -> tuple[str, str]:
        """Return both fields."""
        return self.payer, self.payee


_PAIRS: Final = (
    Sides("investor", "investee", "INVESTS_IN"),
    Sides("customer", "supplier", "BUYS_FROM"),
    Sides("parent", "venture", "JOINT_VENTURE"),
)
_ANY: Final = Sides("payer", "payee")


def sides_of(fields: Collection[str]) -> tuple[Sides, ...]:
    """Return the columns of parties among the fields of a table; several pairs when each row fills one of them.

    A column that says one side of a type by itself (investor) goes with any column for the other side (to, company).
    """
    pairs = tuple(pair for pair in _PAIRS if set(pair.fields) <= set(fields))
    if pairs:
        return pairs
    mixed: list[Sides] = []
    for pair in _PAIRS:
        if pair.payer in fields:
            mixed += [Sides(pair.payer, other, pair.relationship) for other in ("payee", "company") if other in fields]
        if pair.payee in fields:
            mixed += [Sides(other, pair.payee, pair.relationship) for other in ("payer", "company") if other in fields]
    if mixed:
        return tuple(mixed[:1])
    if set(_ANY.fields) <= set(fields):
        return (_ANY,)
    payers = [pair.payer for pair in _PAIRS if pair.payer in fields]
    payees = [pair.payee for pair in _PAIRS if pair.payee in fields]
    # An investor beside a supplier, a customer beside an investee: who pays is clear, for what is not.
    return (Sides(payers[0], payees[0]),) if payers and payees else ()
