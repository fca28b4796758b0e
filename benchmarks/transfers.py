"""The transfers between banks in the FinCEN Files, as ICIJ publishes them, as a package of deals and as plain edges."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

NAME: Final = "fincen-transfers"
_TITLE: Final = "Transfers between banks in suspicious-activity reports, for measuring only"
_DEALS: Final = (
    "deal_id",
    "source",
    "relationship",
    "target",
    "amount_low",
    "amount_high",
    "currency",
    "announced_date",
)
_DEALS_STATUS: Final = (*_DEALS, "status", "note")

Integers = npt.NDArray[np.int64]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _ends(row: dict[str, str]) -> tuple[str, str]:
    """Return payer and payee: banks are one when their names are, whatever their ids."""
    return row["originator_bank"].lower(), row["beneficiary_bank"].lower()


def numbered(path: Path) -> tuple[Integers, Integers]:
    """Return the payers and payees of all transfers as numbers."""
    number: dict[str, int] = {}
    ends = [[number.setdefault(name, len(number)) for name in _ends(row)] for row in _rows(path)]
    edges = np.array(ends, np.int64)
    return edges[:, 0].copy(), edges[:, 1].copy()


def write(folder: Path, path: Path) -> Path:
    """Write the transfers as a package; return the folder."""
    number: dict[str, int] = {}
    deals = []
    for row in _rows(path):
        payer, payee = (f"b{number.setdefault(name, len(number))}" for name in _ends(row))
        day = datetime.strptime(row["begin_date"], "%b %d, %Y").date() if row["begin_date"] else ""  # noqa: DTZ007
        amount = int(float(row["amount_transactions"])) if row["amount_transactions"] else ""
        currency = "USD" if amount != "" else ""
        if payer != payee:
            deals.append([f"T-{row['id']}", payer, "BUYS_FROM", payee, amount, amount, currency, day, "closed", ""])
    resources = [{"name": name, "path": f"{name}.csv"} for name in ("companies", "deals")]
    described = {"name": NAME, "title": _TITLE, "version": "1", "resources": resources}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    _write(folder / "companies.csv", [["id", "name"], *([f"b{at}", name] for name, at in number.items())])
    _write(folder / "deals.csv", [list(_DEALS_STATUS), *deals])
    return folder


def _write(path: Path, rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
