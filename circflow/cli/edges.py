"""`circflow export-edges`: the deals that count, as plain edges in a file."""

from pathlib import Path
from typing import Any

import click

from circflow.cli.connecting import graph_of
from circflow.cli.investigations import typed
from circflow.cli.messages import note, warn
from circflow.cli.output_file import OutputFile
from circflow.cli.progress import shown
from circflow.cli.query_options import option, timeout_option
from circflow.graph.edges import FILTERS
from circflow.queries import read_catalogue
from circflow.views.edges import SUFFIX

_QUERY = "round-trips"


class _Filtered(click.Command):
    """A command with the filters of `round-trips` as options."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        own = super().get_params(ctx)
        known = read_catalogue().find(_QUERY).params
        filters: list[click.Parameter] = [option(known[name]) for name in FILTERS if name in known]
        return [*own[:-1], *filters, timeout_option(), own[-1]]


@click.command(cls=_Filtered)
@click.argument("file", type=OutputFile((SUFFIX,), f"does not end with {SUFFIX}."), metavar=f"FILE{SUFFIX}")
@click.pass_context
def export_edges(ctx: click.Context, /, file: Path, timeout: float, **given: Any) -> None:  # noqa: ANN401 - filters
    """Write the deals that count as plain edges, for searches on other machines.

    One row a deal: who pays whom as ids and as numbers without gaps, the deal, its amounts, and the day from which it
    counts. The filters are those of round-trips; what they were is kept in the file.
    """
    filters = typed(read_catalogue().find(_QUERY), given)
    with shown() as progress, graph_of(ctx) as graph:
        report = graph.export_edges(
            file, timeout_s=timeout, progress=lambda edges: progress("edges", edges, 0), **filters
        )
    note(f"Wrote {file}: {report:,} {'edge' if report == 1 else 'edges'}.")
    if not report:
        warn("No deal passes the filters.")
