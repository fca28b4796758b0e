"""Where stored queries lie: the shipped ones, and people's own in folders and packs."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from circflow import shipped
from circflow.errors import InputError
from circflow.queries.pack import CASES, MANIFEST

ENVIRONMENT: Final = "CIRCFLOW_QUERIES"
KINDS: Final = ("investigations", "counts", "evidence", "checks")
SUFFIX: Final = ".cypher"


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A file with a stored query.

    Attributes:
        path: The file.
        kind: One of `KINDS`, after its folder; an investigation where that has another name.
        manifest: The `pack.toml` of the pack that it belongs to; None when it belongs to none.
    """

    path: Path
    kind: str
    manifest: Path | None = None

    @property
    def is_shipped(self) -> bool:
        """Return whether it comes with circflow."""
        return self.path.is_relative_to(shipped.folder("cypher"))

    @property
    def cases(self) -> Path:
        """Return the folder in which its cases would lie."""
        if self.manifest:
            return self.manifest.parent / CASES
        here = self.path.parent
        return (here.parent if here.name in KINDS else here) / CASES


def shipped_files() -> Iterator[QueryFile]:
    """Yield the queries that come with circflow."""
    for kind in KINDS:
        for path in sorted((shipped.folder("cypher") / kind).glob(f"*{SUFFIX}")):
            yield QueryFile(path, kind)


def own_files(path: Path) -> Iterator[QueryFile]:
    """Yield a stored query, or those below a folder: investigations, unless they lie in a folder named after a kind."""
    for found in sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]:
        kind = found.parent.name if found.parent.name in KINDS and found.parent != path else KINDS[0]
        yield QueryFile(found, kind, _manifest_of(found, path))


def _manifest_of(file: Path, given: Path) -> Path | None:
    """Return the `pack.toml` nearest above a file: up to the folder that was given, or that of a file given alone."""
    top = given if given.is_dir() else file.parent.parent if file.parent.name in KINDS else file.parent
    folders = (folder for folder in file.parents if folder.is_relative_to(top))
    return next((folder / MANIFEST for folder in folders if (folder / MANIFEST).is_file()), None)


def own_folders(folders: Sequence[str | Path] = ()) -> tuple[Path, ...]:
    """Return people's own folders: those of `CIRCFLOW_QUERIES`, then the given ones, each once.

    Raises:
        InputError: One does not exist or holds no query.
    """
    named = [Path(name).expanduser() for name in os.environ.get(ENVIRONMENT, "").split(os.pathsep) if name]
    found = {path.absolute(): path for path in (*named, *(Path(folder).expanduser() for folder in folders))}
    for path in found.values():
        if not path.is_dir():
            raise InputError(f"{path} is no folder", hint=f"Folders of queries come from --queries and {ENVIRONMENT}.")
        if not any(own_files(path)):
            raise InputError(f"{path} holds no .cypher file", hint="Put stored queries there, or leave the folder out.")
    return tuple(found)
