"""The cells of a header → the columns of a table: which means what where several could, and who the parties are."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from circflow.sheets.columns import DEALS
from circflow.sheets.grids.grid import Line
from circflow.sheets.loose.headers import Meaning, meaning_of
from circflow.sheets.loose.parties import PARTIES, Sides, sides_of
from circflow.sheets.loose.table import AMOUNTS, Column, Table
from circflow.sheets.loose.units import unit_of
from circflow.text.names import name_key

_MANY_FIELDS: Final = frozenset({"amount", "note", "link", "condition", "quote"})
"""Fields that several columns may have together."""

_MONEY: Final = AMOUNTS | {"round_total"}
_OF_ONE: Final = 2
"""Rank of words that can mean the price of one thing, or how many there are."""

_TARGETS: Final = frozenset({"target", "target company", "対象会社", "対象企業", "대상회사", "대상 회사"})
"""Headers of companies that are bought, where somebody buys."""


def table_of(sheet: str, lines: Sequence[Line], texts: Sequence[tuple[str, ...]]) -> Table | None:
    """Return the table that a header of one line or two begins; None when it names no two parties.

    Args:
        sheet: Sheet of a workbook; empty for other files.
        lines: The header.
        texts: For each column the ways to read its header, the whole one first.
    """
    told = [(" ".join(ways[0].split()), telling := _telling(ways), meaning_of(telling)) for ways in texts]
    surest = _surest(meaning for _, _, meaning in told)
    columns: list[Column] = []
    taken: set[str] = set()
    for index, (header, telling, meaning) in enumerate(told):
        column = _column(index, header, meaning, taken, surest)
        columns.append(replace(column, known_as=telling) if telling not in ("", texts[index][0]) else column)
    columns = _bought_companies(_source_as_payer(_without_prices_of_one(_without_round_totals(columns))))
    sides = sides_of({column.field for column in columns})
    if not sides:
        return None
    numbers = tuple(line.number for line in lines)
    return Table(sheet, numbers, tuple(_only_parties_of(sides, columns)), sides, beside=_beside(sides, told, columns))


def _telling(ways: Sequence[str]) -> str:
    """Return the way to read a header that says what it means; empty when none does."""
    told = {way: meaning.field for way in ways if (meaning := meaning_of(way))}
    first = next(iter(told), "")
    # `Amount ($bn)` over Min and Max stands in a merged cell of unknown width: a date beside them is no amount.
    own = told.get(ways[1], "number") if len(ways) > 1 else "number"
    return ways[1] if told.get(first) in _MONEY and own not in (*_MONEY, "company", "number") else first


def _surest(meanings: Iterable[Meaning | None]) -> dict[str, int]:
    """Return for each field how surely the surest of its columns means it."""
    found: dict[str, int] = {}
    for meaning in filter(None, meanings):
        found[meaning.field] = min(meaning.rank, found.get(meaning.field, meaning.rank))
    return found


def _column(index: int, header: str, meaning: Meaning | None, taken: set[str], surest: dict[str, int]) -> Column:
    if not header or header.startswith(DEALS.extra):
        return Column(index, header)
    if meaning is None:
        unit = unit_of(header.rpartition("(")[2].rstrip(")"))
        return Column(index, header, why="not known" + (", though it names a unit of money" if unit else ""))
    if meaning.field == "number":
        return Column(index, header, why="counts the rows")
    called = meaning.field.replace("_", " ")
    if meaning.rank > surest[meaning.field]:
        return Column(index, header, why=f"another column says more surely that it is the {called}")
    if meaning.field in taken and meaning.field not in _MANY_FIELDS:
        return Column(index, header, why=f"a second column for {called}")
    taken.add(meaning.field)
    unit = _as_written(header, meaning.unit) if meaning.field == "capacity" else meaning.unit
    return Column(
        index,
        header,
        meaning.field,
        unit,
        meaning.doubtful,
        meaning.per_year,
        rank=meaning.rank,
    )


def _as_written(header: str, unit: str | None) -> str | None:
    """Return a unit in the letters of its header: GW."""
    at = header.casefold().find(unit) if unit else -1
    return header[at : at + len(unit)] if unit and at >= 0 else unit


def _without_round_totals(columns: list[Column]) -> list[Column]:
    """Take the total of a round for a deal's amount only where no column has the deal's own."""
    own = any(column.field.startswith("amount") for column in columns)
    return [
        column
        if column.field != "round_total"
        else replace(column, field="", why="the total of a round, beside the deal's own amount")
        if own
        else replace(column, field="amount")
        for column in columns
    ]


def _without_prices_of_one(columns: list[Column]) -> list[Column]:
    """Leave out prices beside a quantity: nobody knows whether they are those of one thing."""
    if not any(column.field == "capacity" for column in columns):
        return columns
    return [
        replace(column, field="", why="beside a quantity it can be the price of one")
        if column.field == "amount" and column.rank == _OF_ONE
        else column
        for column in columns
    ]


def _source_as_payer(columns: list[Column]) -> list[Column]:
    """Take a column `source` beside `target` as the party that pays, when no other column can be that."""
    fields = {column.field for column in columns}
    if not fields & {"payee", "paid"} or fields & {"payer", "paying", "investor", "customer", "parent", "company"}:
        return columns
    return [
        Column(column.index, column.header, "payer") if column.header.lower() == "source" else column
        for column in columns
    ]


def _bought_companies(columns: list[Column]) -> list[Column]:
    """Where a buyer stands beside a target, a company is bought; whoever sells it is no supplier of the buyer."""
    fields = {column.field for column in columns}
    target = next(
        (column for column in columns if column.field == "payee" and name_key(column.header) in _TARGETS), None
    )
    if target is None or "customer" not in fields:
        return columns
    return [
        replace(column, field="investee")
        if column is target
        else replace(column, field="", why=f"beside '{target.header}' it is whoever sells it")
        if column.field == "supplier"
        else column
        for column in columns
    ]


def _only_parties_of(sides: Sequence[Sides], columns: Sequence[Column]) -> list[Column]:
    """Say of columns of parties that nobody reads that they are not read."""
    read = {name for side in sides for name in side.fields}
    named = " and ".join(f"'{column.header}'" for column in columns if column.field in sides[0].fields)
    return [
        replace(column, field="", why=f"the parties stand below {named}")
        if column.field in PARTIES and column.field not in read
        else column
        for column in columns
    ]


def _beside(
    sides: Sequence[Sides], told: Sequence[tuple[str, str, Meaning | None]], columns: Sequence[Column]
) -> tuple[Column, ...]:
    """Return the columns of a second payer and a second payee, when the header has both."""
    second = {
        meaning.field: column
        for column, (_, _, meaning) in zip(columns, told, strict=True)
        if meaning and not column.field and meaning.field in sides[0].fields
    }
    return tuple(second.values()) if set(second) == set(sides[0].fields) else ()
