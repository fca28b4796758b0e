"""`circflow charts`: how much money goes round, drawn on one page."""

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from circflow.cli.messages import note
from circflow.cli.output_file import OutputFile
from circflow.cli.query_options import option, timeout_option
from circflow.queries.catalogue import read_files
from circflow.queries.folders import shipped_files

_ASKED: Final = "circulation"
_LEFT_OUT: Final = ("measure", "limit")


def _options() -> list[click.Parameter]:
    """Return the options of the question about the circle, which the others share as far as they have them."""
    found = read_files(file for file in shipped_files() if file.path.stem == _ASKED).find(_ASKED).params
    kept = {name: param for name, param in found.items() if name not in _LEFT_OUT}
    kept["as_of"] = replace(kept["as_of"], doc=f"{kept['as_of'].doc} The last chart ends there.")
    return [*map(option, kept.values()), timeout_option()]


@click.command(params=_options())
@click.option(
    "-o",
    "--output",
    type=OutputFile((".html",), "is no page; its suffix must be .html."),
    default="circflow-money.html",
    metavar="FILE",
    show_default=True,
    help="The page to write.",
)
@click.pass_context
def charts(ctx: click.Context, /, *, output: Path, timeout: float, **given: Any) -> None:  # noqa: ANN401 - parameters
    """Draw how firm promises are, who must bring money, and what could go round at which date.

    One page that opens from disk, reads on paper, and says beside each chart what it does not show. Needs the extras
    money and charts.
    """
    # Only here, since the driver takes its time to be imported, and help pages do without.
    graph_of = importlib.import_module("circflow.cli.connecting").graph_of
    shown = importlib.import_module("circflow.cli.progress").shown
    make = importlib.import_module("circflow.charts").charts
    parameters = {name: value for name, value in given.items() if value not in (None, ())}
    with graph_of(ctx) as graph, shown() as progress:
        made = make(graph, timeout_s=timeout, progress=progress, **parameters)
    made.save(output)
    note(f"Wrote {output}.")
