"""All that a pack holds, looked at before it is used: its manifest, its queries, and their cases."""

from dataclasses import dataclass
from pathlib import Path

from circflow.cases.case_file import SUFFIX, Case, read_case_file
from circflow.errors import InputError
from circflow.queries import StoredQuery
from circflow.queries.catalogue import examine
from circflow.queries.folders import QueryFile, own_files, shipped_files
from circflow.queries.problems import Problems


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found below a path.

    Attributes:
        cases: The cases of each query without a mistake; none where it has no file of cases.
        wrong: What is wrong, one a file, in the order of their names.
    """

    cases: tuple[tuple[StoredQuery, tuple[Case, ...]], ...]
    wrong: tuple[Problems, ...]


def examine_pack(path: Path) -> Examined:
    """Read and check a stored query, or all below a folder, as they would stand beside the shipped ones.

    Raises:
        InputError: there is no such file or folder, or no query in it.
    """
    if not path.exists():
        raise InputError(f"{path} does not exist", hint="Name a .cypher file, or a folder of them.")
    files = list(own_files(path))
    if not files:
        raise InputError(f"{path} holds no .cypher file", hint="Write one with: circflow queries new ID --folder DIR")
    catalogue, wrong = examine([*shipped_files(), *files])
    own = {query.path: query for query in catalogue.values()}
    cases = []
    for file in files:
        if file.path in own:
            of_cases = Problems(file.cases / f"{own[file.path].id}{SUFFIX}")
            found = read_case_file(of_cases.path, own[file.path], of_cases) if of_cases.path.exists() else ()
            cases.append((own[file.path], found))
            wrong.append(of_cases)
    if path.is_dir():
        wrong += _strays(files)
    return Examined(tuple(cases), tuple(sorted(filter(None, wrong), key=lambda problems: problems.path)))


def _strays(files: list[QueryFile]) -> list[Problems]:
    """Note files of cases that belong to no query: a name misspelt would leave them out without a word."""
    known: dict[Path, set[str]] = {}
    for file in files:
        known.setdefault(file.cases, set()).add(file.path.stem.replace("_", "-"))
    strays = []
    for folder, ids in known.items():
        for path in sorted(folder.glob("*")) if folder.is_dir() else []:
            problems = Problems(path)
            if path.suffix in (SUFFIX, ".yaml") and path.name not in {f"{id_}{SUFFIX}" for id_ in ids}:
                problems.add(1, f"there is no query of this name; name it after one: {', '.join(sorted(ids))}{SUFFIX}")
            strays.append(problems)
    return strays
