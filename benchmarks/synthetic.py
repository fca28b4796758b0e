"""Packages of any size with made-up companies and deals, for measuring; they say so themselves."""

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

NAME: Final = "synthetic"
_TITLE: Final = "Synthetic: companies and deals made up by a random number generator, for measuring only"
_DEALS: Final = "deal_id,source,relationship,target,amount_low,amount_high,currency,announced_date,status,note"
_TYPES: Final = ("INVESTS_IN", "BUYS_FROM", "BUYS_FROM", "JOINT_VENTURE")
_STATUSES: Final = ("announced", "signed", "closed")


def write(folder: Path, deals: int, *, seed: int = 1, version: int = 1, companies: int | None = None) -> Path:
    """Write a package.

    Args:
        folder: Where; made when missing.
        deals: How many.
        seed: Of the random numbers: the same seed gives the same bytes.
        version: Each version lacks every 7th deal of the others in turn, and has other amounts in every 5th.
        companies: How many; default: one for five deals.

    Returns:
        The folder.
    """
    parties = companies or max(10, deals // 5)
    resources = [{"name": name, "path": f"{name}.csv"} for name in ("companies", "deals")]
    described = {"name": NAME, "title": _TITLE, "version": str(version), "resources": resources}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    _lines(folder / "companies.csv", "id,name", (f"y{number},Made-up company {number}" for number in range(parties)))
    _lines(folder / "deals.csv", _DEALS, _rows(deals, parties, random.Random(seed), version))  # noqa: S311 - no secrets
    return folder


def _lines(path: Path, header: str, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(header + "\n")
        file.writelines(f"{line}\n" for line in lines)


def _rows(deals: int, parties: int, chance: random.Random, version: int) -> Iterator[str]:
    for number in range(deals):
        payer, payee = chance.sample(range(parties), 2)
        low = chance.randrange(1, 10**9)
        high = low + (version if number % 5 == version % 5 else 0)
        type_, status = chance.choice(_TYPES), chance.choice(_STATUSES)
        if number % 7 != version % 7:
            yield (
                f"Y-{number},y{payer},{type_},y{payee},{low},{high},USD,"
                f"{2000 + number % 26}-{1 + number % 12:02},{status},made up"
            )


def amend(folder: Path, *, every: int, shift: bool = False) -> None:
    """Change a package as people do: another status in some rows, and perhaps one more row above all others.

    Args:
        folder: Where it lies.
        every: Which rows, counted from the first.
        shift: Whether a row is put in above, so that all others stand one line lower.
    """
    path = folder / "deals.csv"
    fresh = path.with_suffix(".new")
    with path.open(encoding="utf-8") as old, fresh.open("w", encoding="utf-8") as new:
        new.write(next(old))
        if shift:
            new.write("Z-0,y0,BUYS_FROM,y1,5,5,USD,2025,signed,made up\n")
        for number, line in enumerate(old):
            new.write(line.replace(",made up", ",made up and amended") if number % every == 0 else line)
    fresh.replace(path)
