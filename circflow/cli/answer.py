"""Running a stored query and handing its answer over."""

import shutil
import sys
from contextlib import nullcontext
from typing import Any

import click

from circflow.cli.connecting import graph_of
from circflow.cli.investigations import folders, typed
from circflow.cli.messages import note, warn
from circflow.cli.progress import shown
from circflow.cli.spark_options import OPTIONS, cluster_of
from circflow.cli.streaming import Asked, can_stream, ended, write_streamed
from circflow.cli.terminal import in_colour, usual_form
from circflow.errors import EXIT_ROWS
from circflow.model import Result
from circflow.model.safe_text import safe_text
from circflow.queries import StoredQuery
from circflow.queries.engines import AUTO, engines_of, is_streamed
from circflow.views import save, write


def answer(ctx: click.Context, query: StoredQuery, given: dict[str, Any]) -> None:
    """Run a query, print or write its rows, and end with the exit code.

    Args:
        ctx: Of the query's command; its root knows the address.
        query: What to run.
        given: All options by name: those of every run, and the query's parameters.
    """
    form: str | None = given.pop("format")
    outputs = given.pop("output")
    timeout_s: float = given.pop("timeout")
    fail_on_rows: bool = given.pop("fail_on_rows")
    engine: str = given.pop("engine", AUTO)
    count: bool = given.pop("count", False)
    cluster = cluster_of(*(given.pop(name, None) for name in OPTIONS))
    as_found: bool = given.pop("as_found", False)
    parameters: dict[str, Any] = query.bind(typed(query, given))
    with graph_of(ctx) as graph:
        if as_found or (is_streamed(query, parameters) and form is None and can_stream(outputs) and not count):
            if as_found and "limit" not in typed(query, given):
                parameters.pop("limit")
            asked = Asked(folders(ctx), timeout_s, engine, as_found)
            if written := write_streamed(graph, query, outputs, parameters, asked):
                ctx.exit(ended(written, fail_on_rows=fail_on_rows))
        how: dict[str, Any] = {
            "queries": folders(ctx),
            "timeout_s": timeout_s,
            "engine": engine,
            "count": count,
            "cluster": cluster,
        }
        with shown() if query.compute else nullcontext() as progress:
            if progress is not None:
                how["progress"] = progress
            result = graph.run(query.id, **how, **parameters)
    if engine == AUTO and len(engines_of(query)) > 1:
        note(f"Engine: {result.engine}")
    for path in outputs:
        save(result, path)
        note(f"Wrote {path}: {result.row_count:,} {'row' if result.row_count == 1 else 'rows'}.")
    form = form or (None if outputs else usual_form())
    if form:
        width = shutil.get_terminal_size().columns
        write(result, form, sys.stdout, width=width, color=in_colour())
    if form != "table":
        _warn(result)
    if fail_on_rows and result.rows:
        ctx.exit(EXIT_ROWS)


def _warn(result: Result) -> None:
    """Say what a table says below its rows, and the other formats cannot."""
    if result.truncated:
        warn(f"Cut at {result.row_count:,} rows; there are more. Raise --limit or narrow the question.")
    for warning in result.warnings:
        warn(safe_text(warning))
