"""The catalogue: all stored queries, shipped ones and people's own, by id."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from circflow.errors import InputError, QueryFileError
from circflow.queries.common import common
from circflow.queries.folders import KINDS, SUFFIX, QueryFile, own_files, own_folders, shipped_files
from circflow.queries.pack import Pack, read_manifest
from circflow.queries.problems import Problems, shown_path
from circflow.queries.query_file import read_query_file
from circflow.queries.stored_query import StoredQuery
from circflow.queries.tokens import lines


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
    if not own:
        return _kept(tuple(shipped_files()))
    return read_files([*shipped_files(), *(found for folder in own for found in own_files(folder))])


@cache
def _kept(files: tuple[QueryFile, ...]) -> Catalogue:
    # What ships stays as it is while a command runs, and takes a quarter of a second to read.
    return read_files(files)


def read_files(files: Iterable[QueryFile]) -> Catalogue:
    """Read and check some stored queries.

    Raises:
        QueryFileError: Some files have mistakes; all of them are listed.
    """
    catalogue, wrong = examine(files)
    if wrong:
        raise mistakes(wrong)
    return catalogue


def examine(files: Iterable[QueryFile]) -> tuple[Catalogue, list[Problems]]:
    """Read and check some stored queries.

    Returns:
        Those without a mistake, and what is wrong with the others, one a file.
    """
    taken: dict[str, tuple[StoredQuery, QueryFile]] = {}
    packs: dict[Path, Pack | None] = {}
    queries: list[StoredQuery] = []
    wrong: list[Problems] = []
    for file in files:
        if file.manifest and file.manifest not in packs:
            of_pack = Problems(file.manifest)
            packs[file.manifest] = read_manifest(file.manifest, of_pack)
            wrong.append(of_pack)
        pack = packs[file.manifest] if file.manifest else None
        if file.manifest and pack is None:
            # What is written for a newer circflow would only be misread.
            continue
        problems = Problems(file.path)
        wrong.append(problems)
        query = read_query_file(file.path, file.kind, common(), problems)
        if query:
            for name in (query.id, *query.aliases):
                other, where = taken.setdefault(name, (query, file))
                if other is not query:
                    problems.add(_line_of(name, query), _told_taken(name, where))
        if query and not problems:
            queries.append(replace(query, pack=pack))
    in_order = sorted(queries, key=lambda query: (KINDS.index(query.kind), query.id))
    return Catalogue(in_order), [problems for problems in wrong if problems]


def mistakes(wrong: Sequence[Problems]) -> QueryFileError:
    """Return the error that lists the mistakes of some files."""
    told = [line for problems in wrong for line in problems.lines()]
    queries = all(problems.path.suffix == SUFFIX for problems in wrong)
    files = ("stored query", "stored queries") if queries else ("file", "files")
    return QueryFileError(f"{_count(len(told), 'mistake', 'mistakes')} in {_count(len(wrong), *files)}", problems=told)


def _told_taken(name: str, where: QueryFile) -> str:
    if where.is_shipped:
        return f"`{name}` comes with circflow, in {shown_path(where.path)}; give yours another id"
    return f"`{name}` is in {shown_path(where.path)} already; rename one of them"


def _line_of(name: str, query: StoredQuery) -> int:
    """Return the line on which a query names itself so."""
    found = (number for number, line in enumerate(lines(query.text), start=1) if f'"{name}"' in line)
    return next(found, 1)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
