"""Figures of suppliers as sources state them → one statement of each figure and period, the best there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from circflow.model import PartialDate
from circflow.model.rates import Rate, Rates
from circflow.sheets.rates import rates_of

SHARES: Final[Mapping[str, str]] = {"revenue": "customer_share", "backlog": "backlog_share"}
"""The metrics that are answered for, and where a published share of one customer stands."""

AMOUNT: Final = "related_revenue"
"""Revenue from one customer, as an amount."""

_FORECAST: Final = "estimated"

Facts = Mapping[str, Any]
Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as one source states it.

    Attributes:
        company: Whose.
        metric: As it is stored.
        period: First and last day.
        facts: The rest.
        rate: What its amounts were converted at; None when they were not.
    """

    company: str
    metric: str
    period: Period
    facts: Facts
    rate: Rate | None = None

    @property
    def told(self) -> str:
        """Return the period for people."""
        first, last = self.period
        return last.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def stated(rows: Iterable[Facts]) -> list[Stated]:
    """Return the figures with an end and a least amount, the best statement first."""
    found = []
    for facts in rows:
        if facts["ends"] is None or facts["low"] is None:
            continue
        last = PartialDate.parse(facts["ends"])
        first = PartialDate.parse(facts["begins"]) if facts["begins"] else last
        found.append(Stated(facts["company"], facts["metric"], (first.earliest, last.latest), facts))
    return sorted(found, key=_worse)


def converted(found: Iterable[Stated], rates: Iterable[Mapping[str, str]] | None, currency: str | None) -> list[Stated]:
    """Return figures with their amounts in one currency, as far as there is a rate on the last day of their period.

    Args:
        found: The figures.
        rates: Rows of a file of rates; None when nothing is to be converted.
        currency: What to convert into.
    """
    if rates is None or currency is None:
        return list(found)
    known = Rates(rates_of(rates))
    return [_converted(one, known, currency) for one in found]


def _converted(one: Stated, rates: Rates, currency: str) -> Stated:
    sold, low, high = (one.facts[name] for name in ("currency", "low", "high"))
    rate = rates.on(sold, currency, one.period[1]) if sold and sold != currency else None
    if rate is None:
        return one
    amounts = (rate.low_of(int(low)), None if high is None else rate.high_of(int(high)), currency)
    return replace(one, facts={**one.facts, **dict(zip(("low", "high", "currency"), amounts, strict=True))}, rate=rate)


def used(found: Iterable[Stated], metric: str) -> tuple[list[Stated], list[str]]:
    """Return one statement for each company and period of a metric, and what was left out for a longer period.

    Args:
        found: The best statement first.
        metric: revenue or backlog.
    """
    best: dict[tuple[str, Period], Stated] = {}
    for one in found:
        if one.metric == metric and one.facts["currency"]:
            best.setdefault((one.company, one.period), one)
    kept: dict[str, list[Stated]] = {}
    left_out = []
    for one in sorted(best.values(), key=lambda one: (one.company, one.period[0] - one.period[1], one.period)):
        longer = [other for other in kept.setdefault(one.company, []) if _overlap(one.period, other.period)]
        if longer:
            left_out.append(f"{one.company} {metric} {one.told}")
        else:
            kept[one.company].append(one)
    return [one for several in kept.values() for one in sorted(several, key=lambda one: one.period)], left_out


def _worse(one: Stated) -> tuple[bool, str, str]:
    """Order statements: no forecasts first, then the best source, then the newest."""
    published = str(one.facts["published"] or "")
    newest = "".join(chr(0x10FFFF - ord(sign)) for sign in published) or chr(0x10FFFF)
    return one.facts["basis"] == _FORECAST, one.facts["quality"] or "D", newest


def _overlap(one: Period, other: Period) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
