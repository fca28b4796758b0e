"""How much money can go round, who must bring it, and who owns whom: pure functions on promises and stakes with ranges.

Needs no Neo4j. The solvers are those of the extra `money`, imported when first used.

::

    from circflow.money import Arc, circulation, distinct_money

    arcs = [Arc("nvidia", "openai", 30, 100), Arc("openai", "oracle", 300, 300), Arc("oracle", "nvidia", 40, 40)]
    circulation(arcs).money      # Range(low=90, high_priced=120, high=120)
    distinct_money(arcs).money   # Range(low=30, high_priced=40, high=40)
"""

from circflow.money.arcs import Arc, by_currency
from circflow.money.chance import MoreThanChance, more_than_chance
from circflow.money.control import Controls, controls
from circflow.money.distinct import distinct_money
from circflow.money.first_round import Lack, first_round
from circflow.money.from_outside import OutsideMoney, outside_money
from circflow.money.going_round import Circulation
from circflow.money.outside import Figure, OutsideShare, PublishedShare, Sale, outside_share
from circflow.money.ownership import Ownership, Stake, integrated_ownership
from circflow.money.payments import Cleared, clearing
from circflow.money.positions import Need, needs
from circflow.money.ranges import Range
from circflow.money.removal import KnockOut, knock_out
from circflow.money.returns import Returns, returns_to
from circflow.money.solvers import Unsolved
from circflow.money.stakes import LeftOut, Share
from circflow.money.volume import circulation

__all__ = [
    "Arc",
    "Circulation",
    "Cleared",
    "Controls",
    "Figure",
    "KnockOut",
    "Lack",
    "LeftOut",
    "MoreThanChance",
    "Need",
    "OutsideMoney",
    "OutsideShare",
    "Ownership",
    "PublishedShare",
    "Range",
    "Returns",
    "Sale",
    "Share",
    "Stake",
    "Unsolved",
    "by_currency",
    "circulation",
    "clearing",
    "controls",
    "distinct_money",
    "first_round",
    "integrated_ownership",
    "knock_out",
    "more_than_chance",
    "needs",
    "outside_money",
    "outside_share",
    "returns_to",
]
