"""How much money must come from outside the set of companies, so that all can pay."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import Final

from circflow.errors import InputError
from circflow.money.arcs import Arc, checked
from circflow.money.hops import Hop, hops, numbered
from circflow.money.positions import needs
from circflow.money.solvers import Unsolved, cheapest_flow, needed

PATIENCE_S: Final = 10.0
"""Seconds for the largest need, unless told otherwise."""

_SIZE: Final = 1e6


@dataclass(frozen=True, slots=True)
class OutsideMoney:
    """The least outside money with which all promises of a set of companies can be paid.

    Attributes:
        low: At the amounts within their ranges that need the least, in integer currency units.
        high: At those that need the most; None = open.
        high_is: `exact`, or `at most` when it is only known that no amounts need more.
        payers: Who needs it at those amounts that need the most; empty when they are not known.
        unpriced: Arcs of which no amount is known; they are left out.
        decided_by: Deals behind these arcs and those with an open high, ordered.
        currency: ISO 4217 code; None when the arcs name none.
    """

    low: int
    high: int | None
    high_is: str
    payers: tuple[str, ...]
    unpriced: int
    decided_by: tuple[str, ...]
    currency: str | None


def outside_money(arcs: Iterable[Arc], *, patience_s: float = PATIENCE_S) -> OutsideMoney:
    """Return the net debt of a set of companies within itself: the sum over companies of what each lacks.

    With amounts c it is Σ max(0, out − in). Its range is not the sum of the companies' ranges, since an amount cannot
    be both large for its payer and small for its payee. The low is a min-cost flow (the sum is convex in the amounts).
    The high is a largest directed cut: some companies, all that they promise to others at its highest, and all that
    others promise to them at its lowest; it is solved as an integer programme.

    Complexity: the low near-linear in practice; the high is NP-hard, and after `patience_s` seconds it is what is
    proven by then, marked `at most`.

    Does not show: where the money is to come from, when promises fall due, or what unpriced deals add.

    Args:
        arcs: In one currency. Those without any amount are left out and counted.
        patience_s: Seconds for the high, above 0.

    Raises:
        InputError: the arcs do not add up, the patience is none, or a package is missing.
        Unsolved: a solver has no answer.

    Source: net internal debt, Fleischman and Dini 2021 (JRFM 14:452).
    """
    if not patience_s > 0:
        raise InputError(f"patience must be above 0 seconds, and {patience_s} is not")
    known = checked(arcs)
    priced = hops(arc for arc in known if not arc.unpriced)
    high, high_is, payers = _largest(priced, patience_s)
    return OutsideMoney(
        low=_least(priced),
        high=high,
        high_is=high_is,
        payers=payers,
        unpriced=sum(arc.unpriced for arc in known),
        decided_by=tuple(sorted({deal for arc in known if arc.high is None for deal in arc.deals})),
        currency=next((arc.currency for arc in known if arc.currency is not None), None),
    )


def _least(known: tuple[Hop, ...]) -> int:
    """Move what must be paid at the least cost: outside money costs one, what the ranges leave free costs nothing."""
    companies = numbered(known)
    outside = len(companies)
    supplies = dict.fromkeys(companies.values(), 0)
    # More than everything stated is never of use, however open an amount is.
    most = sum(hop.stated for hop in known)
    payers, payees, room = [], [], []
    for hop in known:
        least = hop.capacity("low") or 0
        highest = hop.capacity("high")
        supplies[companies[hop.payer]] -= least
        supplies[companies[hop.payee]] += least
        payers.append(companies[hop.payer])
        payees.append(companies[hop.payee])
        room.append((most if highest is None else highest) - least)
    numbers = list(companies.values())
    payers += [outside] * outside + numbers
    payees += numbers + [outside] * outside
    costs = [0] * len(known) + [1] * outside + [0] * outside
    # Nobody needs more than it must pay, nor keeps more than it can get.
    brings, keeps = [0] * outside, [0] * outside
    for hop, more in zip(known, room, strict=True):
        brings[companies[hop.payer]] += hop.capacity("low") or 0
        keeps[companies[hop.payee]] += more + (hop.capacity("low") or 0)
    carried = cheapest_flow(payers, payees, room + brings + keeps, costs, supplies)
    return sum(carried[len(known) : len(known) + outside])


def _largest(known: tuple[Hop, ...], patience_s: float) -> tuple[int | None, str, tuple[str, ...]]:
    highs = [one.need_high for one in needs(arc for hop in known for arc in hop.arcs)]
    if None in highs:
        return None, "exact", ()
    at_most = sum(one for one in highs if one is not None)
    if not known or not at_most:
        return 0, "exact", ()
    chosen, bound = _cut(known, patience_s)
    if chosen is None:
        return at_most, "at most", ()
    value = _value(known, chosen)
    # What is proven in floating point is taken with its last digits as uncertain.
    proven = min(at_most, max(value, floor(bound + _slack(bound))))
    if proven - value <= 2 * _slack(bound):
        return value, "exact", tuple(sorted(chosen))
    return proven, "at most", ()


def _slack(bound: float) -> float:
    return 1e-6 + 1e-11 * abs(bound)


def _value(known: tuple[Hop, ...], chosen: set[str]) -> int:
    leaving = [hop.capacity("high") or 0 for hop in known if hop.payer in chosen and hop.payee not in chosen]
    coming = [hop.capacity("low") or 0 for hop in known if hop.payee in chosen and hop.payer not in chosen]
    return sum(leaving) - sum(coming)


def _cut(known: tuple[Hop, ...], patience_s: float) -> tuple[set[str] | None, float]:
    """Choose the companies that are to lack the most, and say what no choice exceeds.

    One variable says for each company whether it is chosen, one for each uncertain hop whether it leaves the chosen.
    """
    numpy, sparse, optimize = needed("numpy"), needed("scipy.sparse"), needed("scipy.optimize")
    companies = numbered(known)
    gains = numpy.zeros(len(companies))
    wide = [hop for hop in known if hop.capacity("high") != hop.capacity("low")]
    for hop in known:
        gains[companies[hop.payer]] += hop.capacity("low") or 0
        gains[companies[hop.payee]] -= hop.capacity("low") or 0
    widths = numpy.array([(hop.capacity("high") or 0) - (hop.capacity("low") or 0) for hop in wide], dtype=float)
    # The solver stops within a millionth of the optimum, which must be little beside the largest amount.
    unit = max(numpy.abs(gains).max(), widths.max(initial=0), 1) / _SIZE
    rows = [row for row in range(len(wide)) for _ in range(2)] + [
        len(wide) + row for row in range(len(wide)) for _ in range(2)
    ]
    columns, signs = [], []
    for row, hop in enumerate(wide):
        columns += [len(companies) + row, companies[hop.payer]]
        signs += [1, -1]
    for row, hop in enumerate(wide):
        columns += [len(companies) + row, companies[hop.payee]]
        signs += [1, 1]
    constraints = []
    if wide:
        matrix = sparse.csr_matrix((signs, (rows, columns)), shape=(2 * len(wide), len(companies) + len(wide)))
        most = numpy.concatenate([numpy.zeros(len(wide)), numpy.ones(len(wide))])
        constraints = [optimize.LinearConstraint(matrix, ub=most)]
    solution = optimize.milp(
        -numpy.concatenate([gains, widths]) / unit,
        integrality=numpy.concatenate([numpy.ones(len(companies)), numpy.zeros(len(wide))]),
        bounds=optimize.Bounds(0, 1),
        constraints=constraints,
        options={"time_limit": patience_s, "mip_rel_gap": 0},
    )
    if solution.status not in {0, 1}:
        raise Unsolved(f"HiGHS ended without an optimum: {solution.message}")
    if solution.x is None:
        return None, numpy.inf
    chosen = {company for company, number in companies.items() if solution.x[number] > 0.5}  # noqa: PLR2004 - 0 or 1
    return chosen, -float(solution.mip_dual_bound) * float(unit)
