"""Where the claims about one deal differ, as the evidence query found it. Nobody is said to be wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Row = Mapping[str, Any]

AMOUNT: Final = "amount"
GROWTH: Final = "growth"
DATE: Final = "date"
_MATTERS: Final = (AMOUNT, "currency", "nature", "status", DATE, GROWTH)


@dataclass(frozen=True, slots=True)
class Difference:
    """Claims that do not fit together in one matter.

    Attributes:
        about: amount, currency, nature, status or date; growth where the later ones are larger.
        claims: Those concerned, in the order given; the deal's own row among them where it differs.
        times: How many times the smallest stated figure the largest one of a pair is; 0 where none can be said.
        unit_slip: Whether a slipped unit would explain one of the pairs.
    """

    about: str
    claims: tuple[Row, ...]
    times: float = 0.0
    unit_slip: bool = False


def differences(claims: Sequence[Row], own: Row | None) -> Iterator[Difference]:
    """Yield where claims differ, a matter at a time.

    Args:
        claims: Rows of the evidence query about one deal, or of the query about one figure.
        own: What the deal's row says, as a claim of the deal's id; None for a figure.
    """
    by_id = {row["claim"]: row for row in (*claims, own) if row}
    for about in _MATTERS:
        pairs = [pair for claim in claims for pair in _pairs(claim, about)]
        concerned = {id_ for pair in pairs for id_ in pair}
        if about == DATE and own:
            concerned.discard(own["claim"])  # it stands for the announcement, which is no claim
        if concerned:
            rows = tuple(row for id_, row in by_id.items() if id_ in concerned)
            slip = about == AMOUNT and any(row.get("unit_slip") for row in rows)
            times = max(_times(by_id[one], by_id[other]) for one, other in pairs if {one, other} <= by_id.keys())
            yield Difference(about, rows, times if about in (AMOUNT, GROWTH) else 0.0, slip)


def _pairs(claim: Row, about: str) -> Iterator[tuple[str, str]]:
    if about == GROWTH:
        yield from ((claim["claim"], other) for other in (*(claim["larger_than"] or ()), *(claim["outgrown_by"] or ())))
        return
    found = zip(claim["differs_from"] or (), claim["differs_in"] or (), strict=True)
    yield from ((claim["claim"], other) for other, matter in found if matter == about)


def _times(one: Row, other: Row) -> float:
    figures = sorted(figure for row in (one, other) if (figure := _figure(row)))
    return figures[1] / figures[0] if len(figures) > 1 else 0.0


def _figure(claim: Row) -> int:
    """Return the stated figure: the high, of "at least" the low."""
    high: int | None = claim["amount_high"]
    return (claim["amount_low"] or 0) if high is None else high
