"""Who controls whom, through companies that it controls."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from circflow.errors import InputError
from circflow.money.stakes import WHOLE, LeftOut, Share, usable

HALF: Final = 50.0


@dataclass(frozen=True, slots=True)
class Controls:
    """Whom companies control.

    Attributes:
        yes: Owner and controlled company, at the least of the shares, ordered.
        possible: Those that are controlled at some shares within their ranges, though not at the least.
        left_out: Companies whose stakes make no sense together.
    """

    yes: tuple[tuple[str, str], ...]
    possible: tuple[tuple[str, str], ...]
    left_out: tuple[LeftOut, ...]


def controls(shares: Iterable[Share], *, above: float = HALF) -> Controls:
    """Return whom each owner controls: itself and what it controls hold together more than half.

    The least such sets: companies that would control each other only by assuming so do not.

    Complexity: O(shares) for each owner.

    Does not show: votes that differ from shares, agreements between owners, seats on a board, stakes not loaded.

    Args:
        shares: Of any companies, one for each owner and held company.
        above: Percent above which a company is controlled, from 0 to below 100.

    Raises:
        InputError: something else than shares, two of one pair, or no such percent.

    Source: the company control problem of deductive databases.
    """
    if isinstance(above, bool) or not isinstance(above, int | float) or not 0 <= above < WHOLE:
        raise InputError(f"control begins above 0 to below 100 percent, and {above!r} is not")
    owners, left_out = usable(shares)
    yes, possible = [], []
    for owner in sorted({share.owner for of_one in owners.values() for share in of_one}):
        surely = controlled(owner, owners, above, at="low")
        yes += [(owner, held) for held in sorted(surely)]
        possible += [(owner, held) for held in sorted(controlled(owner, owners, above, at="high") - surely)]
    return Controls(tuple(yes), tuple(possible), left_out)


def controlled(
    owner: str, owners: Mapping[str, tuple[Share, ...]], above: float, *, at: Literal["low", "high"]
) -> set[str]:
    """Return whom one owner controls, at the least or at the best of its shares.

    At the best, those outside have their least: a company's shares never exceed the whole.
    """
    holdings: dict[str, set[str]] = {}
    for held, of_one in owners.items():
        for share in of_one:
            holdings.setdefault(share.owner, set()).add(held)
    inside = {owner}
    waiting = [owner]
    while waiting:
        for held in sorted(holdings.get(waiting.pop(), set()) - inside):
            ours = [share for share in owners[held] if share.owner in inside]
            others = sum(share.low for share in owners[held] if share.owner not in inside)
            low = sum(share.low for share in ours)
            if (low if at == "low" else min(sum(share.most for share in ours), WHOLE - others)) > above:
                inside.add(held)
                waiting.append(held)
    return inside - {owner}
