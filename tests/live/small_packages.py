"""Packages of a few rows, written to a folder, for tests that change them row by row."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from circflow.model import Result

Ask = Callable[..., Result]
"""Takes the id of a query, data sets as texts of tables, and options; gives the answer."""

COMPANIES = ("a,A Ltd,company,,KR", "b,B Ltd,company,,US", "c,C Ltd,fund,a,")
HEADERS = {
    "companies": "id,name,kind,group_id,country",
    "names": "name,company_id,language,kind,ambiguous",
    "sources": "source_id,title,quality",
    "deals": "deal_id,source,relationship,target,amount_low,amount_high,currency,status,sources",
    "claims": "claim_id,deal_id,subject,source_id,paraphrase",
    "tranches": "deal_id,tranche_no,amount_low,amount_high,currency,expires",
    "statuses": "deal_id,date,status,source_id",
    "metrics": "metric_id,company,metric,period_end,low,high,currency,source_id",
}


def write(folder: Path, name: str, *deals: str, companies: Iterable[str] = COMPANIES, **others: Iterable[str]) -> Path:
    """Write a package; each table is given by its lines below the header. Tables without lines are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"companies": companies, "deals": deals, **others}
    resources = [{"name": table, "path": f"{table}.csv"} for table in tables]
    (folder / "datapackage.json").write_text(json.dumps({"name": name, "resources": resources}), encoding="utf-8")
    for table, rows in tables.items():
        (folder / f"{table}.csv").write_text("\n".join([HEADERS[table], *rows, ""]), encoding="utf-8")
    return folder


def of_tables(folder: Path, tables: Mapping[str, str]) -> Path:
    """Write a package named as its folder; each table is given as its text, header and all."""
    folder.mkdir(parents=True, exist_ok=True)
    resources = [{"name": table, "path": f"{table}.csv"} for table in tables]
    (folder / "datapackage.json").write_text(json.dumps({"name": folder.name, "resources": resources}), "utf-8")
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(f"{text}\n", "utf-8")
    return folder


def rich(folder: Path, name: str, prefix: str = "D", amount: int = 10) -> Path:
    """Write a package with rows in every table that a package can have."""
    one, two, three = (f"{prefix}-{n}" for n in (1, 2, 3))
    return write(
        folder,
        name,
        f"{one},a,INVESTS_IN,b,0,{amount},USD,announced,s1;s2",
        f"{two},b,BUYS_FROM,a,{amount},{amount},EUR,signed,s2",
        f"{three},a,JOINT_VENTURE,c,,,,in_force,",
        names=["에이,a,ko,name,no", "=A,a,,short,yes"],
        sources=["s1,First report,A", "s2,Second report,C"],
        claims=[f"{prefix}-C1,{one},,s1,It says so.", f"{prefix}-C2,,a:revenue,s2,It says more.", f"{prefix}-C3,,,s1,"],
        tranches=[f"{one},1,0,{amount},USD,2028-12-31", f"{two},1,,,,"],
        statuses=[f"{one},2024,rumoured,s1", f"{one},2025-06,announced,s2", f"{two},2025-Q3,signed,"],
        metrics=[f"{prefix}-M1,a,revenue,2025,5,5,USD,s1", f"{prefix}-M2,b,customer_share,2025-12-31,12.5,13,,s2"],
    )
