"""`circflow verify` and `circflow diff`: answers that were kept as json, asked again and compared."""

import importlib
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from circflow.cli.catalogue import queries_option
from circflow.cli.query_options import timeout_option
from circflow.cli.terminal import in_colour
from circflow.errors import EXIT_DIFFERS
from circflow.records import as_json, as_markdown, as_text
from circflow.records.difference import diff as compared
from circflow.records.record import Record, parse_record, parse_records, read_record, read_records
from circflow.views.page import Page

_RECORD = click.Path(path_type=Path, allow_dash=True)
_STDIN = "-"


def _format(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True)


@click.command(params=[timeout_option()])
@click.argument("record", type=_RECORD)
@queries_option
@_format("table", "json")
@click.pass_context
def verify(ctx: click.Context, record: Path, queries: tuple[Path, ...], form: str, timeout: float) -> None:
    """Ask the question of a kept answer again: the same query, parameters, data and rows?

    RECORD is what circflow run ID -o record.json wrote, or a report, which keeps several answers; - reads it from a
    pipe. Exit code 1 when anything differs.
    """
    kept = _read_all(record)
    # Only here, since the driver takes its time to be imported, and help pages do without.
    graph_of = importlib.import_module("circflow.cli.connecting").graph_of
    check = importlib.import_module("circflow.records.verification").verify
    with graph_of(ctx) as graph:
        found = [check(graph, answer, queries=queries, timeout_s=timeout) for answer in kept]
    for at, verification in enumerate(found):
        if form == "json":
            click.echo(as_json.verification(verification), nl=False)
        else:
            click.echo("\n" * (at > 0), nl=False)
            _print(as_text.verification(verification, _page()))
    if not all(verification.same for verification in found):
        ctx.exit(EXIT_DIFFERS)


@click.command()
@click.argument("old", type=_RECORD)
@click.argument("new", type=_RECORD)
@queries_option
@_format("table", "md", "json")
@click.option("--fail-on-rows", is_flag=True, help="Exit code 1 when a row was added, went or changed.")
@click.pass_context
def diff(ctx: click.Context, old: Path, new: Path, queries: tuple[Path, ...], form: str, *, fail_on_rows: bool) -> None:
    """Compare two kept answers of one question: rows added, gone, changed. Needs no server.

    OLD and NEW are what circflow run ID -o record.json wrote; one of them may be -, a pipe.
    """
    found = compared(_read(old), _read(new), queries=queries)
    if form == "json":
        click.echo(as_json.difference(found), nl=False)
    else:
        _print(as_markdown.difference(found) if form == "md" else as_text.difference(found, _page()))
    if fail_on_rows and found.rows_differ:
        ctx.exit(EXIT_DIFFERS)


def _read_all(path: Path) -> tuple[Record, ...]:
    return parse_records(sys.stdin.buffer.read(), "stdin") if str(path) == _STDIN else read_records(path)


def _read(path: Path) -> Record:
    return parse_record(sys.stdin.buffer.read(), "stdin") if str(path) == _STDIN else read_record(path)


def _page() -> Page:
    return Page(shutil.get_terminal_size().columns, in_colour())


def _print(chunks: Iterable[str]) -> None:
    for chunk in chunks:
        click.echo(chunk, nl=False)
