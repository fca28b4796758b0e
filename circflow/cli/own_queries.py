"""Looking through a pack, and putting its cases to the test."""

from collections.abc import Sequence
from pathlib import Path

import click

import circflow.cli.driver  # noqa: F401 - comes before all that needs the driver
from circflow.cases import Case, examine_pack
from circflow.cli.connecting import graph_of
from circflow.cli.messages import note
from circflow.cli.progress import shown as progress
from circflow.errors import EXIT_DIFFERS, InputError, QueryFileError
from circflow.model.safe_text import safe_text
from circflow.queries import StoredQuery
from circflow.queries.catalogue import mistakes
from circflow.session import Graph


def check(ctx: click.Context, path: Path) -> None:
    """Print every mistake, and end with the exit code of one."""
    found = examine_pack(path)
    for problems in found.wrong:
        for line in problems.lines():
            click.echo(safe_text(line))
    if found.wrong:
        note(f"{mistakes(found.wrong).message}.")
        ctx.exit(QueryFileError.exit_code)
    _tell_untested(found.cases)
    note(f"{_count(len(found.cases), 'query', 'queries')}, {_cases(found.cases)}: no mistakes.")


def test(ctx: click.Context, path: Path) -> None:
    """Try all cases, print those that differ, and end with the exit code.

    Raises:
        QueryFileError: there are mistakes in what is to be tested.
        InputError: there is no case.
    """
    found = examine_pack(path)
    if found.wrong:
        raise mistakes(found.wrong)
    if not any(cases for _, cases in found.cases):
        raise InputError(f"{path} has no cases", hint="circflow queries new writes an example of some.")
    with graph_of(ctx) as graph:
        failed = _tried(graph, found.cases)
    _tell_untested(found.cases)
    note(f"{_cases(found.cases)}: {'all as expected' if not failed else f'{failed} not as expected'}.")
    if failed:
        ctx.exit(EXIT_DIFFERS)


def _tried(graph: Graph, of_queries: Sequence[tuple[StoredQuery, tuple[Case, ...]]]) -> int:
    """Try all cases, print what came of each query, and return how many cases differ."""
    total = sum(len(cases) for _, cases in of_queries)
    done = failed = 0
    with progress() as tell:
        for query, cases in of_queries:
            differing: list[tuple[Case, Sequence[str]]] = []
            for case in cases:
                tell(f"{query.id}: {case.name}", done, total)
                if lines := graph.try_case(query, case):
                    differing.append((case, lines))
                done += 1
            failed += len(differing)
            if cases:
                _print(query, len(cases), differing)
    return failed


def _print(query: StoredQuery, cases: int, differing: Sequence[tuple[Case, Sequence[str]]]) -> None:
    as_expected = f"{len(differing)} of them not as expected" if differing else "as expected"
    click.echo(f"{query.id}: {_count(cases, 'case', 'cases')}, {as_expected}")
    for case, lines in differing:
        click.echo(safe_text("\n    ".join([f"  {case.where}: {case.name}", *lines])))


def _tell_untested(of_queries: Sequence[tuple[StoredQuery, tuple[Case, ...]]]) -> None:
    for query, cases in of_queries:
        if not cases:
            note(f"{query.id} has no cases, so nothing shows that it finds what it should.")


def _cases(of_queries: Sequence[tuple[StoredQuery, tuple[Case, ...]]]) -> str:
    return _count(sum(len(cases) for _, cases in of_queries), "case", "cases")


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
