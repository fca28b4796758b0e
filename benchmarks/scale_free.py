"""Graphs of any size with hubs, as money graphs have them; companies, amounts and dates are made up by chance.

A company is drawn as payer and as payee with a weight that falls with the root of its rank: a few have many deals.
No pair comes twice, and none pays itself. The same seed gives the same graph.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

NAME: Final = "scale-free"
_TITLE: Final = "Scale-free: companies and deals made up by a random number generator, for measuring only"
_DEALS: Final = "deal_id,source,relationship,target,amount_low,amount_high,currency,announced_date,status,note"
_FIRST_DAY: Final = date(2025, 1, 1)
_DAY_S: Final = 86_400

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Drawn:
    """A graph: payers, payees, amounts in whole units, and seconds since the first day, one an edge."""

    sources: Integers
    targets: Integers
    amounts: Integers
    seconds: Integers


def drawn(companies: int, edges: int, *, seed: int = 7) -> Drawn:
    """Draw a graph."""
    chance = np.random.default_rng(seed)
    weights = (np.arange(companies) + 10.0) ** -0.5
    weights /= weights.sum()
    keys = np.empty(0, np.int64)
    while len(keys) < edges:
        size = edges - len(keys)
        sources, targets = (chance.choice(companies, size=size, p=weights) for _ in range(2))
        keys = np.concatenate([keys, (sources * companies + targets)[sources != targets]])
        keys = keys[np.sort(np.unique(keys, return_index=True)[1])]
    # The numbers do not tell the rank.
    named = chance.permutation(companies)
    amounts = np.round(np.exp(chance.normal(10, 1.5, edges)), 2).astype(np.int64)
    return Drawn(named[keys // companies], named[keys % companies], amounts, chance.integers(0, 365 * _DAY_S, edges))


def write(folder: Path, graph: Drawn) -> Path:
    """Write a graph as a package; return the folder."""
    resources = [{"name": name, "path": f"{name}.csv"} for name in ("companies", "deals")]
    described = {"name": NAME, "title": _TITLE, "version": "1", "resources": resources}
    companies = np.unique(np.concatenate([graph.sources, graph.targets])).tolist()
    days = [str(_FIRST_DAY + timedelta(days=day)) for day in range(366)]
    columns = (
        graph.sources.tolist(),
        graph.targets.tolist(),
        graph.amounts.tolist(),
        (graph.seconds // _DAY_S).tolist(),
    )
    rows = (
        f"S-{number},s{payer},BUYS_FROM,s{payee},{amount},{amount},USD,{days[day]},signed,made up"
        for number, (payer, payee, amount, day) in enumerate(zip(*columns, strict=True))
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    listed = (f"s{number},Made-up company {number}" for number in companies)
    (folder / "companies.csv").write_text("\n".join(["id,name", *listed, ""]), encoding="utf-8")
    (folder / "deals.csv").write_text("\n".join([_DEALS, *rows, ""]), encoding="utf-8")
    return folder
