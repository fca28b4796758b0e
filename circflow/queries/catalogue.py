"""The catalogue: all stored queries, shipped ones and people's own, by id."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from circflow import shipped
from circflow.errors import InputError, QueryFileError
from circflow.queries.common import common
from circflow.queries.problems import Problems, shown_path
from circflow.queries.query_file import read_query_file
from circflow.queries.stored_query import StoredQuery

ENVIRONMENT: Final = "CIRCFLOW_QUERIES"
KINDS: Final = ("investigations", "evidence", "checks")


class Catalogue(Mapping[str, StoredQuery]):
    """Stored queries by id; an id that a query had before finds it too.

    Args:
        queries: In the order in which they are listed.
    """

    def __init__(self, queries: Sequence[StoredQuery]) -> None:
        self._queries = {query.id: query for query in queries}
        self._aliases = {alias: query.id for query in queries for alias in query.aliases}

    def __getitem__(self, query_id: str) -> StoredQuery:
        return self._queries[self._aliases.get(query_id, query_id)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)

    def of_kind(self, kind: str) -> tuple[StoredQuery, ...]:
        """Return the queries of a kind, as listed."""
        return tuple(query for query in self._queries.values() if query.kind == kind)

    def find(self, query_id: str, kinds: Collection[str] = KINDS) -> StoredQuery:
        """Return a query of one of the kinds.

        Raises:
            InputError: There is none of this id.
        """
        found = self.get(query_id)
        if found and found.kind in kinds:
            return found
        names = {*self._queries, *self._aliases}
        near = get_close_matches(query_id, sorted(name for name in names if self[name].kind in kinds), n=1)
        told = f"; did you mean {near[0]}?" if near else ""
        what, where = ("check", "audit --help") if kinds == ("checks",) else ("investigation", "list")
        raise InputError(f"There is no {what} {query_id}{told}", hint=f"See them all with: circflow {where}")


def read_catalogue(folders: Sequence[str | Path] = ()) -> Catalogue:
    """Read and check the shipped queries, those of `CIRCFLOW_QUERIES`, and those of the given folders.

    Raises:
        QueryFileError: Some files have mistakes; all of them are listed.
        InputError: A folder does not exist or holds no query.
    """
    own = own_folders(folders)
    return read_files([*_shipped(), *(found for folder in own for found in _own(folder))])


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
        if not any(_own(path)):
            raise InputError(f"{path} holds no .cypher file", hint="Put stored queries there, or leave the folder out.")
    return tuple(found)


def read_files(files: Iterable[tuple[Path, str]]) -> Catalogue:
    """Read and check some stored queries.

    Args:
        files: Each file with its kind: `investigations`, `evidence` or `checks`.

    Raises:
        QueryFileError: Some files have mistakes; all of them are listed.
    """
    seen: dict[str, StoredQuery] = {}
    queries: list[StoredQuery] = []
    wrong: list[Problems] = []
    for path, kind in files:
        problems = Problems(path)
        query = read_query_file(path, kind, common(), problems)
        if query:
            for name in (query.id, *query.aliases):
                first = seen.setdefault(name, query)
                if first is not query:
                    problems.add(1, f"`{name}` is in {shown_path(first.path)} already; rename one of them")
            queries.append(query)
        if problems:
            wrong.append(problems)
    if wrong:
        mistakes = [line for problems in wrong for line in problems.lines()]
        raise QueryFileError(
            f"{_count(len(mistakes), 'mistake', 'mistakes')} in {_count(len(wrong), 'stored query', 'stored queries')}",
            problems=mistakes,
        )
    return Catalogue(sorted(queries, key=lambda query: (KINDS.index(query.kind), query.id)))


def _shipped() -> Iterator[tuple[Path, str]]:
    for kind in KINDS:
        for path in sorted((shipped.folder("cypher") / kind).glob("*.cypher")):
            yield path, kind


def _own(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the stored queries below a folder: investigations, unless they lie in a folder named after another kind."""
    for path in sorted(folder.rglob("*.cypher")):
        kind = path.parent.name
        yield path, kind if kind in KINDS and path.parent != folder else KINDS[0]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
