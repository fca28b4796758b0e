"""`circflow run`: each stored query is a command, each of its parameters an option."""

import importlib
from pathlib import Path
from typing import Any, Final

import click

from circflow.cli.catalogue import known, queries_option
from circflow.cli.query_options import ParamType, option
from circflow.queries import Catalogue, Param, StoredQuery
from circflow.views.formats import SUFFIXES, TEXT_FORMATS

_KIND: Final = "investigations"
_CATALOGUE: Final = "circflow.catalogue"
_TIMEOUT: Final = Param(
    name="timeout", type="number", low=0.1, high=86_400, doc="Seconds after which the server ends the query."
)


class Investigations(click.Group):
    """A group whose commands are the stored queries."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the ids of the investigations."""
        return [query.id for query in _catalogue(ctx).of_kind(_KIND)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make a command of a query.

        Raises:
            InputError: There is no such investigation.
        """
        catalogue = _catalogue(ctx)
        if ctx.resilient_parsing and cmd_name not in catalogue:
            return None
        return _command(catalogue.find(cmd_name, (_KIND,)))


class _OutputFile(click.Path):
    """A file whose suffix names a format, which is checked before a long search begins."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        path = Path(value)
        if path.suffix.lower() not in SUFFIXES:
            self.fail(f"{path} has no suffix that names a format; known are {', '.join(SUFFIXES)}.", param, ctx)
        return path


@click.group(cls=Investigations, subcommand_metavar="ID [OPTIONS OF ID]")
@queries_option
def run(queries: tuple[Path, ...]) -> None:
    """Run an investigation.

    Options of one: circflow run ID --help. Rows go to stdout, all else to stderr.
    """
    del queries


def _catalogue(ctx: click.Context) -> Catalogue:
    """Return the catalogue, read once a command."""
    if _CATALOGUE not in ctx.meta:
        ctx.meta[_CATALOGUE] = known(ctx)
    catalogue: Catalogue = ctx.meta[_CATALOGUE]
    return catalogue


def _command(query: StoredQuery) -> click.Command:
    @click.pass_context
    def callback(ctx: click.Context, /, **given: Any) -> None:  # noqa: ANN401 - whatever the query declares
        # Only here, since the driver takes its time to be imported, and help pages do without.
        answer = importlib.import_module("circflow.cli.answer")
        answer.answer(ctx, query, given)

    return click.Command(
        query.id,
        callback=callback,
        params=[*map(option, query.params.values()), *_options_of_every_run()],
        help="\n\n".join(filter(None, [query.asks(), query.reading, *query.caveats])),
        short_help=query.title,
        epilog=f"Columns and Cypher: circflow show {query.id}",
    )


def _options_of_every_run() -> list[click.Parameter]:
    # Their names are closed to parameters: see RESERVED in circflow.queries.params.
    return [
        click.Option(
            ["--format"],
            type=click.Choice(TEXT_FORMATS),
            help="How rows are printed.  [default: table on a terminal, jsonl in a pipe]",
        ),
        click.Option(
            ["-o", "--output"],
            type=_OutputFile(),
            multiple=True,
            metavar="FILE",
            help=f"Write a file instead of printing; repeat it for several.  [{' '.join(SUFFIXES)}]",
        ),
        click.Option(
            ["--timeout"],
            type=ParamType(_TIMEOUT),
            default=30,
            metavar="S",
            help=f"{_TIMEOUT.doc}  [{_TIMEOUT.takes}; default: 30]",
        ),
        click.Option(["--fail-on-rows"], is_flag=True, help="Exit code 1 when there are rows."),
    ]
