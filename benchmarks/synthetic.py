"""Packages of any size with made-up companies and deals, for measuring; they say so themselves."""

import json
import random
from pathlib import Path
from typing import Final

NAME: Final = "synthetic"
_TITLE: Final = "Synthetic: companies and deals made up by a random number generator, for measuring only"
_DEALS: Final = "deal_id,source,relationship,target,amount_low,amount_high,currency,announced_date,status,note"
_TYPES: Final = ("INVESTS_IN", "BUYS_FROM", "BUYS_FROM", "JOINT_VENTURE")
_STATUSES: Final = ("announced", "signed", "closed")


def write(folder: Path, deals: int, *, seed: int = 1, version: int = 1) -> Path:
    """Write a package.

    Args:
        folder: Where; made when missing.
        deals: How many.
        seed: Of the random numbers: the same seed gives the same bytes.
        version: Each version lacks every 7th deal of the others in turn, and has other amounts in every 5th.

    Returns:
        The folder.
    """
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    companies = max(10, deals // 5)
    rows = []
    for number in range(deals):
        payer, payee = chance.sample(range(companies), 2)
        low = chance.randrange(1, 10**9)
        high = low + (version if number % 5 == version % 5 else 0)
        if number % 7 != version % 7:
            rows.append(
                f"Y-{number},y{payer},{chance.choice(_TYPES)},y{payee},{low},{high},USD,"
                f"{2000 + number % 26}-{1 + number % 12:02},{chance.choice(_STATUSES)},made up"
            )
        else:
            chance.choice(_TYPES), chance.choice(_STATUSES)
    resources = [{"name": name, "path": f"{name}.csv"} for name in ("companies", "deals")]
    described = {"name": NAME, "title": _TITLE, "version": str(version), "resources": resources}
    listed = [f"y{number},Made-up company {number}" for number in range(companies)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    (folder / "companies.csv").write_text("\n".join(["id,name", *listed, ""]), encoding="utf-8")
    (folder / "deals.csv").write_text("\n".join([_DEALS, *rows, ""]), encoding="utf-8")
    return folder
