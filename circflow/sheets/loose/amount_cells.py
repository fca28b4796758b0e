"""Cells with amounts, below a header that may name a unit: the amount, and what is doubtful. Nothing is changed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from circflow.model import Amount
from circflow.sheets.loose.decimals import can_be_either, with_points
from circflow.sheets.loose.table import Column
from circflow.sheets.records import RowError
from circflow.text.amounts import read_amount
from circflow.text.refusal import AmountError

_BARE: Final = re.compile(r"[^\w]*([0-9][0-9,' ]*(?:\.[0-9]+)?)")
_FIGURE_ALONE: Final = re.compile(r"\W*\d[\d,.' ]*")
_IN_BRACKETS: Final = re.compile(r"([^()（）]+?) *[(（]([^()（）]+)[)）]")
_QUANTITIES: Final = frozenset({"capacity", "count"})
_CURRENCY_HINTS: Final = frozenset({"no-currency", "ambiguous-currency"})

# Sums beyond which a deal would be among the largest ever: a unit may have been read into the wrong column.
_HUGE: Final[Mapping[str, int]] = {"JPY": 10**14, "KRW": 10**15, "IDR": 10**16, "VND": 10**16, "INR": 10**14}
_HUGE_ELSE: Final = 10**12
_SMALL: Final = 1000


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says.

    Attributes:
        amount: Unspecified when it states none.
        capacity: What states a quantity that is not money: the cell, or what stands before a sum in brackets.
        suspect: What is doubtful; empty when nothing is.
    """

    amount: Amount
    capacity: str = ""
    suspect: str = ""


def read_cell(
    text: str, column: Column, currency: str | None, said_by_column: str | None, *, decimal_commas: bool = False
) -> Read:
    """Read the cell of an amount.

    Args:
        text: The cell.
        column: Its column, which may name a unit.
        currency: What a person says of amounts without a currency.
        said_by_column: Currency that the row's currency column names; None when it names none.
        decimal_commas: Whether other cells of the column write 22,4 for twenty-two and four tenths.

    Raises:
        RowError: it is not one amount of money, or nobody says in which currency.
    """
    if not text:
        return Read(Amount())
    given = said_by_column or currency
    if decimal_commas and can_be_either(text):
        reason = f"'{text[:100]}' can be thousands or decimals; other cells of the column have commas before decimals"
        raise RowError(column.header, "ambiguous-number", reason)
    try:
        said = with_points(text) if decimal_commas else text
        amount = replace(read_amount(said, currency=given, unit=column.unit), text=text)
    except AmountError as error:
        if beside := _beside_quantity(text, column, currency, said_by_column):
            return beside
        if error.code in _QUANTITIES:
            return Read(Amount(), capacity=text)
        hint = "; --currency says which one" if error.code in _CURRENCY_HINTS else ""
        raise RowError(column.header, error.code, f"'{text[:100]}' is not read: {error.reason}{hint}") from error
    if not amount.known:
        return Read(amount)
    if column.per_year and amount.basis is None:
        amount = replace(amount, basis="per_year")
    bare = _figure(text)
    alone = bare is not None and _BARE.fullmatch(text.strip()) is not None
    if column.doubtful and _FIGURE_ALONE.fullmatch(text.strip()):
        raise RowError(column.header, "unknown-unit", f"the unit in the header '{column.header}' is not understood")
    return Read(amount, suspect=_doubt(text, amount, column, given, said_by_column, bare if alone else None))


def _beside_quantity(text: str, column: Column, currency: str | None, said_by_column: str | None) -> Read | None:
    """Return the sum in brackets behind a quantity, and the quantity: 10 GW ($100bn); None when there is none."""
    match = _IN_BRACKETS.fullmatch(text.strip())
    if match is None or not _is_quantity(match[1]):
        return None
    try:
        found = read_cell(match[2], column, currency, said_by_column)
    except RowError:
        return None
    return replace(found, capacity=match[1]) if found.amount.known and not found.capacity else None


def _is_quantity(text: str) -> bool:
    try:
        read_amount(text, currency="USD")
    except AmountError as error:
        return error.code in _QUANTITIES
    return False


def between(low: Read, high: Read, raw: str, headers: tuple[str, str]) -> Read:
    """Return the amount between the cells of two columns.

    Args:
        low: What the least amount says; unspecified when the cell is empty.
        high: The same for the largest.
        raw: Both as written.
        headers: Of the two columns.

    Raises:
        RowError: they are in two currencies, or the least is above the largest.
    """
    if low.amount.known and high.amount.known and low.amount.currency != high.amount.currency:
        raise RowError(headers[1], "several-currencies", f"{raw} is in two currencies")
    least, most = low.amount.low, high.amount.high
    if least is not None and most is not None and least > most:
        raise RowError(headers[0], "low-above-high", f"{least} is above {most}")
    if least is None and most is not None:
        least = 0
    code = "unspecified" if least is None else "at_least" if most is None else "up_to" if not least else "range"
    currency = low.amount.currency or high.amount.currency
    amount = Amount(least, most, currency, "exact" if least == most and most else code, text=raw)
    return Read(amount, suspect=low.suspect or high.suspect)


def _figure(text: str) -> float | None:
    match = _BARE.match(text.strip())
    return float(re.sub("[,' ]", "", match[1])) if match else None


def _doubt(text: str, amount: Amount, column: Column, given: str | None, said: str | None, alone: float | None) -> str:
    """Return what is doubtful about an amount; empty when nothing is."""
    largest = amount.high if amount.high is not None else amount.low or 0
    if largest >= _HUGE.get(amount.currency or "", _HUGE_ELSE):
        below = f" below '{column.header}'" if column.unit else ""
        return f"{text}{below} is {largest:,} {amount.currency}"
    if column.unit is not None and (differs := _differs(text, amount, column, given)):
        return differs
    if alone is not None and 0 < largest < _SMALL:
        return f"{text} is only {largest:,} {amount.currency}; no thousands, millions or billions are named"
    if said is not None and amount.currency != said:
        return f"{text} is read as {amount.currency}, and the currency column says {said}"
    return ""


def _differs(text: str, amount: Amount, column: Column, given: str | None) -> str:
    """Say that a cell names another unit or currency than its header; empty when it does not."""
    try:
        unit = read_amount("1", currency=given or amount.currency, unit=column.unit)
    except AmountError:
        return ""
    if unit.currency != amount.currency:
        return f"{text} is in {amount.currency}, its header '{column.header}' in {unit.currency}"
    try:
        own = read_amount(text, currency=amount.currency)
    except AmountError:
        return ""
    bare = _figure(text)
    # A figure that the header does not change has a unit of its own; 500억 below 억 has the header's.
    if unit.low and unit.low > 1 and own == amount and bare is not None and round(bare * unit.low) != amount.low:
        return f"{text} names a unit of its own, its header is '{column.header}'"
    return ""
