"""Simple directed rings by joins: hop by hop, all rings at once.

As in `circflow.rings`, a ring is found from its busiest company alone, walks only pass companies that are less busy,
and a walk goes on only where the way home fits into the hops that are left. Ways home are known for half of the hops;
shorter walks could nearly all still be home in time.
"""

from collections.abc import Callable, Iterator
from functools import reduce
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

BITS: Final = 40
"""Ids are smaller than 2 to the power of this; the bits above them say how few deals a company has."""
_MOST_DEALS: Final = 2**22
_STARTS: Final = f"{2**BITS}L"

Keep = Callable[["DataFrame", str], "DataFrame"]
"""Writes rows under a name and returns them as they can be read back, so that no hop is worked out twice."""


def rings(
    hops: "DataFrame", max_hops: int, keep: Keep, *, through: "DataFrame | None" = None
) -> Iterator[tuple[int, "DataFrame"]]:
    """Find every simple directed ring, each once.

    Args:
        hops: `payer` and `payee`, ids below 2^40; doubles count once, a company with itself never.
        max_hops: Longest ring, at least 2.
        keep: What keeps the rows of a hop.
        through: `id` of companies of which each ring has at least one; it begins there.

    Yields:
        A number of hops, and the ids of its rings in walking order: `at0`, `at1`, …
    """
    ranked = keep(_ranked(hops, through), "ranked")
    closing, walks = ranked.where("payer > payee"), ranked.where("payer < payee")
    if through is not None:
        closing, walks = closing.where(f"payee < {_STARTS}"), walks.where(f"payer < {_STARTS}")
    walks = walks.selectExpr("payer AS at0", "payee AS at1")
    known = max_hops // 2
    home = _ways_home(ranked, closing, known, keep)
    for length in range(1, max_hops):
        left = max_hops - length
        # A walk that is too short to be cut off is looked at only for whether it is a ring already.
        near = home.where(f"home <= {left if left <= known else 1}").selectExpr(
            "start AS at0", f"at AS at{length}", "home"
        )
        walks = keep(walks.join(near, ["at0", f"at{length}"], "inner" if left <= known else "left"), f"walks-{length}")
        places = [f"at{place} & {2**BITS - 1}L AS at{place}" for place in range(length + 1)]
        yield length + 1, walks.where("home = 1").selectExpr(*places)
        if left > 1:
            walks = _longer(walks, ranked, length)


def _ranked(hops: "DataFrame", through: "DataFrame | None") -> "DataFrame":
    """Number the companies so that the busiest have the smallest numbers; the lower bits are their ids.

    Those that rings are to pass through come before all others: their number is their id.
    """
    once = hops.where("payer <> payee").select("payer", "payee").distinct()
    deals = once.selectExpr("explode(array(payer, payee)) AS id").groupBy("id").count()
    busy = f"shiftleft({_MOST_DEALS}L - least(count, {_MOST_DEALS - 1}L), {BITS}) | id"
    rank = deals.selectExpr("id", f"{busy} AS rank")
    if through is not None:
        chosen = through.selectExpr("id", "true AS chosen").distinct()
        rank = rank.join(chosen, "id", "left").selectExpr("id", "IF(chosen, id, rank) AS rank")
    payers, payees = rank.toDF("payer", "from"), rank.toDF("payee", "to")
    return once.join(payers, "payer").join(payees, "payee").selectExpr("from AS payer", "to AS payee")


def _ways_home(ranked: "DataFrame", closing: "DataFrame", most: int, keep: Keep) -> "DataFrame":
    """Return in how few hops a start is reached, through companies that come after it."""
    newest = closing.selectExpr("payee AS start", "payer AS at", "1 AS home")
    found = newest
    for hops in range(2, most + 1):
        step = ranked.selectExpr("payer AS farther", "payee AS at")
        farther = newest.join(step, "at").where("farther > start").selectExpr("start", "farther AS at").distinct()
        newest = farther.join(found, ["start", "at"], "left_anti").selectExpr("start", "at", f"{hops} AS home")
        newest = keep(newest, f"home-{hops}")
        found = found.unionByName(newest)
    return found


def _longer(walks: "DataFrame", ranked: "DataFrame", length: int) -> "DataFrame":
    """Return all walks with one hop more, without those that come to a company again."""
    last, following = f"at{length}", f"at{length + 1}"
    step = ranked.toDF(last, following)
    new = reduce("{} AND {}".format, [f"{following} <> at{place}" for place in range(1, length)], f"{following} > at0")
    return walks.drop("home").join(step, last).where(new)
