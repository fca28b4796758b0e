"""Whether there are more rings than companies with so many deals would form by chance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, Literal, TypeAlias

from circflow.errors import InputError
from circflow.money.arcs import Arc, checked
from circflow.money.distinct import MAX_HOPS, distinct_money
from circflow.money.swaps import Deal, Swapped, rings_of_three, rings_of_two

Statistic: TypeAlias = Literal["rings of 2", "rings of 3", "distinct share"]

STATISTICS: Final[tuple[Statistic, ...]] = ("rings of 2", "rings of 3", "distinct share")
DRAWS: Final = 999
CENSUS: Final = "census:"
_SWAPS_PER_DEAL: Final = 20
_MIDDLE: Final = 0.95


@dataclass(frozen=True, slots=True)
class MoreThanChance:
    """A figure of the deals beside the same figure of shuffled deals.

    Attributes:
        statistic: Which figure: `rings of 2` or `rings of 3`, each step a company and a type, or `distinct share`, the
            percent of all priced promises that can go round as distinct money.
        observed: The figure of the deals as they are.
        null_low: Lower end of the middle 95 % of the shuffled ones.
        null_middle: Their median.
        null_high: Upper end of the middle 95 %.
        p: Share of draws, with the deals as they are as one of them, in which the figure is at least as large.
        draws: How many there were.
        seed: What the same draws come from again.
        swaps: Steps that changed something: none means that the numbers of deals alone explain the figure.
    """

    statistic: Statistic
    observed: float
    null_low: float
    null_middle: float
    null_high: float
    p: float
    draws: int
    seed: int
    swaps: int


def more_than_chance(
    deals: Iterable[tuple[Arc, str]],
    statistic: Statistic = "rings of 2",
    *,
    sampling: str | None,
    draws: int = DRAWS,
    seed: int = 0,
    keep_pairs: bool = False,
    max_hops: int = MAX_HOPS,
) -> MoreThanChance:
    """Compare rings with those among deals that are shuffled within their types.

    A step takes two deals of one type, a → x and b → y, and makes them a → y and b → x, unless a company would then
    deal with itself or two deals stand in one place; refused steps count. So every company keeps its number of deals by
    type and side, and all sets of deals that such steps reach are equally likely. Amounts stay with the payer. Read the
    figure beside the middle of the shuffled ones first, `p` last.

    Complexity: 20 steps a deal and one figure for each draw.

    Does not show: cause or intent, or anything about deals that the rule of collection left out. On deals that were
    collected because they circle it would show the collector, and so it asks how they were chosen.

    Args:
        deals: Each arc with its type; of one payer, payee and type there is one.
        statistic: What to compare.
        sampling: How the deals were chosen; it must begin with `census:`.
        draws: How many shuffled sets to compare with, at least 1.
        seed: Any whole number.
        keep_pairs: Whether pairs of companies that pay each other stay, and no others come about: rings of 3 beyond
            what the rings of 2 bring.
        max_hops: Longest ring of distinct money.

    Raises:
        InputError: the sampling is no census, there are no deals, or two of one pair and type; no such statistic, or
            no such number of draws.

    Source: Fosdick, Larremore, Nishimura and Ugander 2018 (arXiv 1608.00607); keeping pairs, Squartini et al. 2013.
    """
    if not isinstance(sampling, str) or not sampling.strip().lower().startswith(CENSUS):
        raise InputError(
            "the deals do not say that they are a census, so that more rings than by chance would show who chose them",
            hint='Declare how rows were chosen: sampling = "census: all deals of …".',
        )
    if statistic not in STATISTICS:
        raise InputError(f"'{statistic}' is none of {', '.join(STATISTICS)}")
    for number, what, least in ((draws, "draws", 1), (seed, "seed", None)):
        if isinstance(number, bool) or not isinstance(number, int) or (least is not None and number < least):
            raise InputError(f"{what} is a whole number{' from 1' if least else ''}, and {number!r} is not")
    rows = [Deal(arc.payer, arc.payee, kind, arc) for arc, kind in deals]
    checked(row.arc for row in rows)
    if not rows:
        raise InputError("there are no deals to shuffle")
    if len({row.place for row in rows}) < len(rows):
        raise InputError("two deals have the same payer, payee and type", hint="Give them as one.")
    shuffled = Swapped(rows, Random(seed), keep_pairs=keep_pairs)  # noqa: S311 - a draw that can be repeated
    observed = _figure(rows, statistic, max_hops)
    drawn = []
    for _ in range(draws):
        shuffled.step(_SWAPS_PER_DEAL * len(rows))
        drawn.append(_figure(shuffled.rows, statistic, max_hops))
    drawn.sort()
    as_large = sum(figure >= observed - 1e-9 for figure in drawn)
    outer = (1 - _MIDDLE) / 2
    return MoreThanChance(
        statistic=statistic,
        observed=observed,
        null_low=_quantile(drawn, outer),
        null_middle=_quantile(drawn, 0.5),
        null_high=_quantile(drawn, 1 - outer),
        p=(as_large + 1) / (draws + 1),
        draws=draws,
        seed=seed,
        swaps=shuffled.swaps,
    )


def _figure(rows: Sequence[Deal], statistic: Statistic, max_hops: int) -> float:
    if statistic == "rings of 2":
        return float(rings_of_two(rows))
    if statistic == "rings of 3":
        return float(rings_of_three(rows))
    arcs = [
        Arc(row.payer, row.payee, row.arc.priced, row.arc.priced, row.arc.currency) for row in rows if row.arc.priced
    ]
    return distinct_money(arcs, max_hops=max_hops).of_total_low or 0.0


def _quantile(ordered: Sequence[float], part: float) -> float:
    """Return a figure that was drawn: the first with so large a part of the draws up to it."""
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
