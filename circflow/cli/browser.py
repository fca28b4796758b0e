"""`circflow browser`: Neo4j Browser with the guide, a stored query, or the picture of its answer."""

import importlib
from pathlib import Path
from typing import Any, Final

import click

from circflow.cli.browser_pack import write_pack
from circflow.cli.catalogue import queries_option
from circflow.cli.investigations import Investigations
from circflow.cli.query_options import timeout_option
from circflow.queries import StoredQuery

_HOW: Final = ("print_only", "http")


class _Openings(Investigations):
    """Commands that open Browser with a query in its editor."""

    def further_options(self, query: StoredQuery) -> list[click.Parameter]:
        del query
        return [
            click.Option(
                ["--picture"],
                is_flag=True,
                help="Run it now, and fill in what draws the deals of its rows as a graph.",
            ),
            *_options_of_every_opening(),
            timeout_option(),
        ]

    def answer(self, ctx: click.Context, query: StoredQuery, given: dict[str, Any]) -> None:
        before = ctx.parent.params if ctx.parent else {}
        how = {name: given.pop(name) or before.get(name) for name in _HOW}
        # Only here, since the driver takes its time to be imported, and help pages do without.
        importlib.import_module("circflow.cli.browsing").open_query(ctx, query, given, **how)


def _options_of_every_opening() -> list[click.Parameter]:
    return [
        click.Option(["--print", "print_only"], is_flag=True, help="Print the link instead of opening it."),
        click.Option(
            ["--http"],
            metavar="URL",
            help="Where another Neo4j has its Browser, if it does not say: such as http://127.0.0.1:7474.",
        ),
    ]


@click.group(
    cls=_Openings,
    invoke_without_command=True,
    subcommand_metavar="[ID [OPTIONS OF ID]]",
    params=_options_of_every_opening(),
)
@click.option(
    "--pack",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Open nothing: write all questions as saved scripts, and the style, for any Neo4j Browser.",
)
@queries_option
@click.pass_context
def browser(
    ctx: click.Context, queries: tuple[Path, ...], http: str | None, pack: Path | None, *, print_only: bool
) -> None:
    """Open Neo4j Browser: with its guide, or with an investigation filled in, ready to run.

    Options of one: circflow browser ID --help. The password is asked for there; circflow server password prints it.
    """
    if pack is not None:
        if ctx.invoked_subcommand:
            ctx.fail("--pack writes all questions; leave the ID out.")
        write_pack(queries, pack)
    elif ctx.invoked_subcommand is None:
        importlib.import_module("circflow.cli.browsing").open_guide(ctx, queries, print_only=print_only, http=http)
