"""Decisions about companies as the ledger keeps them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Final

from circflow.model import Match

_KEPT: Final = ("company_id", "name", "decision", "other_id", "score", "reason", "by", "at")


def kept(matches: Iterable[Match]) -> list[str]:
    """Return decisions as texts that the ledger can hold."""
    rows = (asdict(match) for match in matches)
    return [json.dumps({name: row[name] for name in _KEPT}, ensure_ascii=False) for row in rows]


def read(texts: Sequence[str] | None) -> tuple[Match, ...]:
    """Return what `kept` wrote."""
    return tuple(Match(**json.loads(text)) for text in texts or ())
