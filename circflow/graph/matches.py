"""Decisions about companies as the ledger keeps them: those that a data set rests on, and those that an answer does."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, replace
from typing import Final

from circflow.model import DatasetStamp, Match

_KEPT: Final = ("company_id", "name", "decision", "other_id", "score", "reason", "by", "at")


def kept(matches: Iterable[Match]) -> list[str]:
    """Return decisions as texts that the ledger can hold."""
    rows = (asdict(match) for match in matches)
    return [json.dumps({name: row[name] for name in _KEPT}, ensure_ascii=False) for row in rows]


def read(texts: Sequence[str] | None) -> tuple[Match, ...]:
    """Return what `kept` wrote."""
    return tuple(Match(**json.loads(text)) for text in texts or ())


def resting_on(stamp: DatasetStamp, companies: Collection[str]) -> DatasetStamp:
    """Return a data set's stamp with those of its decisions alone that are about companies of an answer."""
    return replace(stamp, matches=tuple(match for match in stamp.matches if match.other_id in companies))
