"""What the partners of a company lack at once when it pays only a share of its promises."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from circflow.errors import InputError
from circflow.money.arcs import Arc, checked
from circflow.money.hops import Hop, hops
from circflow.money.ranges import percent_down, percent_up


@dataclass(frozen=True, slots=True)
class Lack:
    """What one payee lacks in the first round.

    Attributes:
        company: The payee.
        lacks_low: Least that it does not get, in integer currency units.
        lacks_high: Most; None = open.
        dependence_low: Least percent of all that it is promised that comes from this payer; 0 when nothing is known.
        dependence_high: Most percent.
        deals: The deals from the payer to it.
        currency: ISO 4217 code; None when the arcs name none.
    """

    company: str
    lacks_low: int
    lacks_high: int | None
    dependence_low: float
    dependence_high: float
    deals: tuple[str, ...]
    currency: str | None


def first_round(arcs: Iterable[Arc], payer: str, pays: float) -> tuple[Lack, ...]:
    """Return what each payee lacks when a company pays a share of each of its promises.

    Complexity: O(arcs).

    Does not show: what the payees then fail to pay (`clearing`), or whether a contract lets the payer off.

    Args:
        arcs: In one currency.
        payer: The company that pays less.
        pays: The share of each promise that it still pays, 0 to 1.

    Returns:
        One for each payee, ordered by id.

    Raises:
        InputError: the arcs do not add up, the payer promises nothing, or the share is not from 0 to 1.
    """
    share = require_share(pays, f"what {payer} pays")
    together = hops(checked(arcs))
    if not any(hop.payer == payer for hop in together):
        raise InputError(f"{payer} promises nothing in these arcs")
    currency = next((arc.currency for hop in together for arc in hop.arcs if arc.currency is not None), None)
    paying: dict[str, list[Hop]] = defaultdict(list)
    for hop in together:
        paying[hop.payee].append(hop)
    found = []
    for hop in together:
        if hop.payer != payer:
            continue
        others = [other for other in paying[hop.payee] if other is not hop]
        other_highs = [other.capacity("high") for other in others]
        low, high = hop.capacity("low") or 0, hop.capacity("high")
        other_low = sum(other.capacity("low") or 0 for other in others)
        other_high = None if None in other_highs else sum(one for one in other_highs if one is not None)
        found.append(
            Lack(
                company=hop.payee,
                lacks_low=floor((1 - share) * low),
                lacks_high=(0 if share == 1 else None) if high is None else ceil((1 - share) * high),
                dependence_low=0.0 if other_high is None or not low else percent_down(low / (low + other_high)),
                dependence_high=100.0 if high is None else percent_up(high / (high + other_low)) if high else 0.0,
                deals=tuple(sorted({deal for arc in hop.arcs for deal in arc.deals})),
                currency=currency,
            )
        )
    return tuple(found)


def require_share(share: object, what: str) -> Fraction:
    """Return a share of one exactly.

    Raises:
        InputError: it is no number from 0 to 1; the message begins with `what`.
    """
    if isinstance(share, bool) or not isinstance(share, int | float | Fraction) or not 0 <= share <= 1:
        raise InputError(f"{what} is a share from 0 to 1, and {share} is not")
    # 0.1 means a tenth, not the float nearest to it.
    return Fraction(str(share))
