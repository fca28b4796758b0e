"""A company as it is compared with others: all its names, and the ids that others give it."""

from dataclasses import dataclass
from functools import cached_property

from circflow.sheets.matching.alike import Written


@dataclass(frozen=True)
class Party:
    """A company that is compared.

    Attributes:
        id: Its id.
        name: Its name.
        names: Further names.
        codes: Ids that others give it: of a bank, of a register.
        deals: How many deals it has.
        known: Whether it comes with circflow, or belongs to another data set; two of these are not compared.
        group: Id of its group; empty for its own.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    deals: int = 0
    known: bool = False
    group: str = ""

    @cached_property
    def written(self) -> tuple[Written, ...]:
        """Return its names as they are compared, each once."""
        found = (Written.of(name) for name in (self.name, *self.names))
        return tuple({one.folded: one for one in found if one.folded}.values())
