"""`circflow queries`: write, check and test stored queries of one's own."""

import importlib
import shlex
from pathlib import Path

import click

from circflow.cli.messages import note
from circflow.queries.new import write_new

_path = click.argument("path", type=click.Path(path_type=Path), metavar="PATH")


@click.group()
def queries() -> None:
    """Write, check and test stored queries of your own.

    A folder of them is a pack when it holds a pack.toml. Use it with --queries DIR of list, show, run, audit and
    browser.
    """


@queries.command("new")
@click.argument("query_id", metavar="ID")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="DIR",
    help="Folder of your queries; made when missing.  [default: this one]",
)
def new(query_id: str, folder: Path) -> None:
    """Write a query that works, to be changed: commented, with cases, and a pack.toml where there is none.

    ID is what it will be run by, such as big-buyers.
    """
    for path in write_new(query_id, folder):
        note(f"Wrote {path}")
    note(f"Change it, then: circflow queries check {shlex.quote(str(folder))}")


@queries.command("check")
@_path
@click.pass_context
def check(ctx: click.Context, path: Path) -> None:
    """Print every mistake in a query, or in a folder of them: pack.toml, queries, cases. Needs no server.

    Each is one line on stdout: file:line: what is wrong; what to do. Exit code 2 when there is one.
    """
    # Only here, since cases bring the driver, which takes its time to be imported, and help pages do without.
    importlib.import_module("circflow.cli.own_queries").check(ctx, path)


@queries.command("test")
@_path
@click.pass_context
def test(ctx: click.Context, path: Path) -> None:
    """Try the cases of a query, or of a folder of them, on a running server, and leave nothing in it.

    What is loaded is out of sight meanwhile, and stays. Exit code 1 when a case gives other rows than it expects.
    """
    importlib.import_module("circflow.cli.own_queries").test(ctx, path)
