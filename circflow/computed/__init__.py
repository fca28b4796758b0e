"""Answers worked out from what a stored query fetches: rows of arcs or stakes → rows of an answer.

One module for each computation that a header can name; the figures are those of `circflow.money`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from circflow.computed.asked import Asked, Computed
from circflow.computed.chance import more_than_chance_rows
from circflow.computed.cleared import clearing_rows
from circflow.computed.coming_back import money_back_rows
from circflow.computed.from_elsewhere import outside_share_rows
from circflow.computed.going_round import circulation_rows
from circflow.computed.owned import integrated_ownership_rows
from circflow.computed.positions import net_position_rows
from circflow.computed.without import knock_out_rows

__all__ = ["COMPUTED", "Asked", "Computed"]

Work: TypeAlias = Callable[[Sequence[Mapping[str, Any]], Asked], Computed]

COMPUTED: Final[Mapping[str, Work]] = {
    "circulation": circulation_rows,
    "clearing": clearing_rows,
    "integrated-ownership": integrated_ownership_rows,
    "knock-out": knock_out_rows,
    "money-back": money_back_rows,
    "more-than-chance": more_than_chance_rows,
    "net-positions": net_position_rows,
    "outside-share": outside_share_rows,
}
"""By the name of the computation; each takes the rows that were fetched, and what was asked."""
