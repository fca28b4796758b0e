"""One JSON object: the reproducible record of a run.

Its keys are those of `run_record`, with the rows, one a line, after the columns. `columns` describes every key of a
row, the names beside the ids included.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC
from types import MappingProxyType
from typing import Any, Final

from circflow.model import Match, Result
from circflow.views.json_text import json_text
from circflow.views.named import fields, records
from circflow.views.page import Page

FORMAT_VERSION: Final = 1
"""Raised when a reader of the object would have to change."""

_ROWS_AT: Final = 4  # rows stand behind `columns`, the fourth key


def chunks(result: Result, page: Page, beside: Mapping[str, Result] = MappingProxyType({})) -> Iterator[str]:
    """Yield the text piece by piece; joined it is one JSON object with a line end.

    Args:
        result: The answer.
        page: Makes no difference.
        beside: Further answers, whose rows stand under `beside` in lists of these names.
    """
    del page
    lines = [f"{json_text(key)}: {json_text(value)}" for key, value in run_record(result).items()]
    yield "{" + ",\n ".join(lines[:_ROWS_AT]) + ',\n "rows": ['
    for index, row in enumerate(records(result)):
        yield f"{',' if index else ''}\n  {json_text(row)}"
    yield ("\n ],\n " if result.rows else "],\n ") + ",\n ".join(lines[_ROWS_AT:])
    if beside:
        tables = (f"{json_text(name)}: {json_text(list(records(table)))}" for name, table in beside.items())
        yield ',\n "beside": {\n  ' + ",\n  ".join(tables) + "\n }"
    yield "}\n"


def run_record(result: Result) -> dict[str, Any]:
    """Return everything about a run but its rows, in the order in which it is written.

    Instants are UTC, durations milliseconds.
    """
    query = result.query
    return {
        "circflow": FORMAT_VERSION,
        "query": {"id": query.id, "title": query.title, "version": query.version, "sha256": query.sha256},
        "parameters": dict(result.parameters),
        "columns": [{"name": field.name, "type": field.type} for field in fields(result)],
        "row_count": result.row_count,
        "truncated": result.truncated,
        "engine": result.engine,
        "server": result.server,
        "datasets": [
            {
                "id": stamp.id,
                "sha256": stamp.sha256,
                "loaded_at": stamp.loaded_at.astimezone(UTC).isoformat(),
                **({"matches": [_decision(match) for match in stamp.matches]} if stamp.matches else {}),
            }
            for stamp in result.datasets
        ],
        "elapsed_ms": result.elapsed_ms,
    }


def _decision(match: Match) -> dict[str, Any]:
    return {
        "company": match.company_id,
        "name": match.name,
        "decision": match.decision,
        "other": match.other_id,
        "by": match.by,
        "at": match.at,
        "reason": match.reason,
    }
