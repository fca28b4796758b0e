"""What a table shows of an answer: which columns, merged and worded, and which deals stand behind each row.

Nothing here knows a particular query. What is shown follows from the columns' types, from what their ids are of, and
from five conventions of names that every stored query keeps:

- a list of companies with `relationships` is drawn as a chain of arrows, so is `relationship` between two companies;
- `stakes` behind a list of companies are shown with them: of each step of a chain, or of each company;
- `X_low` and `X_high` (with `currency`, and `unknown_hops`) are one interval of money, and `X_high` alone is its limit;
- a list of lists of deals beside a chain has one list for each arrow;
- `companies` and `deals` hold all ids of a row, and are hidden where other columns show the same.

Where a row stands for more arrows than anybody reads below it, their deals are counted instead.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from circflow.model import Column, Result
from circflow.model.amount import interval_label
from circflow.views.arrows import Arrow, by_arrow, by_hop, deal_ids
from circflow.views.holdings import holdings
from circflow.views.layout import Cell, Span, Style, Unit, unit, words
from circflow.views.wording import NOTHING, Names, status_text, title, value_text, verb

Row = Mapping[str, Any]

_RELATIONSHIPS: Final = "relationships"
_RELATIONSHIP: Final = "relationship"
_COMPANIES: Final = "companies"
_DEALS: Final = "deals"
_CURRENCY: Final = "currency"
_MIXED: Final = "mixed"
_STAKES: Final = "stakes"
_STATUS: Final = "status"
_PERCENT: Final = "_pct"
_UNKNOWN_HOPS: Final = "unknown_hops"
_NUMBERS: Final = frozenset({"integer", "number"})
_MOST_ARROWS: Final = 12
_SAMPLE: Final = 100  # rows that are looked at to decide
_TEXTS: Final = "list<string>"
_LISTS: Final = "list<list<string>>"


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of a table.

    Attributes:
        title: Its heading.
        draw: Makes the cell of a row.
        phrase: Makes the same with its heading, for a line that has none: `2 hops`, `can carry $15B`; empty = left out.
        right: Whether it is aligned to the right.
        chain: Whether it says by itself what the row is, and needs no heading.
    """

    title: str
    draw: Callable[[Row], Cell]
    phrase: Callable[[Row], Cell]
    right: bool = False
    chain: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A table before it has a width.

    Attributes:
        columns: From left to right.
        rows: Those of the result.
        arrows: Makes the lines of deals behind a row; None when the columns say everything, or how many they are.
    """

    columns: tuple[ShownColumn, ...]
    rows: Sequence[Row]
    arrows: Callable[[Row], tuple[Arrow, ...]] | None


def shown(result: Result, rows: Sequence[Row]) -> Shown:
    """Decide what a table shows.

    Args:
        result: The answer.
        rows: Those of its rows that will be drawn.
    """
    return _Reading(result, rows).shown()


class _Reading:
    """Takes the columns of a result one convention after the other; what is left is shown as it is."""

    def __init__(self, result: Result, rows: Sequence[Row]) -> None:
        self.result = result
        self.rows = rows
        self.names = Names(result.names)
        self.left = {column.name: column for column in result.columns}
        self.merged: dict[str, ShownColumn] = {}  # by the column in whose place they stand

    def shown(self) -> Shown:
        chain = self._take_chain()
        self._take_arrows()
        self._take_stakes()
        arrows = self._take_deals(chain)
        self._take_intervals(chain)
        self._hide_silent()
        order = [column.name for column in self.result.columns]
        made = {**{name: self._as_it_is(column) for name, column in self.left.items()}, **self.merged}
        columns = tuple(made[name] for name in order if name in made)
        if any(column.of == "company" for column in self.result.columns if column.name != _COMPANIES):
            columns = tuple(column for column in columns if column is not made.get(_COMPANIES))
        return Shown(columns, self.rows, arrows)

    def _take_chain(self) -> Column | None:
        chain = self._first(_TEXTS, "company")
        steps = self.left.get(_RELATIONSHIPS)
        if chain is None or steps is None or steps.type != _TEXTS:
            return None
        del self.left[chain.name], self.left[steps.name]

        def draw(row: Row) -> Cell:
            return tuple(self._arrows(row.get(chain.name) or (), row.get(steps.name) or ()))

        self.merged[chain.name] = ShownColumn(title(chain.name), draw, draw, chain=True)
        return chain

    def _take_arrows(self) -> None:
        order = list(self.result.columns)
        for payer, step, payee in zip(order, order[1:], order[2:], strict=False):
            if step.name == _RELATIONSHIP and [c.type for c in (payer, step, payee)] == ["string"] * 3:
                break
        else:
            return
        if payer.of != "company" or payee.of != "company":
            return
        for column in (payer, step, payee):
            del self.left[column.name]

        def draw(row: Row) -> Cell:
            ends = [str(row.get(payer.name)), str(row.get(payee.name))]
            return tuple(self._arrows(ends, [str(row.get(step.name))]))

        self.merged[payer.name] = ShownColumn("Who pays whom", draw, draw, chain=True)

    def _arrows(self, ring: Sequence[str], steps: Sequence[str]) -> Iterator[Unit]:
        for company in ring[:1]:
            yield unit(self.names[company], Style.STRONG)
        for index, step in enumerate(steps):
            payee = ring[(index + 1) % len(ring)] if ring else ""
            yield (Span(f"→ {verb(step)} → ", Style.FAINT), Span(self.names[payee], Style.STRONG))

    def _take_stakes(self) -> None:
        order = list(self.result.columns)
        for held, stakes in pairwise(order):
            if stakes.name == _STAKES and (held.type, held.of) == (_TEXTS, "company") and held.name in self.left:
                break
        else:
            return
        del self.left[held.name], self.left[stakes.name]
        ends = [(row.get(held.name) or (None,), row.get(stakes.name) or ()) for row in self.rows]
        chain = any(len(companies) > len(steps) for companies, steps in ends)
        for name, column in list(self.left.items()):
            said = (
                row.get(name) in (companies[0], companies[-1])
                for row, (companies, _) in zip(self.rows, ends, strict=True)
            )
            if chain and column.of == "company" and column.type == "string" and all(said):
                del self.left[name]

        def draw(row: Row) -> Cell:
            return holdings(row.get(held.name) or (), row.get(stakes.name) or (), self.names)

        heading = title(held.name)
        phrase = draw if chain else lambda row: (*words(heading[:1].lower() + heading[1:]), *draw(row))
        self.merged[held.name] = ShownColumn(heading, draw, phrase, chain=chain)

    def _take_deals(self, chain: Column | None) -> Callable[[Row], tuple[Arrow, ...]] | None:
        facts, names = self.result.facts, self.names
        hops = self._first(_LISTS, "deal")
        if chain is not None and hops is not None:
            del self.left[hops.name]
            self.left.pop(_DEALS, None)
            return lambda row: tuple(by_hop(row.get(chain.name) or (), row.get(hops.name) or (), facts, names))
        a_row_is_a_deal = self._first("string", "deal") is not None
        if not facts and not a_row_is_a_deal:
            return None
        deals = self.left.pop(_DEALS, None)
        if a_row_is_a_deal:
            return None

        def arrows(row: Row) -> tuple[Arrow, ...]:
            return tuple(by_arrow(row.get(_DEALS) or (), facts, names))

        if deals is None or all(len(arrows(row)) <= _MOST_ARROWS for row in self.rows[:_SAMPLE]):
            return arrows

        def count(row: Row) -> Cell:
            return words(value_text(len(row.get(_DEALS) or ())))

        self.merged[_DEALS] = ShownColumn(title(_DEALS), count, lambda row: words("deals") + count(row), right=True)
        return None

    def _take_intervals(self, chain: Column | None) -> None:
        for name in tuple(self.left):
            stem, _, end = name.rpartition("_")
            ends = [bound for bound in (f"{stem}_low", f"{stem}_high") if bound in self.left]
            # A limit alone is an interval; a least amount alone says nothing of its other end.
            if end not in ("low", "high") or f"{stem}_high" not in ends or name not in ends:
                continue
            if not {self.left[bound].type for bound in ends} <= _NUMBERS:
                continue
            self.merged[name] = self._interval(stem, chain)
            for bound in ends:
                del self.left[bound]
            for absorbed in (_CURRENCY, _UNKNOWN_HOPS):
                self.left.pop(absorbed, None)

    def _interval(self, stem: str, chain: Column | None) -> ShownColumn:
        heading = title(stem)

        def draw(row: Row) -> Cell:
            hops = len(row.get(chain.name) or ()) if chain else None
            return _money(row, row.get(f"{stem}_low"), row.get(f"{stem}_high"), hops)

        return ShownColumn(heading, draw, lambda row: (*words(heading[:1].lower() + heading[1:]), *draw(row)))

    def _hide_silent(self) -> None:
        """Leave out columns that hold nothing anywhere, and those of yes and no that say no everywhere."""
        for name, column in list(self.left.items()):
            silent = (None, False) if column.type == "boolean" else (None,)
            if all(row.get(name) in silent for row in self.rows):
                del self.left[name]

    def _as_it_is(self, column: Column) -> ShownColumn:
        name = column.name
        heading = title(name.removesuffix("_id" if column.of else _PERCENT))

        def draw(row: Row) -> Cell:
            return self._cell(column, row.get(name))

        def phrase(row: Row) -> Cell:
            value = row.get(name)
            if value is None:
                return ()
            if column.type == "boolean":
                return words(heading.lower() if value else "")
            if column.type == "integer" and name.isalpha() and name.endswith("s"):
                return words(f"{value_text(value)} {name[:-1] if value == 1 else name}")
            return (*words(heading[:1].lower() + heading[1:]), *draw(row))

        return ShownColumn(heading, draw, phrase, right=column.type in _NUMBERS)

    def _cell(self, column: Column, value: object) -> Cell:
        if value is None or value == []:
            return words(NOTHING)
        if column.of == "company":
            names = [self.names[str(item)] for item in _flat(value)]
            return tuple(
                part for index, name in enumerate(names) for part in words(name + "," * (index < len(names) - 1))
            )
        if column.of == "deal":
            return deal_ids([str(item) for item in _flat(value)], {})
        if column.name == _STATUS:
            return words(status_text(str(value)))
        return words(value_text(value) + "%" * column.name.endswith(_PERCENT))

    def _first(self, kind: str, of: str) -> Column | None:
        found = (c for c in self.left.values() if c.type == kind and c.of == of and c.name not in (_COMPANIES, _DEALS))
        return next(found, None)


def _money(row: Row, low: int | None, high: int | None, hops: int | None) -> Cell:
    """Return an interval; where nothing can be said, why."""
    unknown = row.get(_UNKNOWN_HOPS) or 0
    of_all = f" of {hops}" if hops else ""
    doubt = f"({unknown}{of_all} hop{'s' if (hops or unknown) > 1 else ''} unpriced)" if unknown else ""
    if row.get(_CURRENCY) == _MIXED:
        return words("unknown (several currencies)")
    if low is None and high is None:
        return words(f"unknown {doubt}" if _UNKNOWN_HOPS in row else interval_label(None, None, None))
    return (unit(interval_label(low, high, row.get(_CURRENCY)), Style.STRONG), *words(doubt))


def _flat(value: object) -> Iterator[object]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from _flat(item)
    else:
        yield value
