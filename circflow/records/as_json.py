"""Comparisons and verifications for programs: one JSON object each."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from circflow.records.difference import Difference
from circflow.records.record import Record
from circflow.views.json_text import json_text

if TYPE_CHECKING:
    from circflow.records.verification import Verification


def difference(found: Difference) -> str:
    """Return a comparison as one line of JSON."""
    return json_text({"old": _record(found.old), "new": _record(found.new), **_rows(found)}) + "\n"


def verification(found: "Verification") -> str:
    """Return a verification as one line of JSON; `rows` is null where the question could not be asked again."""
    told = {
        "record": _record(found.record),
        "same": found.same,
        "findings": [asdict(finding) for finding in found.findings],
        "rows": _rows(found.difference) if found.difference else None,
    }
    return json_text(told) + "\n"


def _rows(found: Difference) -> dict[str, Any]:
    return {
        "identity": found.identity,
        "parameters": {name: {"old": then, "new": now} for name, (then, now) in found.parameters.items()},
        "same": found.same,
        "reordered": found.reordered,
        "columns_added": found.columns_added,
        "columns_gone": found.columns_gone,
        "added": found.added,
        "gone": found.gone,
        "changed": [{"columns": change.columns, "old": change.before, "new": change.after} for change in found.changed],
    }


def _record(record: Record) -> dict[str, Any]:
    query = record.query
    return {
        "file": record.where,
        "query": {"id": query.id, "version": query.version, "sha256": query.sha256},
        "row_count": len(record.rows),
        "truncated": record.truncated,
        "datasets": [{"id": stamp.id, "sha256": stamp.sha256} for stamp in record.datasets],
    }
