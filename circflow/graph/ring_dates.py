"""Whether, and how, the deals of a ring follow each other in date."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from circflow.model import PartialDate

_Hop = TypeVar("_Hop")


class _Dated(NamedTuple):
    """A deal with a date, in the order in which deals are chosen."""

    early: date
    late: date
    id: str


def within(days: Sequence[Sequence[int]], window_days: int) -> bool:
    """Say whether a day a hop can be chosen, from some hop on, that never falls and ends within a window.

    Args:
        days: The days of each hop, in ring order, sorted.
        window_days: Most days from the first to the last.
    """
    return any(_ends(opening, turned[1:], window_days) for turned in _turns(days) for opening in turned[0])


def _ends(opening: int, hops: Sequence[Sequence[int]], window_days: int) -> bool:
    day = opening
    for days in hops:
        at = bisect_left(days, day)
        if at == len(days) or days[at] > opening + window_days:
            return False
        day = days[at]
    return True


def in_date_order(dated: Sequence[Sequence[tuple[str, date, str]]], window_days: int) -> dict[str, Any]:
    """Return the columns of `rings-in-time` that tell the choice which begins earliest, and of these ends earliest.

    Args:
        dated: Id, first day and date of the deals of each hop, in ring order.
        window_days: Most days from the first to the last.
    """
    hops = [sorted(_Dated(begins, PartialDate.parse(text).latest, id_) for id_, begins, text in hop) for hop in dated]
    chosen = min(_choices(hops, window_days), key=_earliest)
    rising = all(deal.early > before.late for before, deal in pairwise(chosen))
    return {
        "first": chosen[0].early,
        "last": chosen[-1].early,
        "days": (chosen[-1].early - chosen[0].early).days,
        "order": "rising" if rising else "together",
        "in_order": [deal.id for deal in chosen],
    }


def _choices(hops: Sequence[Sequence[_Dated]], window_days: int) -> Iterator[list[_Dated]]:
    for turned in _turns(hops):
        for opening in turned[0]:
            chosen = [opening]
            for hop in turned[1:]:
                # From an opening deal, the earliest that is possible at each hop leads to the earliest end.
                at = bisect_left(hop, chosen[-1].early, key=lambda deal: deal.early)
                chosen += hop[at : at + 1]
            if len(chosen) == len(hops) and (chosen[-1].early - opening.early).days <= window_days:
                yield chosen


def _earliest(chosen: Sequence[_Dated]) -> tuple[object, ...]:
    return (chosen[0].early, chosen[-1].early, *([deal[part] for deal in chosen] for part in range(3)))


def _turns(hops: Sequence[_Hop]) -> Iterator[list[_Hop]]:
    """Yield a ring from each of its hops on."""
    for turn in range(len(hops)):
        yield [*hops[turn:], *hops[:turn]]
