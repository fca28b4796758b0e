"""Who owns how much of whom, through circles."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from circflow.money.control import HALF, controlled
from circflow.money.ranges import percent_down, percent_up
from circflow.money.stakes import LeftOut, Share, usable
from circflow.money.upward import Owners, below, least_reaching, most_reaching


@dataclass(frozen=True, slots=True)
class Stake:
    """What an owner has of a company, directly and through others, in percent.

    Attributes:
        owner: Who owns.
        held: What it owns of.
        direct_low: Least that it holds itself.
        direct_high: Most.
        integrated_low: Least with what it holds through others.
        integrated_high: Most.
        controls: Whether it controls the company, itself or through what it controls: `yes` at the least shares,
            `possible` at some within their ranges, else `no`. Another question than how much it owns.
        through: Companies on the ways between the two, ordered.
        deals: The deals of these ways, ordered.
    """

    owner: str
    held: str
    direct_low: float
    direct_high: float
    integrated_low: float
    integrated_high: float
    controls: Literal["yes", "no", "possible"]
    through: tuple[str, ...]
    deals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who owns how much of whom.

    Attributes:
        stakes: Ordered by owner and held company; pairs that no way connects are missing.
        left_out: Companies whose stakes make no sense together.
    """

    stakes: tuple[Stake, ...]
    left_out: tuple[LeftOut, ...]


def integrated_ownership(shares: Iterable[Share], owner: str | None = None) -> Ownership:
    """Return the integrated share of each owner in each company below it, through chains and circles.

    With w[i, j] the share of j that i holds, y[i, j] = w[i, j] + Σ y[i, k] · w[k, j] over k other than i: the part of a
    dollar given out by j, passed up to owners again and again, that reaches i. It is never above the whole, as the sum
    over all ways W(I − W)⁻¹ can be. With ranges the least takes every share at its least and gives the rest to nobody
    known; the most gives each company's shares to the owners that are best for i, and never more than the whole.

    Complexity: for each owner a sparse system of the companies below it, and for the most as many as shares change.

    Does not show: votes that differ from shares, agreements, options and stakes that are not loaded.

    Args:
        shares: Of any companies, one for each owner and held company.
        owner: The owner asked about; None for all.

    Raises:
        InputError: something else than shares, two of one pair, or a package is missing.
        Unsolved: the shares of an owner did not settle.

    Source: the measure of Vitali, Glattfelder and Battiston 2011 (arXiv 1107.5728); the ranges as reachability in an
        interval Markov chain (arXiv 2512.16696).
    """
    owners, left_out = usable(shares)
    every = sorted({share.owner for of_one in owners.values() for share in of_one})
    asked = every if owner is None else [one for one in every if one == owner]
    return Ownership(tuple(stake for one in asked for stake in _stakes(one, owners)), left_out)


def _stakes(owner: str, owners: Owners) -> Iterable[Stake]:
    steps = below(owner, owners)
    least, most = least_reaching(owner, owners, steps), most_reaching(owner, owners, steps)
    surely, perhaps = controlled(owner, owners, HALF, at="low"), controlled(owner, owners, HALF, at="high")
    for held in sorted(steps):
        direct = next((share for share in owners[held] if share.owner == owner), None)
        others = sum(share.low for share in owners[held] if share.owner != owner)
        on_way = _between(held, owners, steps)
        yield Stake(
            owner=owner,
            held=held,
            direct_low=float(direct.low) if direct else 0.0,
            direct_high=float(min(direct.most, 100 - others)) if direct else 0.0,
            integrated_low=percent_down(least.get(held, 0.0)),
            integrated_high=percent_up(most.get(held, 0.0)),
            controls="yes" if held in surely else "possible" if held in perhaps else "no",
            through=tuple(sorted(on_way - {held})),
            deals=tuple(
                sorted(
                    {
                        deal
                        for one in on_way
                        for share in owners[one]
                        if share.owner == owner or share.owner in on_way
                        for deal in share.deals
                    }
                )
            ),
        )


def _between(held: str, owners: Owners, steps: Iterable[str]) -> set[str]:
    """Return the companies on ways from one company up to an owner, with the company itself."""
    below_owner = set(steps)
    found = {held}
    waiting = [held]
    while waiting:
        for share in owners[waiting.pop()]:
            if share.most > 0 and share.owner in below_owner and share.owner not in found:
                found.add(share.owner)
                waiting.append(share.owner)
    return found
