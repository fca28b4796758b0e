"""Who pays what when some pay less than they promised, and others have only so much of their own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from typing import Final, Literal

from circflow.errors import InputError
from circflow.money.arcs import LARGEST_TOTAL, Arc, checked, require_interval
from circflow.money.first_round import require_share
from circflow.money.fixed_points import Debts
from circflow.money.hops import capacities, hops
from circflow.money.ranges import down, up

_SCENARIOS: Final[tuple[Literal["low", "high_priced"], ...]] = ("low", "high_priced")


@dataclass(frozen=True, slots=True)
class Cleared:
    """What one company pays and lacks, at one reading of the amounts; in integer currency units.

    Attributes:
        company: Its id.
        scenario: `low` counts what is unknown as nothing, `high_priced` takes the most that is stated.
        promised: All that it promises.
        pays_least: What it pays in the least solution, with the least outside money.
        pays_most: What it pays in the greatest solution, with the most outside money. Where the two differ though the
            outside money does not, the circle pays itself: money that nobody brought.
        lacks_low: What it does not get of what it is promised, when the others pay their most.
        lacks_high: The same when they pay their least.
        deals: The deals in which it pays or is paid, ordered.
        currency: ISO 4217 code; None when the arcs name none.
    """

    company: str
    scenario: Literal["low", "high_priced"]
    promised: int
    pays_least: int
    pays_most: int
    lacks_low: int
    lacks_high: int
    deals: tuple[str, ...]
    currency: str | None


def clearing(
    arcs: Iterable[Arc],
    outside: Mapping[str, int | tuple[int, int]],
    *,
    pays: Mapping[str, float] | None = None,
    recovery: float = 1,
) -> tuple[Cleared, ...]:
    """Return what each company pays as if all promises fell due at once.

    A company pays what it promised when its outside money and what it gets are enough, else it pays out all that it
    has, in proportion to its promises. With `recovery` below 1 only that share of it is left to those whom such a
    company pays. There can be several such payments; the greatest and the least are shown.

    Payments rise with outside money, so a range of it gives a range of payments. They need not rise with promises,
    which move the proportions: the readings of the amounts are scenarios, and no bounds.

    Complexity: at most as many rounds as companies, each one sparse system; with `recovery` below 1 the least solution
    is reached by iteration, in about 30 / (1 - recovery) steps of O(arcs).

    Does not show: how likely it is that somebody pays less; when promises fall due; exits that contracts have; value of
    goods that are then not delivered. A deal that is paid in shares must be left out, or it reads as a need for money.

    Args:
        arcs: In one currency.
        outside: Money that each company has beside these promises: currency units, or least and most. Others have none.
        pays: Companies that pay a fixed share of each promise, 0 to 1, whatever they have.
        recovery: Share of what a company has that reaches others when it cannot pay all, 0 to 1.

    Returns:
        For each scenario one for each company, ordered by id, the low first.

    Raises:
        InputError: the arcs do not add up, a company is in none of them, a share is none, or a package is missing.

    Source: Eisenberg and Noe 2001; with recovery Rogers and Veraart 2013.
    """
    known = checked(arcs)
    companies = sorted({one for arc in known for one in (arc.payer, arc.payee)})
    _require_known([*outside, *(pays or {})], companies)
    own = {company: _span(company, units) for company, units in outside.items()}
    if sum(most for _, most in own.values()) > LARGEST_TOTAL:
        raise InputError(f"the outside money adds up to more than {LARGEST_TOTAL:,}")
    fixed = {company: require_share(share, f"what {company} pays") for company, share in (pays or {}).items()}
    left = require_share(recovery, "recovery")
    return tuple(one for scenario in _SCENARIOS for one in _cleared(known, companies, own, fixed, left, scenario))


def _require_known(named: list[str], companies: list[str]) -> None:
    unknown = sorted(set(named).difference(companies))
    if unknown:
        near = get_close_matches(unknown[0], companies, n=1)
        raise InputError(
            f"no arc pays or is paid by {', '.join(unknown)}", hint=f"Did you mean {near[0]}?" if near else None
        )


def _span(company: str, units: int | tuple[int, int]) -> tuple[int, int]:
    low, high = units if isinstance(units, tuple) else (units, units)
    require_interval(low, high, f"outside money of {company}")
    if high is None:
        raise InputError(f"outside money of {company} needs a most")
    return low, high


def _cleared(
    arcs: tuple[Arc, ...],
    companies: list[str],
    own: Mapping[str, tuple[int, int]],
    fixed: Mapping[str, Fraction],
    recovery: Fraction,
    scenario: Literal["low", "high_priced"],
) -> Iterable[Cleared]:
    number = {company: place for place, company in enumerate(companies)}
    promises = {hop: most or 0 for hop, most in capacities(hops(arcs), scenario).items()}
    debts = Debts(
        [number[hop.payer] for hop in promises],
        [number[hop.payee] for hop in promises],
        list(promises.values()),
        companies=len(companies),
        fixed={number[company]: float(share) for company, share in fixed.items()},
        recovery=float(recovery),
    )
    least = debts.least([own.get(company, (0, 0))[0] for company in companies])
    most = debts.greatest([own.get(company, (0, 0))[1] for company in companies])
    lacks_most, lacks_least = debts.lacking(least), debts.lacking(most)
    currency = next((arc.currency for arc in arcs if arc.currency is not None), None)
    deals: dict[str, set[str]] = {company: set() for company in companies}
    for arc in arcs:
        deals[arc.payer].update(arc.deals)
        deals[arc.payee].update(arc.deals)
    totals = dict.fromkeys(companies, 0)
    for hop, units in promises.items():
        totals[hop.payer] += units
    for company, place in number.items():
        promised = totals[company]
        yield Cleared(
            company=company,
            scenario=scenario,
            promised=promised,
            pays_least=max(0, down(least[place])),
            pays_most=min(promised, up(most[place])),
            lacks_low=max(0, down(lacks_least[place])),
            lacks_high=up(lacks_most[place]),
            deals=tuple(sorted(deals[company])),
            currency=currency,
        )
