"""A csv file of the money that companies have beside their deals, or its rows → rows that are checked."""

import re
from typing import Final

from circflow.sheets.rates import currency_code
from circflow.sheets.small_tables import Row, SmallTable

_TABLE: Final = SmallTable(
    "outside amounts",
    "outside amount",
    ("company", "low", "high", "currency", "date", "source"),
    may_be_empty=("high", "date", "source"),
)
_WHOLE: Final = re.compile(r"[0-9]{1,18}")


def outside_money_rows(given: object) -> list[Row]:
    """Return outside money as it is kept with an answer, so that it can be had again without the file.

    Args:
        given: Path of a csv file, or its rows: mappings with the keys `company`, `low`, `high`, `currency`, `date`,
            `source`. Amounts are whole currency units; a high that is left out is the low.

    Raises:
        PackageError: the file cannot be read, or rows are wrong; all of them are listed.
    """
    stated: set[tuple[str, str]] = set()

    def kept(row: Row) -> Row:
        low = _units(row["low"], "low")
        high = _units(row["high"], "high") if row["high"] else low
        if high < low:
            raise ValueError(f"low {low} is above high {high}")
        key = (row["company"].casefold(), currency_code(row["currency"], "currency"))
        if key in stated:
            raise ValueError(f"{row['company']} has outside money in {row['currency']} a second time")
        stated.add(key)
        return row | {"high": str(high)}

    return _TABLE.read(given, kept)


def _units(text: str, column: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"{column} '{text}' is no whole number of currency units such as 5000000000")
    return int(text)
