"""What a computation is asked, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from circflow.progress import Progress, silent

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question.

    Attributes:
        parameters: All parameters of the stored query, as it is bound.
        places: What each company that the parameters name counts as: its group, or itself.
        progress: Takes what is being done, how much of it is done, and how much there is (0 = unknown).
    """

    parameters: Mapping[str, Any]
    places: Mapping[str, str] = field(default_factory=dict)
    progress: Progress = silent

    def place(self, company: str) -> str:
        """Return what a company counts as."""
        return self.places.get(company, company)


@dataclass(frozen=True, slots=True)
class Computed:
    """An answer.

    Attributes:
        rows: Each with the columns that the computation gives.
        remarks: What a reader must know beside them.
    """

    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()
