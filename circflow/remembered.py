"""Names of companies and data sets as of the last load, for shells that complete what is typed without a server."""

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from circflow.errors import CircflowError
from circflow.files import replace_bytes
from circflow.home import home

_KEYS: Final = {"company": "companies", "dataset": "datasets"}


def remember(companies: Iterable[str], datasets: Iterable[str]) -> None:
    """Keep the names in the state folder.

    What was loaded is loaded: that its names could not be kept is no reason to say otherwise.
    """
    known = {"companies": sorted(set(companies)), "datasets": list(datasets)}
    with suppress(CircflowError, OSError):
        home().mkdir(parents=True, exist_ok=True)
        replace_bytes(_file(), json.dumps(known, ensure_ascii=False).encode())


def names_of(kinds: Iterable[str]) -> list[str]:
    """Return the names of all companies or data sets that were loaded last; none when nothing is known.

    Args:
        kinds: `company`, `dataset`, or both; of other kinds nothing is remembered.
    """
    try:
        known: Any = json.loads(_file().read_text(encoding="utf-8"))
        found = [name for kind in kinds if kind in _KEYS for name in known.get(_KEYS[kind], [])]
    except (OSError, ValueError, AttributeError, TypeError):
        # A missing or broken file must not disturb somebody who is typing.
        return []
    return [name for name in found if isinstance(name, str) and name.isprintable()]


def _file() -> Path:
    return home() / "completion.json"
