"""What became of loads that were disturbed: the graphs that they left, and whether the promises held."""

from dataclasses import dataclass
from typing import Final

from circflow.graph.connection import Connection

_DOUBLED: Final = """
MATCH ()-[d:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->()
WITH d.deal_id AS id, count(*) AS times
WHERE times > 1
RETURN count(*) AS doubled
"""


@dataclass(slots=True)
class Outcome:
    """Counts over all loads that were disturbed in one way.

    Attributes:
        what: How they were disturbed.
        told: Loads that were told as done all the same.
        before: Graphs that were the old version.
        after: Graphs that were the new version.
        partial: Graphs that were neither, and not marked as incomplete.
        lost: Loads told as done that were not there.
        doubled: Deal ids that stood more than once, over all graphs.
        differing: Reruns whose digest was not that of an undisturbed load.
        seconds: Time of it all.
    """

    what: str
    told: int = 0
    before: int = 0
    after: int = 0
    partial: int = 0
    lost: int = 0
    doubled: int = 0
    differing: int = 0
    seconds: float = 0.0

    @property
    def bad(self) -> int:
        """Return how often something was not as promised."""
        return self.partial + self.lost + self.doubled + self.differing


def doubled(graph: Connection) -> int:
    """Count the deal ids that stand more than once in a graph."""
    found: int = graph.ask(_DOUBLED)[0]["doubled"]
    return found
