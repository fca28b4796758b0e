"""Cells that say in what the amount of their line is: a column of currencies, a column of units."""

import re
from dataclasses import replace
from typing import Final

from circflow.model.currencies import CURRENCIES
from circflow.sheets.loose.remarks import remark_of
from circflow.sheets.loose.table import Column
from circflow.sheets.loose.units import TwoUnits, scale_of, together, unit_of
from circflow.sheets.records import RowError
from circflow.text.amounts import read_amount
from circflow.text.refusal import AmountError
from circflow.text.tables import table

_REMARK: Final = re.compile(r".*?[(\[（]([^()\[\]（）]+)[)\]）]")


def currency_of(text: str, header: str, given: str | None = None) -> str | None:
    """Return the currency that a cell of a currency column means; None when it is empty.

    Args:
        text: The cell: `USD`, `달러`, `USD m`.
        header: Of its column.
        given: What a person says of signs that several currencies share.

    Raises:
        RowError: it is no currency, or a sign that several share.
    """
    if not text:
        return None
    if text.upper() in CURRENCIES:
        return text.upper()
    if remark := _REMARK.fullmatch(text.strip()):
        _check_remark(text, remark[1], header)
    for figure in (f"1 {text}", f"{text} 1"):
        try:
            return read_amount(figure, currency=given).currency
        except AmountError as error:
            if error.code == "ambiguous-currency":
                raise RowError(header, error.code, f"'{text}' is used for several currencies") from error
    raise RowError(header, "unknown-currency", f"'{text[:50]}' is no currency")


def _check_remark(text: str, remark: str, header: str) -> None:
    """Refuse a remark behind a currency that may say how many it counts: `USD (millions)`, `원(백만)`."""
    said = remark_of(remark)
    country = any(row["word"] == remark.casefold() for row in table("country_words"))
    if (said.doubtful and not country) or (said.unit and scale_of(said.unit) > 1):
        raise RowError(header, "unknown-unit", f"'{text[:50]}' says more than a currency; write USD m, or 백만 원")


def in_units_of(column: Column, currency: str, unit: str, header: str) -> Column:
    """Return a column of amounts as it is to be read on a line whose other cells say in what.

    Args:
        column: Of the amount.
        currency: The cell of the currency column, which may count too: `USD m`.
        unit: The cell of the unit column.
        header: Of the unit column, for messages.

    Raises:
        RowError: they contradict each other.
    """
    counted = unit_of(currency) if currency else None
    said = unit_of(unit) if unit else None
    try:
        both = together(counted if counted and scale_of(counted) > 1 else None, said)
        found = replace(column, unit=together(column.unit, both))
    except TwoUnits as error:
        raise RowError(header or column.header, "unknown-unit", str(error)) from error
    # GW, apples or `$ mil`: nobody knows what a bare figure beside it counts.
    return replace(found, doubtful=True) if unit and said is None else found
