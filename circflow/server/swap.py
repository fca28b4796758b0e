"""Putting new data in the place of old: all of it or none, whenever we are killed.

What is replaced moves to a folder of its own below `aside/`. A journal is written first and removed last; while it is
there, the change is not finished, and `undo` brings back what was before.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from circflow.errors import OutputError
from circflow.server import files
from circflow.server.layout import Layout, stamp

_JOURNAL: Final = "change.json"
_STAGING: Final = "staging"


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement that is under way.

    Attributes:
        aside: Where the old things go.
        had: Names of the old things.
    """

    aside: Path
    had: tuple[str, ...]


def staging(layout: Layout) -> Layout:
    """Return a fresh home inside the home, in which new data are made ready.

    Raises:
        OutputError: the home cannot be written.
    """
    fresh = Layout(layout.root / _STAGING)
    discard(layout)
    fresh.make()
    return fresh


def discard(layout: Layout) -> None:
    """Clear away what was made ready and is not needed. It never held the only copy of anything."""
    shutil.rmtree(layout.root / _STAGING, ignore_errors=True)


def apply(layout: Layout, fresh: Layout | None) -> Change:
    """Move the data, their password and their version aside, and those of a staging home, if any, in their place.

    Raises:
        OutputError: something cannot be moved; what was before is back.
    """
    change = Change(layout.aside / stamp(), tuple(path.name for path in _things(layout) if path.exists()))
    files.write(layout.root / _JOURNAL, json.dumps({"aside": change.aside.name, "had": change.had}) + "\n")
    try:
        change.aside.mkdir(parents=True)
        for name in change.had:
            (layout.root / name).rename(change.aside / name)
        for path in _things(fresh) if fresh else ():
            if path.exists():
                path.rename(layout.root / path.name)
    except OSError as error:
        undo(layout)
        raise OutputError(f"cannot be moved aside: {error.strerror}", where=str(error.filename)) from error
    return change


def commit(layout: Layout) -> None:
    """Say that the new things are good."""
    (layout.root / _JOURNAL).unlink(missing_ok=True)
    discard(layout)


def pending(layout: Layout) -> Change | None:
    """Return the change that was not finished; None when there is none."""
    try:
        journal = json.loads((layout.root / _JOURNAL).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Change(layout.aside / journal["aside"], tuple(journal["had"]))


def undo(layout: Layout) -> None:
    """Bring back what was before a change that was not finished. The server must not be running.

    Raises:
        OutputError: something cannot be moved; the journal stays, and the next call goes on.
    """
    change = pending(layout)
    if change is None:
        return
    failed = change.aside.with_name(f"{change.aside.name}-failed")
    try:
        for path in _things(layout):
            old = change.aside / path.name
            is_new = old.exists() or path.name not in change.had
            if is_new and path.exists():
                failed.mkdir(parents=True, exist_ok=True)
                path.rename(failed / path.name)
            if old.exists():
                old.rename(path)
    except OSError as error:
        raise OutputError(f"cannot be moved back: {error.strerror}", where=str(error.filename)) from error
    commit(layout)


def _things(layout: Layout) -> tuple[Path, ...]:
    return (layout.data, layout.password, layout.version)
