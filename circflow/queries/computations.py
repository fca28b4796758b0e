"""Computations that a stored query can name in its header: what its Cypher must fetch, and what is made of it.

The Cypher of such a query fetches arcs or stakes, which Neo4j Browser shows. circflow then works out the answer, with
the functions of `circflow.money`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Computation:
    """What a computation needs and gives.

    Attributes:
        fetches: Columns of the final RETURN.
        takes: Parameters that it takes itself, which the Cypher need not use.
        gives: Columns of its answer, in their order; `[returns.NAME]` describes each.
    """

    fetches: tuple[str, ...]
    takes: tuple[str, ...]
    gives: tuple[str, ...]


LIMIT: Final = "limit"
"""Every computation leaves the cut to circflow: the Cypher fetches all."""

ARCS: Final = ("payer", "payee", "relationship", "low", "high", "currency", "deals")
DATED_ARCS: Final = (*ARCS, "first", "last")
STAKES: Final = ("owner", "held", "low", "high", "deals")
KINDS: Final = ("kind", "key", "facts", "deals")
"""Rows of several kinds, each with what there is to know of it."""
_CARRY: Final = ("companies", "deals")

COMPUTATIONS: Final[Mapping[str, Computation]] = {
    "circulation": Computation(
        fetches=ARCS,
        takes=("max_hops", "measure"),
        gives=(
            "measure",
            "low",
            "high_priced",
            "high",
            "currency",
            "of_total_low",
            "of_total_high",
            "decided_by",
            "holds_rings",
            *_CARRY,
        ),
    ),
    "clearing": Computation(
        fetches=ARCS,
        takes=("pays", "outside", "recovery"),
        gives=(
            "company",
            "promised",
            "pays_least",
            "pays_most",
            "lacks_low",
            "lacks_high",
            "scenario",
            "currency",
            *_CARRY,
        ),
    ),
    "integrated-ownership": Computation(
        fetches=STAKES,
        takes=("owner", "held"),
        gives=(
            "owner",
            "held",
            "direct_low",
            "direct_high",
            "integrated_low",
            "integrated_high",
            "controls",
            *_CARRY,
        ),
    ),
    "knock-out": Computation(
        fetches=ARCS,
        takes=("max_hops",),
        gives=(
            "without",
            "volume_before",
            "volume_after",
            "distinct_before",
            "distinct_after",
            "scenario",
            "currency",
            *_CARRY,
        ),
    ),
    "money-back": Computation(
        fetches=DATED_ARCS,
        takes=("company", "in_order"),
        gives=(
            "company",
            "sent_low",
            "sent_high",
            "back_low",
            "back_high",
            "currency",
            "limiting",
            *_CARRY,
        ),
    ),
    "more-than-chance": Computation(
        fetches=KINDS,
        takes=("statistic", "draws", "seed", "max_hops"),
        gives=("statistic", "observed", "null_low", "null_middle", "null_high", "p", "draws", "seed", *_CARRY),
    ),
    "outside-share": Computation(
        fetches=KINDS,
        takes=("supplier",),
        gives=(
            "supplier",
            "circle",
            "metric",
            "period",
            "inside_low",
            "inside_high",
            "outside_low",
            "outside_high",
            "currency",
            "basis",
            "assumed",
            *_CARRY,
        ),
    ),
    "net-positions": Computation(
        fetches=ARCS,
        takes=(),
        gives=(
            "company",
            "out_low",
            "out_high",
            "in_low",
            "in_high",
            "need_low",
            "need_high",
            "currency",
            "unpriced_in",
            "unpriced_out",
            *_CARRY,
        ),
    ),
}
"""By the name that a header gives under `compute`."""
