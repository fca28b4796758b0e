"""Three sentences about money: the largest circle, what must come from outside, and how firm the promises are."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from circflow.listing import listed
from circflow.model import FIRMNESS, Result
from circflow.model.amount import interval_label
from circflow.model.status import FIRM

CIRCLE: Final = "circulation"
OUTSIDE: Final = "net-positions"
LADDER: Final = "promise-ladder"

MONEY: Final = (CIRCLE, OUTSIDE, LADDER)
"""What is asked for the sentences."""

_CONCLUDED: Final = ("closed", "in_force", "holding")
_STEPS: Final = ("concluded", "agreed or announced", "planned, conditional or talked about")
_SIDES: Final = (("BUYS_FROM", "purchases"), ("INVESTS_IN", "investments"))

Row = Mapping[str, Any]


def sentences(answers: Mapping[str, Result]) -> tuple[str, ...]:
    """Return a sentence for each answer that is there, in the order of `MONEY`.

    Args:
        answers: By id of the query.
    """
    currency = main_currency(answers)
    told = {CIRCLE: _circle, OUTSIDE: _outside, LADDER: _ladder}
    return tuple(told[id_](answers[id_].rows, currency) for id_ in MONEY if id_ in answers)


def main_currency(answers: Mapping[str, Result]) -> str | None:
    """Return the currency in which most companies promise or are promised something; None when nothing has a price."""
    rows = answers[OUTSIDE].rows if OUTSIDE in answers else ()
    counted = Counter(row["currency"] for row in rows if row["currency"] is not None)
    return min(counted, key=lambda currency: (-counted[currency], currency), default=None)


def _circle(rows: Sequence[Row], currency: str | None) -> str:
    here = {row["measure"]: row for row in rows if row["currency"] == currency}
    if not {"distinct", "volume"} <= here.keys():
        return f"No money {_in(currency)}can go round along promises that have a price."
    distinct, volume = here["distinct"], here["volume"]
    return _sentence(
        f"{_money(distinct['low'], distinct['high'], currency)} can go round as distinct money, which counts a unit "
        f"once for each round: {_money(distinct['high_priced'], distinct['high_priced'], currency)} with the most that "
        f"is stated and unpriced deals as nothing. As volume, which counts it at every hop, that is "
        f"{_money(volume['low'], volume['high'], currency)}. {_decided(distinct['decided_by'])} No figure shows that "
        "any unit made the trip, when, or with what intent."
    )


def _decided(deals: Sequence[str]) -> str:
    if not deals:
        return "No deal without a price could change it."
    return f"What nobody has put a price on decides how much more: {listed(deals)}."


def _outside(rows: Sequence[Row], currency: str | None) -> str:
    whole = next((row for row in rows if row["company"] is None and row["currency"] == currency), None)
    if whole is None:
        return "No promise has a price, so that nothing is known of the money that must come from outside."
    unpriced = whole["unpriced_out"]
    beside = (
        f"{unpriced:,} {'agreement has' if unpriced == 1 else 'agreements have'} no price and could change it."
        if unpriced
        else "Every agreement has a price."
    )
    return _sentence(
        f"{_money(whole['need_low'], whole['need_high'], currency)} must come from outside these companies, so that "
        f"all promises with a price can be kept, as if all fell due at once. {beside} What companies have, earn or can "
        "borrow is not looked at."
    )


def _ladder(rows: Sequence[Row], currency: str | None) -> str:
    parts = []
    for relationship, name in _SIDES:
        here = [row for row in rows if row["relationship"] == relationship and row["currency"] == currency]
        if steps := list(_steps(here, currency)):
            parts.append(f"of {name} {_in(currency)}{'; '.join(steps)}")
    unpriced = sum(row["deals_unpriced"] for row in rows)
    if not parts:
        return "No promise has a price, so that nothing is known of how much of it is firm."
    told = ", and ".join(parts)
    beside = f" {unpriced:,} {'agreement has' if unpriced == 1 else 'agreements have'} no price and could add to any."
    return _sentence(
        f"{told}.{beside if unpriced else ''} What is concluded need not have been paid, and "
        "purchases are not added to the investments that fund them."
    )


def _steps(rows: Sequence[Row], currency: str | None) -> Iterator[str]:
    for step, name in enumerate(_STEPS):
        here = [row for row in rows if _step(row["status"]) == step and row["low"] is not None]
        highs = [row["high"] for row in here if row["high"] is not None]
        if here:
            high = sum(highs) if len(highs) == len(here) else None
            yield f"{_money(sum(row['low'] for row in here), high, currency)} {name}"


def _step(status: str) -> int | None:
    """Return how firm a status is; None when it says that a deal came to an end."""
    if FIRMNESS[status] < FIRM:
        return 2
    if FIRMNESS[status] < FIRMNESS[_CONCLUDED[0]]:
        return 1
    return 0 if status in _CONCLUDED else None


def _money(low: int, high: int | None, currency: str | None) -> str:
    return interval_label(low, high, currency)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _in(currency: str | None) -> str:
    return f"in {currency} " if currency else ""
