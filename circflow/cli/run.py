"""`circflow run`: each stored query is a command, each of its parameters an option."""

import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from circflow.cli import spark_options
from circflow.cli.catalogue import queries_option
from circflow.cli.investigations import Investigations
from circflow.cli.output_file import OutputFile
from circflow.cli.query_options import timeout_option
from circflow.queries import StoredQuery
from circflow.queries.engines import engines_of, has_streams
from circflow.views.formats import SUFFIXES, TEXT_FORMATS


class _Runs(Investigations):
    """Commands that run a query and hand its rows over; `circflow audit` lists the checks."""

    kinds = ("investigations", "counts", "checks")

    def further_options(self, query: StoredQuery) -> list[click.Parameter]:
        return [
            *_count_option(query),
            *_engine_option(engines_of(query)),
            *_as_found_option(query),
            click.Option(
                ["--format"],
                type=click.Choice(TEXT_FORMATS),
                help="How rows are printed.  [default: table on a terminal, jsonl in a pipe]",
            ),
            click.Option(
                ["-o", "--output"],
                type=OutputFile(SUFFIXES, f"has no suffix that names a format; known are {', '.join(SUFFIXES)}."),
                multiple=True,
                metavar="FILE",
                help=f"Write a file instead of printing; repeat it for several.  [{' '.join(SUFFIXES)}]",
            ),
            timeout_option(),
            click.Option(["--fail-on-rows"], is_flag=True, help="Exit code 1 when there are rows."),
        ]

    def answer(self, ctx: click.Context, query: StoredQuery, given: dict[str, Any]) -> None:
        # Only here, since the driver takes its time to be imported, and help pages do without.
        importlib.import_module("circflow.cli.answer").answer(ctx, query, given)


def _engine_option(engines: Sequence[str]) -> Iterator[click.Option]:
    """Yield `--engine` where there is a choice."""
    if len(engines) > 1:
        yield from spark_options.options()
        yield click.Option(
            ["--engine"],
            type=click.Choice(engines),
            default=engines[0],
            show_default=True,
            help="What searches; the rows are the same. auto goes by the number of deals, and says what it took.",
        )


def _count_option(query: StoredQuery) -> Iterator[click.Option]:
    """Yield `--count` where a query counts the rows."""
    if query.counted_by:
        yield click.Option(
            ["--count"],
            is_flag=True,
            help=f"How many there are, as {query.counted_by} counts them, in place of the rows; no limit cuts it.",
        )


def _as_found_option(query: StoredQuery) -> Iterator[click.Option]:
    """Yield `--as-found` where rows can be written while they are found."""
    if has_streams(query):
        yield click.Option(
            ["--as-found"],
            is_flag=True,
            help="Write rows as they are found, in any order, all of them unless --limit is given; to -o FILE with "
            "the suffix .csv, .jsonl or .parquet.",
        )


@click.group(cls=_Runs, subcommand_metavar="ID [OPTIONS OF ID]")
@queries_option
def run(queries: tuple[Path, ...]) -> None:
    """Run an investigation.

    Options of one: circflow run ID --help. Rows go to stdout, all else to stderr.
    """
    del queries
