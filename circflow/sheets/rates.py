"""A csv file of exchange rates, or its rows → rates, or all that is wrong with them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

from circflow.model.currencies import CURRENCIES
from circflow.model.rates import Rate
from circflow.sheets.small_tables import Row, SmallTable

_TABLE: Final = SmallTable("rates", "rate", ("from", "to", "date", "low", "high", "source"), may_be_empty=("high",))
_NUMBER: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def rate_rows(given: object) -> list[Row]:
    """Return rates as they are kept with an answer, so that it can be had again without the file.

    Args:
        given: Path of a csv file, or its rows: mappings with the keys `from`, `to`, `date`, `low`, `high`, `source`.

    Raises:
        PackageError: the file cannot be read, or rows are wrong; all of them are listed.
    """
    stated: set[tuple[str, str, date]] = set()

    def kept(row: Row) -> Row:
        rate = _rate(row)
        key = (rate.sold, rate.bought, rate.day)
        if key in stated:
            raise ValueError(f"{rate.sold} to {rate.bought} of {rate.day} is given a second time")
        stated.add(key)
        return row | {"high": str(rate.high)}

    return _TABLE.read(given, kept)


def rates_of(rows: Iterable[Mapping[str, str]]) -> list[Rate]:
    """Return the rates of rows that `rate_rows` has checked."""
    return list(map(_rate, rows))


def _rate(row: Mapping[str, str]) -> Rate:
    """Read a row.

    Raises:
        ValueError: it is wrong; the text says how.
    """
    sold, bought = (currency_code(row[column], column) for column in ("from", "to"))
    if sold == bought:
        raise ValueError(f"from and to are both {sold}")
    low = _worth(row["low"], "low")
    high = _worth(row["high"], "high") if row["high"] else low
    if high < low:
        raise ValueError(f"low {low} is above high {high}")
    return Rate(sold, bought, _day(row["date"]), low, high, row["source"])


def currency_code(text: str, column: str) -> str:
    """Return the code of a currency.

    Raises:
        ValueError: it is none; the text begins with the name of the column.
    """
    if text not in CURRENCIES:
        near = get_close_matches(text.upper(), sorted(CURRENCIES), n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise ValueError(f"{column} '{text}' is no currency code{meant}")
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise ValueError(f"date '{text}' is no day such as 2025-09-30") from None


def _worth(text: str, column: str) -> Decimal:
    worth = Decimal(text) if _NUMBER.fullmatch(text) else Decimal(0)
    if worth <= 0:
        raise ValueError(f"{column} '{text}' is no number above 0 such as 1.0825")
    return worth
