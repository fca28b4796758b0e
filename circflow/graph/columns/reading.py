"""Column chunks: lists of many values in few records, by which Neo4j gives half a million deals in a second."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
from neo4j import Record, Transaction

from circflow.errors import QueryError
from circflow.graph.asking import put
from circflow.shipped import folder

Integers: TypeAlias = npt.NDArray[np.int64]

_TYPES: Final[Mapping[str, type[np.integer[Any]]]] = {"payers": np.int32, "payees": np.int32, "kinds": np.int8}
"""Columns of smaller integers than of 64 bits: of millions of deals, each byte is some megabytes."""


def columns(transaction: Transaction, name: str, sent: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Ask one of the statements in `cypher/engines`, and join the parts of each column.

    Args:
        transaction: A reading one.
        name: Of the file, without its ending.
        sent: What stands for each `$name`.

    Raises:
        QueryError: the columns are not equally long, so that some value is missing.
    """
    joined: dict[str, list[Any]] = {}
    for record in put(transaction, statement(name), sent):
        lists = _lists(record)
        for key, values in lists.items():
            joined.setdefault(key, []).extend(values)
    return joined


def integers(transaction: Transaction, name: str, sent: Mapping[str, Any]) -> dict[str, Integers]:
    """Ask for columns of integers, as arrays no wider than they need be.

    Raises:
        QueryError: as `columns`.
    """
    parts: dict[str, list[Any]] = {}
    for record in put(transaction, statement(name), sent):
        lists = _lists(record)
        for key, values in lists.items():
            parts.setdefault(key, []).append(np.array(values, _TYPES.get(key, np.int64)))
    return {key: np.concatenate(arrays) for key, arrays in parts.items()}


@cache
def statement(name: str) -> str:
    """Return the text of one of the statements in `cypher/engines`."""
    return (folder("cypher") / "engines" / f"{name}.cypher").read_text(encoding="utf-8")


def _lists(record: Record) -> dict[str, list[Any]]:
    lists = {key: value for key, value in zip(record.keys(), record.values(), strict=True) if isinstance(value, list)}
    # Cypher leaves out of a list what is null: a company that was not numbered when it was loaded.
    if len({len(values) for values in lists.values()}) > 1:
        raise QueryError(
            "some companies here have no number, which a search in memory needs",
            hint="Unload their data sets and load them again, or ask with --engine cypher.",
        )
    return lists
