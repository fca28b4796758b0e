"""One file of cases → cases, or all that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from circflow.cases.expected import Expected, read_expected
from circflow.cases.given import read_given
from circflow.cases.nodes import Texts, entries, line, members, read_yaml, texts
from circflow.errors import ParamError, QueryFileError
from circflow.model import Package
from circflow.queries import StoredQuery
from circflow.queries.problems import Problems, shown_path

SUFFIX: Final = ".yml"
Given = Texts | list[dict[str, Texts]]
"""What a parameter is given: texts, or the rows of a file."""

_KEYS: Final = ("name", "given", "params", "expect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case of a query.

    Attributes:
        name: A sentence.
        where: `file:line`.
        given: The data set that is loaded.
        params: As typed on a command line; what is a file there is given by its rows.
        expect: All rows, in any order, each with the columns it names; empty for a near-miss.
    """

    name: str
    where: str
    given: Package
    params: Mapping[str, Given]
    expect: Expected


def read_cases(path: Path, query: StoredQuery) -> tuple[Case, ...]:
    """Read the cases of a query.

    Raises:
        QueryFileError: the file has mistakes; all are listed.
    """
    problems = Problems(path)
    cases = read_case_file(path, query, problems)
    if problems:
        count = len(problems.lines())
        raise QueryFileError(f"{count} mistake{'' if count == 1 else 's'} in cases", problems=problems.lines())
    return cases


def read_case_file(path: Path, query: StoredQuery, problems: Problems) -> tuple[Case, ...]:
    """Read the cases of a query; mistakes are noted."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        problems.add(1, f"this cannot be read: {error.strerror}; see its permissions")
        return ()
    except UnicodeDecodeError:
        problems.add(1, "this is not UTF-8; save the file as UTF-8")
        return ()
    document = read_yaml(text, problems)
    found: dict[str, Case] = {}
    for node in members(document, "a file of cases", problems):
        # Each case has mistakes of its own, so that one does not hide those of the next.
        own = Problems(path)
        case = _case(node, query, own)
        if case and case.name in found:
            own.add(line(node), f"another case is named `{case.name}`; name them apart")
        for number, told in own.found:
            problems.add(number, told)
        if case:
            found[case.name] = case
    if document and not found and not problems:
        problems.add(1, "there is no case; write one")
    return tuple(found.values())


def _case(node: yaml.Node, query: StoredQuery, problems: Problems) -> Case | None:
    parts = entries(node, "a case", problems)
    for key, value in parts.items():
        if key not in _KEYS:
            problems.add(line(value), f"a case has no `{key}`; it has {', '.join(_KEYS)}")
    for key in ("name", "given", "expect"):
        if key not in parts:
            problems.add(line(node), f"`{key}` is missing in a case; add it")
    name = texts(parts["name"], "`name`", problems) if "name" in parts else None
    params = {key: _given(value, key, problems) for key, value in entries_of(parts, "params", problems).items()}
    if "params" in parts or not problems:
        _check_params(query, params, line(parts.get("params", node)), problems)
    expect = read_expected(parts.get("expect"), query, problems)
    # Mistakes of its own too, since deals are read only where nothing is wrong so far.
    of_given = Problems(problems.path)
    given = read_given(parts.get("given"), of_given)
    for number, told in of_given.found:
        problems.add(number, told)
    if problems or given is None:
        return None
    where = f"{shown_path(problems.path)}:{line(node)}"
    return Case(name=str(name), where=where, given=given, params=params, expect=expect)


def _given(node: yaml.Node, key: str, problems: Problems) -> Given:
    if isinstance(node, yaml.SequenceNode) and any(isinstance(member, yaml.MappingNode) for member in node.value):
        rows = (entries(member, f"a row of `{key}`", problems) for member in node.value)
        return [{name: texts(value, f"`{name}`", problems) for name, value in row.items()} for row in rows]
    return texts(node, f"`{key}`", problems)


def entries_of(parts: Mapping[str, yaml.Node], key: str, problems: Problems) -> dict[str, yaml.Node]:
    """Return the entries under a key; empty when it is not there."""
    return entries(parts.get(key), f"`{key}`", problems)


def _check_params(query: StoredQuery, params: Mapping[str, Given], at: int, problems: Problems) -> None:
    try:
        query.bind(params)
    except ParamError as error:
        problems.add(at, error.message)
