"""The walk from one company after another. Runs as it stands on lists, and compiled on arrays."""

from typing import Final

from circflow.rings.row import Numbers

START: Final = 0
DEPTH: Final = 1
SEEN: Final = 2
STATE: Final = 3
"""Places in `state`, and how many there are."""


def walk(  # noqa: C901, PLR0912, PLR0915, PLR0917 - one loop nest: a call would cost more than the step
    payees: Numbers,
    payees_at: Numbers,
    payers: Numbers,
    payers_at: Numbers,
    max_hops: int,
    free: int,
    last: int,
    state: Numbers,
    way_home: Numbers,
    reached: Numbers,
    path: Numbers,
    branch: Numbers,
    homes: Numbers,
    found: Numbers,
    lengths: Numbers,
) -> int:
    """Go on from where the last call stopped, until all starts below `last` are done or `found` is full.

    Companies are numbered by rank, and each ring is found from its lowest. All but the graph is changed in place.

    Args:
        payees: Whom each company pays, one company after another.
        payees_at: Where in `payees` those of a company begin; one entry more than companies.
        payers: Who pays each company, likewise.
        payers_at: Where in `payers` those of a company begin.
        max_hops: Longest ring.
        free: The first hops that are gone without asking for the way home; at most `max_hops` - 2.
        last: The first company that is not to be started from.
        state: Where the walk stands: its start, its depth (-1 before a start), how many companies can get home.
        way_home: Hops from each company back to the start; `max_hops` + 1 for those too far away or on the walk, and
            for all before the first call.
        reached: The companies that can get home; room for all.
        path: The companies of the walk; room for `max_hops`.
        branch: Which payee of each of them is next.
        homes: How far home it is from each of them.
        found: Takes the rings, one company after another; room for more than `max_hops`.
        lengths: Takes their lengths.

    Returns:
        The number of rings found. All starts are done when `state[START]` is `last`.
    """
    start = state[START]
    depth = state[DEPTH]
    seen = state[SEEN]
    # Whoever is not known to be near enough is this far from home.
    far = max_hops + 1
    rings = 0
    filled = 0
    room = len(found) - max_hops
    while start < last:
        if depth < 0:
            # How far is it home? Backwards from the start, through companies of higher rank only.
            reached[0] = start
            way_home[start] = 0
            seen = 1
            at = 0
            while at < seen:
                company = reached[at]
                at += 1
                hops = way_home[company] + 1
                if hops + free == max_hops:
                    break
                for place in range(payers_at[company], payers_at[company + 1]):
                    payer = payers[place]
                    if payer > start and way_home[payer] == far:
                        way_home[payer] = hops
                        reached[seen] = payer
                        seen += 1
            if seen > 1:
                depth = 0
                path[0] = start
                branch[0] = payees_at[start]
                homes[0] = 0
        while depth >= 0:
            company = path[depth]
            place = branch[depth]
            end = payees_at[company + 1]
            # Hops that are left for the way home after one more.
            left = max_hops - depth - 1
            deeper = False
            while place < end:
                payee = payees[place]
                home = way_home[payee]
                goes_on = home <= left
                if depth < free and payee > start and not goes_on:
                    # So near to the start, the way home of the next ones is asked for, unless it goes round already.
                    goes_on = True
                    for step in range(1, depth + 1):
                        if path[step] == payee:
                            goes_on = False
                if goes_on:
                    if payee == start or left == 1:
                        if filled > room or rings == len(lengths):
                            branch[depth] = place
                            state[START] = start
                            state[DEPTH] = depth
                            state[SEEN] = seen
                            return rings
                        for step in range(depth + 1):
                            found[filled] = path[step]
                            filled += 1
                        lengths[rings] = depth + 1
                        if payee != start:
                            # One hop from home with one hop left: the ring is closed.
                            found[filled] = payee
                            filled += 1
                            lengths[rings] = depth + 2
                        rings += 1
                    else:
                        branch[depth] = place + 1
                        depth += 1
                        path[depth] = payee
                        branch[depth] = payees_at[payee]
                        homes[depth] = home
                        way_home[payee] = far
                        deeper = True
                        break
                place += 1
            if not deeper:
                way_home[company] = homes[depth]
                depth -= 1
        for at in range(seen):
            way_home[reached[at]] = far
        start += 1
    state[START] = start
    state[DEPTH] = -1
    state[SEEN] = 0
    return rings
