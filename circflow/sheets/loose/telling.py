"""What was understood of a sheet, in words that whoever keeps it can check."""

from collections.abc import Iterator
from typing import Final

from circflow.model import Amount, Deal
from circflow.sheets.loose.table import Column, Table

_STATUS: Final = {"loi": "letter of intent", "in_force": "in force", "partially_funded": "partially funded"}
_FIELDS: Final = {
    "link": "where it is said",
    "payer": "who pays",
    "payee": "who is paid",
    "paying": "who pays",
    "paid": "who is paid",
    "type": "type of deal",
    "number": "number of the row",
    "payer_id": "id that the sheet gives whoever pays",
    "payee_id": "id that the sheet gives whoever is paid",
}
_SCALES: Final = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"))


def columns_in_words(table: Table) -> Iterator[tuple[str, str]]:
    """Yield the columns of a table and what each was taken for."""
    for column in table.columns:
        if column.header or column.why:
            yield column.name, _meaning(column)


def deal_in_words(deal: Deal) -> str:
    """Return a deal as a sentence: nvidia invests up to 100bn USD in openai, announced 2025-09-22, letter of intent."""
    money = _money(deal.amount)
    said = {
        "INVESTS_IN": f"{deal.source} invests {money} in {deal.target}",
        "BUYS_FROM": f"{deal.source} buys for {money} from {deal.target}",
        "JOINT_VENTURE": f"{deal.source} is a parent of {deal.target}"
        + (f" with {money}" if deal.amount.known else ""),
    }[deal.relationship]
    parts = [
        said,
        deal.capacity,
        f"{deal.stake_pct:g} %" if deal.stake_pct is not None else None,
        f"over {deal.term_years:g} years" if deal.term_years is not None else None,
        f"announced {deal.announced_date}" if deal.announced_date else None,
        f"until {deal.end_date}" if deal.end_date else None,
        deal.consideration_form and f"in {deal.consideration_form.replace('_', ' ').replace(';', ' and ')}",
        _STATUS.get(deal.status, deal.status) if deal.status != "announced" or not deal.announced_date else None,
    ]
    return ", ".join(part for part in parts if part)


def _meaning(column: Column) -> str:
    if column.why:
        return f"not read: {column.why}"
    if not column.field:
        return "not read"
    said = _FIELDS.get(column.field, column.field.replace("_", " "))
    if column.unit:
        return f"{said}, in {column.unit}"
    return f"{said}, in a unit that is not understood" if column.doubtful else said


def _money(amount: Amount) -> str:
    low, high, currency = amount.low, amount.high, amount.currency
    if not amount.known:
        return "an amount that is not stated"
    if high is None:
        return f"at least {_figure(low or 0)} {currency}"
    if low == high:
        return f"{_figure(high)} {currency}"
    return f"up to {_figure(high)} {currency}" if not low else f"{_figure(low)} to {_figure(high)} {currency}"


def _figure(units: int) -> str:
    for scale, letters in _SCALES:
        if units >= scale and units % (scale // 1000) == 0:
            return f"{units / scale:g}{letters}" if units < 1000 * scale else f"{units // scale:,}{letters}"
    return f"{units:,}"
