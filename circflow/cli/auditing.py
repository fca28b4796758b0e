"""Running the checks and printing what they found."""

import shutil
from pathlib import Path
from typing import Any

import click

from circflow.cli.connecting import graph_of
from circflow.cli.messages import note, warn
from circflow.cli.terminal import in_colour, usual_form
from circflow.errors import EXIT_ROWS, InputError
from circflow.queries import Catalogue, StoredQuery, read_catalogue
from circflow.views import audit as view
from circflow.views.page import Page

_KIND = "checks"


def audit(
    ctx: click.Context,
    *,
    datasets: tuple[str, ...],
    checks: tuple[str, ...],
    queries: tuple[Path, ...],
    form: str | None,
    timeout: float,
    fail_on_rows: bool,
) -> None:
    """Run the checks, print their rows, and end with the exit code.

    Args:
        ctx: Of the command; its root knows the address.
        datasets: Only these; empty for all.
        checks: Only these; empty for all.
        queries: Folders of people's own queries, checks among them.
        form: One of the view's formats; None for the usual one.
        timeout: Seconds for each check.
        fail_on_rows: Whether findings make the exit code 1.

    Raises:
        InputError: There is no such check.
    """
    chosen = _chosen(read_catalogue(queries), checks)
    results = []
    with graph_of(ctx) as graph:
        for query in chosen:
            wanted: dict[str, Any] = {"datasets": list(datasets)} if datasets else {}
            results.append(graph.run(query.id, queries=queries, timeout_s=timeout, **wanted))
    page = Page(shutil.get_terminal_size().columns, in_colour())
    for chunk in view.chunks(results, form or usual_form(), page):
        click.echo(chunk, nl=False)
    for result in results:
        if result.truncated:
            warn(f"{result.query.id} is cut at {result.row_count:,} rows; see more with circflow run {result.query.id}")
    for warning in dict.fromkeys(warning for result in results for warning in result.warnings):
        warn(warning)
    rows = sum(result.row_count for result in results)
    note(f"{len(results)} {'check' if len(results) == 1 else 'checks'}, {rows:,} {'row' if rows == 1 else 'rows'}.")
    if fail_on_rows and rows:
        ctx.exit(EXIT_ROWS)


def _chosen(catalogue: Catalogue, wanted: tuple[str, ...]) -> tuple[StoredQuery, ...]:
    if not wanted:
        return catalogue.of_kind(_KIND)
    for query_id in wanted:
        found = catalogue.get(query_id)
        if found and found.kind != _KIND:
            raise InputError(f"{query_id} is no check", hint=f"Run it with: circflow run {query_id}")
    return tuple({query.id: query for query in (catalogue.find(query_id, (_KIND,)) for query_id in wanted)}.values())
