"""The tables under `given` → a data set, read against the same contracts as a package's files."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

import yaml

from circflow.cases.nodes import entries, line, members, texts
from circflow.model import Package
from circflow.queries.problems import Problems
from circflow.sheets.columns import TABLES, Table
from circflow.sheets.delimited import Row
from circflow.sheets.reading import assemble
from circflow.sheets.tabular import TypedTable, typed_table

SAMPLING: Final = "sampling"
"""Beside the tables: how their rows were chosen, as a descriptor says it."""

DATASET: Final = "given"
"""Name of the data set that a case's deals are."""

# Where rows name companies and sources, which need no rows of their own in a case.
_COMPANIES: Final = {
    "companies": ("group_id",),
    "deals": ("source", "target", "condition_controlled_by"),
    "tranches": ("condition_controlled_by",),
    "metrics": ("company", "counterparty"),
    "names": ("company_id",),
}
_SOURCES: Final = {
    "deals": ("sources",),
    "claims": ("source_id",),
    "statuses": ("source_id",),
    "metrics": ("source_id",),
}

Cells = dict[str, str]
Tables = dict[str, list[tuple[int, Cells]]]


def read_given(node: yaml.Node | None, problems: Problems) -> Package | None:
    """Read the tables of a case; None when there are mistakes, which are noted."""
    tables: Tables = {"companies": [], "deals": []}
    descriptor: dict[str, str] = {}
    for name, listed in entries(node, "`given`", problems).items():
        if name == SAMPLING:
            descriptor[name] = str(texts(listed, f"`{name}`", problems))
        elif name in TABLES:
            tables[name] = [_cells(row, name, problems) for row in members(listed, f"`{name}`", problems)]
        else:
            problems.add(line(listed), f"there is no table `{name}`; there are {', '.join(TABLES)}")
    for subject, cells in list(tables.get("claims", [])):
        # A claim about a company's figure names the company before the colon.
        _add(tables, "companies", subject, cells.get("subject", "").partition(":")[0])
    _add_mentioned(tables, "companies", _COMPANIES)
    _add_mentioned(tables, "sources", _SOURCES)
    typed = {name: _typed(TABLES[name], rows, problems) for name, rows in tables.items()}
    if problems:
        return None
    reading = assemble(DATASET, "", json.dumps(descriptor), typed, ())
    for reject in reading.rejects:
        problems.add(reject.line, f"{reject.column}: {reject.reason}")
    return None if problems else reading.package


def _cells(node: yaml.Node, table: str, problems: Problems) -> tuple[int, Cells]:
    cells = {}
    for column, value in entries(node, f"a row of `{table}`", problems).items():
        cell = texts(value, f"`{column}`", problems)
        # Several ids in one cell are joined in a file; a list says the same.
        cells[column] = ";".join(map(str, cell)) if isinstance(cell, list) else cell or ""
    return line(node), cells


def _add_mentioned(tables: Tables, to: str, columns: Mapping[str, Iterable[str]]) -> None:
    for table, names in columns.items():
        for row, cells in list(tables.get(table, [])):
            for name in names:
                for id_ in cells.get(name, "").split(";"):
                    _add(tables, to, row, id_.strip())


def _add(tables: Tables, to: str, row: int, id_: str) -> None:
    key, label = ("id", "name") if to == "companies" else ("source_id", "title")
    rows = tables.setdefault(to, [])
    if id_ and all(cells.get(key) != id_ for _, cells in rows):
        rows.append((row, {key: id_, label: id_}))


def _typed(table: Table, rows: list[tuple[int, Cells]], problems: Problems) -> TypedTable:
    required = [field.name for field in table.fields if field.required]
    header = tuple(dict.fromkeys([*required, *(column for _, cells in rows for column in cells)]))
    known = [field.name for field in table.fields]
    for at, cells in rows:
        for column in cells:
            if column not in known:
                problems.add(at, f"`{table.name}` has no column `{column}`; it has {', '.join(known)}")
    cells_of = [Row(tuple(cells.get(column, "") for column in header), at, 0) for at, cells in rows]
    return typed_table(table, problems.path, Row(header, 1, 0), lambda: cells_of)
