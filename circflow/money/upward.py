"""Which share of what a company gives out reaches one owner, passed up by whoever owns it."""

from collections.abc import Mapping
from typing import Any, Final

from circflow.money.solvers import Unsolved, needed
from circflow.money.stakes import WHOLE, Share

Owners = Mapping[str, tuple[Share, ...]]
"""Owners of each held company."""

_MORE: Final = 1e-12
_ROUNDS: Final = 10_000


def below(owner: str, owners: Owners) -> dict[str, int]:
    """Return the companies that an owner can hold, through others, with the number of steps to each."""
    holdings: dict[str, list[str]] = {}
    for held, of_one in owners.items():
        for share in of_one:
            if share.most > 0:
                holdings.setdefault(share.owner, []).append(held)
    return steps_down(owner, holdings)


def steps_down(owner: str, holdings: Mapping[str, list[str]]) -> dict[str, int]:
    """Return how many steps each company is below an owner, without the owner itself."""
    steps = {owner: 0}
    waiting = [owner]
    for company in waiting:
        for held in holdings.get(company, ()):
            if held not in steps:
                steps[held] = steps[company] + 1
                waiting.append(held)
    del steps[owner]
    return steps


def least_reaching(owner: str, owners: Owners, steps: Mapping[str, int]) -> dict[str, float]:
    """Return what reaches the owner when every share is at its least and the rest goes to nobody known."""
    return _reaching(owner, {held: [(share.owner, share.low / WHOLE) for share in owners[held]] for held in steps})


def most_reaching(owner: str, owners: Owners, steps: Mapping[str, int]) -> dict[str, float]:
    """Return what reaches the owner when every company's shares are best for it and no more than the whole.

    A policy (shares within their ranges, for each company) is improved until no company has better ones: policy
    iteration. Shares are changed only when that is strictly better, so that it ends.
    """
    policy = {held: _filled(owners[held], {one: -step for one, step in steps.items()} | {owner: 1}) for held in steps}
    for _ in range(_ROUNDS):
        reached = _reaching(owner, policy)
        worth = reached | {owner: 1.0}
        better = False
        for held in steps:
            best = _filled(owners[held], worth)
            if _worth(best, worth) > _worth(policy[held], worth) + _MORE:
                policy[held] = best
                better = True
        if not better:
            return reached
    raise Unsolved(f"the largest shares that reach {owner} did not settle")


def _filled(of_one: tuple[Share, ...], worth: Mapping[str, float]) -> list[tuple[str, float]]:
    """Give what is left beside the least shares to the owners that are worth most."""
    left = WHOLE - sum(share.low for share in of_one)
    given = []
    for share in sorted(of_one, key=lambda one: (-worth.get(one.owner, float("-inf")), one.owner)):
        more = max(0.0, min(share.most - share.low, left))
        left -= more
        given.append((share.owner, (share.low + more) / WHOLE))
    return given


def _worth(given: list[tuple[str, float]], worth: Mapping[str, float]) -> float:
    return sum(part * worth.get(one, 0.0) for one, part in given)


def _reaching(owner: str, given: Mapping[str, list[tuple[str, float]]]) -> dict[str, float]:
    """Solve for what reaches the owner, at fixed shares; 0 for companies from which nothing does."""
    numpy, sparse, linear = needed("numpy"), needed("scipy.sparse"), needed("scipy.sparse.linalg")
    holdings: dict[str, list[str]] = {}
    for held, of_one in given.items():
        for one, part in of_one:
            if part > 0:
                holdings.setdefault(one, []).append(held)
    # Those from which something reaches the owner: among them the system has one solution.
    connected = [held for held in steps_down(owner, holdings) if held in given]
    if not connected:
        return {}
    number = {held: place for place, held in enumerate(connected)}
    direct = numpy.zeros(len(connected))
    rows, columns, parts = list(range(len(connected))), list(range(len(connected))), [1.0] * len(connected)
    for held, place in number.items():
        for one, part in given[held]:
            if one == owner:
                direct[place] = part
            elif one in number:
                rows.append(place)
                columns.append(number[one])
                parts.append(-part)
    system: Any = sparse.csc_matrix((parts, (rows, columns)), shape=(len(connected), len(connected)))
    solved = numpy.atleast_1d(linear.spsolve(system, direct))
    return {held: min(1.0, max(0.0, float(solved[place]))) for held, place in number.items()}
