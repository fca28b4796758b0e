"""`circflow picture`: the answer of a stored query as a picture to look into."""

import importlib
from pathlib import Path
from typing import Any, Final

import click

from circflow.cli.catalogue import queries_option
from circflow.cli.investigations import Investigations
from circflow.cli.output_file import OutputFile
from circflow.cli.query_options import timeout_option
from circflow.queries import StoredQuery

_SUFFIXES: Final = (".html", ".svg")  # those of circflow.views.picture, which takes its time to be imported


class _Pictures(Investigations):
    """Commands that draw the answer of a query."""

    kinds = ("investigations", "checks")

    def further_options(self, query: StoredQuery) -> list[click.Parameter]:
        del query
        return [
            click.Option(
                ["-o", "--output"],
                type=OutputFile(_SUFFIXES, f"is no picture's name; it ends with {' or '.join(_SUFFIXES)}."),
                required=True,
                metavar="FILE",
                help=f"Where to: a page to look into (.html), or a drawing (.svg).  [{' '.join(_SUFFIXES)}; required]",
            ),
            timeout_option(),
        ]

    def answer(self, ctx: click.Context, query: StoredQuery, given: dict[str, Any]) -> None:
        # Only here, since the driver takes its time to be imported, and help pages do without.
        importlib.import_module("circflow.cli.picturing").picture(ctx, query, given)


@click.group(cls=_Pictures, subcommand_metavar="ID [OPTIONS OF ID]")
@queries_option
def picture(queries: tuple[Path, ...]) -> None:
    """Draw the answer of an investigation: a page that opens from disk.

    Options of one: circflow picture ID --help. Companies are boxes, deals are arrows, the way the money goes.
    """
    del queries
