"""`circflow report`: what the catalogue answers about some companies, as one page to hand on."""

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from circflow.cli.catalogue import queries_option
from circflow.cli.completion import items
from circflow.cli.messages import note, warn
from circflow.cli.output_file import OutputFile
from circflow.cli.query_options import option, timeout_option
from circflow.queries.catalogue import read_files
from circflow.queries.folders import shipped_files
from circflow.remembered import names_of
from circflow.reports import LIMIT

_ASKED: Final = "round-trips"
_VENTURES: Final = (
    "Whether a stake in a joint venture counts as an investment. Without it, it does for shared owners, not in chains."
)
_SUFFIXES: Final = (".html", ".md")


def _options() -> list[click.Parameter]:
    """Return the options of the first question, which the others share as far as they have them."""
    file = _ASKED.replace("-", "_")
    params = dict(read_files(found for found in shipped_files() if found.path.stem == file).find(_ASKED).params)
    del params["through"]
    params["limit"] = replace(params["limit"], default=LIMIT, doc="Most rows of an answer; a cut is announced.")
    params["joint_ventures"] = replace(params["joint_ventures"], default=None, doc=_VENTURES)
    return [*map(option, params.values()), timeout_option()]


@click.command(params=_options())
@click.argument(
    "companies",
    metavar="[COMPANY]…",
    nargs=-1,
    shell_complete=lambda _ctx, _param, incomplete: items(names_of(("company",)), incomplete),
)
@click.option(
    "-o",
    "--output",
    "outputs",
    type=OutputFile(_SUFFIXES, f"is no report; its suffix must be {' or '.join(_SUFFIXES)}."),
    multiple=True,
    metavar="FILE",
    help=f"Write a file instead of printing Markdown; repeat it for both.  [{' '.join(_SUFFIXES)}]",
)
@queries_option
@click.pass_context
def report(
    ctx: click.Context,
    /,
    *,
    companies: tuple[str, ...],
    outputs: tuple[Path, ...],
    queries: tuple[Path, ...],
    timeout: float,
    **given: Any,  # noqa: ANN401 - the parameters of the question
) -> None:
    """Write a report about companies, or without any about all that is loaded.

    It tells which chains of deals lead back, who owns both ends of a sale, guarantees and open conditions, what speaks
    against a circular reading, the sources, and the record by which circflow verify asks it all again.
    """
    # Only here, since the driver takes its time to be imported, and help pages do without.
    graph_of = importlib.import_module("circflow.cli.connecting").graph_of
    make = importlib.import_module("circflow.reports.report").report
    parameters = {name: value for name, value in given.items() if value not in (None, ())}
    with graph_of(ctx) as graph:
        made = make(graph, *companies, queries=queries, timeout_s=timeout, **parameters)
    for path in outputs:
        made.save(path)
        note(f"Wrote {path}.")
    if not outputs:
        click.echo(made.text("md"), nl=False)
    for warning in made.warnings:
        warn(warning)
