"""What the charts ask the catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from circflow.graph.connection import DEFAULT_TIMEOUT_S
from circflow.model import PartialDate, Result
from circflow.progress import Progress, silent
from circflow.reports.money import CIRCLE, LADDER, MONEY, OUTSIDE, main_currency
from circflow.session import Graph

_MOST_DATES: Final = 12
"""Dates at which the circle is worked out: enough to see it grow, few enough to wait for."""

_AS_OF: Final = "as_of"
_LIMIT: Final = 100_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Answers to be drawn.

    Attributes:
        money: The answers about all money, by id of the query.
        dated: What can go round at each date, by date.
        currency: The one that is drawn; None when nothing has a price.
    """

    money: Mapping[str, Result]
    dated: Mapping[date, Result]
    currency: str | None

    @property
    def ladder(self) -> Result:
        """Return how firm the promises are."""
        return self.money[LADDER]

    @property
    def positions(self) -> Result:
        """Return who needs money from outside."""
        return self.money[OUTSIDE]

    @property
    def circle(self) -> Result:
        """Return what can go round at any time."""
        return self.money[CIRCLE]


def ask(
    graph: Graph,
    parameters: Mapping[str, Any],
    *,
    timeout_s: float = DEFAULT_TIMEOUT_S,
    progress: Progress = silent,
) -> Asked:
    """Ask all that is drawn.

    Args:
        graph: Where.
        parameters: Of `circulation`; each other query gets those that it has.
        timeout_s: Seconds after which the server ends a query.
        progress: As for `Graph.run`.

    Raises:
        InputError: the solvers are not installed.
        ParamError: a parameter means nothing.
        QueryError: the server or a solver has no answer.
    """

    def run(query_id: str, **own: object) -> Result:
        known = graph.catalogue().find(query_id).params
        given = {"limit": _LIMIT, **parameters, **own}
        fitting = {name: value for name, value in given.items() if name in known}
        return graph.run(query_id, timeout_s=timeout_s, **fitting)

    money = {}
    for query_id in MONEY:
        progress(f"Asking {query_id}", 0, 0)
        money[query_id] = run(query_id)
    days = _days(money[CIRCLE], parameters.get(_AS_OF))
    dated = {}
    for number, day in enumerate(days):
        progress("What could go round, date by date", number, len(days))
        dated[day] = run(CIRCLE, as_of=day)
    return Asked(money, dated, main_currency(money))


def _days(circle: Result, last: object) -> Sequence[date]:
    """Return dates at which deals of the circle were announced, spread over all of them, none after the last."""
    announced = {
        PartialDate.parse(fact.announced).latest for fact in circle.facts.values() if fact.announced is not None
    }
    known = sorted(day for day in announced if not isinstance(last, date) or day <= last)
    if len(known) <= _MOST_DATES:
        return known
    step = (len(known) - 1) / (_MOST_DATES - 1)
    return [known[round(number * step)] for number in range(_MOST_DATES)]
