"""Typed rows → records of the model, and the checks that need more than one cell."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from circflow.model import Amount, Claim, Company, Deal, Metric, Name, Source, StatusChange, Tranche
from circflow.sheets.fields import FieldError

Record = Company | Name | Source | Deal | Claim | Tranche | StatusChange | Metric


class RowError(FieldError):
    """Cells that fit by themselves and not together.

    Attributes:
        column: The cell to look at.
    """

    def __init__(self, column: str, code: str, reason: str) -> None:
        super().__init__(code, reason)
        self.column = column


_AMOUNT_COLUMNS: Final = ("amount_low", "amount_high", "currency", "amount_code")


def build(table: str, values: Mapping[str, Any]) -> Record:
    """Make the record of a typed row.

    Args:
        table: Name of the package file.
        values: Column → value, as `read_table` gives them.

    Raises:
        RowError: an amount without a currency, low above high, a deal of a company with itself …
        DealError: the deal contradicts itself.
    """
    return _BUILDERS[table](values)


def verify(table: str, values: Mapping[str, Any]) -> None:
    """Check that a record can be made of a typed row, at less cost than making it where rows come by the million.

    Raises:
        RowError: as `build`.
        DealError: as `build`.
    """
    if table != "deals":
        build(table, values)
        return
    _verify_amount(values)
    if values["source"] == values["target"]:
        build(table, values)


def _verify_amount(values: Mapping[str, Any]) -> None:
    low, high = values.get("amount_low"), values.get("amount_high")
    if low is None and high is None:
        return
    if "currency" not in values:
        raise RowError("currency", "no-currency", "an amount needs the currency of its source, such as USD")
    if low is not None and high is not None and low > high:
        raise RowError("amount_low", "low-above-high", f"amount_low {low} is above amount_high {high}")


def amount(values: Mapping[str, Any]) -> Amount:
    """Put the four amount columns together.

    An empty low beside a high counts as 0. Without a code, the bounds tell it.

    Raises:
        RowError: low above high, or an amount without its currency.
    """
    _verify_amount(values)
    low, high = values.get("amount_low"), values.get("amount_high")
    currency, code = values.get("currency"), values.get("amount_code")
    if low is None and high is None:
        return Amount(None, None, currency, code or "unspecified")
    low = low or 0
    return Amount(low, high, currency, code or _code(low, high))


def doubt(amount_: Amount) -> str | None:
    """Return why an amount's code does not fit its bounds; None when it does. Such rows are warned, never rejected."""
    low, high, code = amount_.low, amount_.high, amount_.code
    fits = {
        "exact": low is not None and low == high,
        "up_to": high is not None and low == 0,
        "at_least": low is not None and high is None,
        "range": low is not None and high is not None and low <= high,
        "vague_band": low is not None,
        "unspecified": not amount_.known,
    }
    if fits.get(code, True):
        return None
    return f"the amount code '{code}' does not fit the bounds {low} to {high if high is not None else 'open'}"


def _code(low: int, high: int | None) -> str:
    if high is None:
        return "at_least"
    if low == high:
        return "exact"
    return "up_to" if low == 0 else "range"


def _with_amount(kind: Callable[..., Record]) -> Callable[[Mapping[str, Any]], Record]:
    def make(values: Mapping[str, Any]) -> Record:
        others = dict(values)
        for column in _AMOUNT_COLUMNS:
            others.pop(column, None)
        return kind(**others, amount=amount(values))

    return make


def _claim(values: Mapping[str, Any]) -> Record:
    if "deal_id" in values and "subject" in values:
        raise RowError("subject", "two-subjects", "a claim is about a deal_id or about a subject, not both")
    low, high = values.get("corrected_low"), values.get("corrected_high")
    if low is not None and high is not None and low > high:
        raise RowError("corrected_low", "low-above-high", f"corrected_low {low} is above corrected_high {high}")
    return _with_amount(Claim)(values)


def _metric(values: Mapping[str, Any]) -> Record:
    low, high = values.get("low"), values.get("high")
    if low is not None and high is not None and low > high:
        raise RowError("low", "low-above-high", f"low {low} is above high {high}")
    if values["metric"] != "cash_flow" and min(one for one in (low, high, 0) if one is not None) < 0:
        raise RowError("low", "below-zero", f"only a cash_flow is below 0, and {values['metric']} is {low}")
    return Metric(**{"period_start": None, "period_end": None, **values})


_BUILDERS: Final[Mapping[str, Callable[[Mapping[str, Any]], Record]]] = {
    "companies": lambda values: Company(**values),
    "names": lambda values: Name(**values),
    "sources": lambda values: Source(**values),
    "deals": _with_amount(Deal),
    "claims": _claim,
    "tranches": _with_amount(Tranche),
    "statuses": lambda values: StatusChange(**values),
    "metrics": _metric,
}
