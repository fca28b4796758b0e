"""A pack: a folder of stored queries with a `pack.toml` that says whose it is, so that it can be handed on."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from circflow import __version__
from circflow.queries.problems import Problems
from circflow.queries.sections import Section, read_toml

MANIFEST: Final = "pack.toml"
CASES: Final = "cases"
"""Folder of a pack with a file of cases for each query: `cases/big-buyers.yml`."""

_KEYS: Final = ("name", "version", "author", "circflow_at_least")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_VERSION: Final = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


@dataclass(frozen=True, slots=True)
class Pack:
    """What a `pack.toml` says.

    Attributes:
        name: In kebab-case.
        version: Three numbers.
        author: Whoever answers for it.
        circflow_at_least: The oldest circflow that its queries are written for.
    """

    name: str
    version: str
    author: str
    circflow_at_least: str

    @property
    def is_too_new(self) -> bool:
        """Return whether it needs a newer circflow than this."""
        return _numbers(self.circflow_at_least) > _numbers(__version__)


def read_manifest(path: Path, problems: Problems) -> Pack | None:
    """Read a `pack.toml`; None when it has mistakes, or is written for a newer circflow, which is noted."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        problems.add(1, f"this cannot be read: {error.strerror}; see its permissions")
        return None
    except UnicodeDecodeError:
        problems.add(1, "this is not UTF-8; save the file as UTF-8")
        return None
    head = read_toml(text, problems)
    if head is None:
        return None
    pack = Pack(
        name=_matching(head, "name", _NAME, "is not in kebab-case; write it in lower case with `-` between words"),
        version=_version(head, "version"),
        author=head.text("author", required=True),
        circflow_at_least=_version(head, "circflow_at_least"),
    )
    if problems:
        head.only(*_KEYS)
        return None
    if pack.is_too_new:
        # Its other keys may be news of that version.
        head.complain(
            "circflow_at_least",
            f"`{pack.name}` needs circflow {pack.circflow_at_least} or newer, and this is {__version__}; "
            "update circflow, or ask its author for an older version",
        )
        return None
    head.only(*_KEYS)
    return None if problems else pack


def _version(head: Section, key: str) -> str:
    return _matching(head, key, _VERSION, "is no version; write three numbers, as in 1.0.0")


def _matching(head: Section, key: str, form: re.Pattern[str], told: str) -> str:
    text = head.text(key, required=True)
    if text and not form.fullmatch(text):
        head.complain(key, f"`{text}` {told}")
    return text


def _numbers(version: str) -> tuple[int, ...]:
    """Return the three numbers of a version; what follows them, such as `.dev1`, comes before none of them."""
    found = _VERSION.match(version)
    return tuple(map(int, found.groups())) if found else (0, 0, 0)
