"""`circflow evidence`: what is said about deals, by whom, when, and where they disagree."""

import shutil
import sys
from typing import Final

import click

from circflow.cli.connecting import graph_of
from circflow.cli.messages import warn
from circflow.cli.terminal import in_colour, usual_form
from circflow.model.safe_text import safe_text
from circflow.views import TEXT_FORMATS, dossier, write
from circflow.views.page import Page

_TABLE: Final = "table"


@click.command()
@click.argument("deals", metavar="DEAL…", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(TEXT_FORMATS),
    help="table is a page to read, the others a row a claim.  [default: table on a terminal, jsonl in a pipe]",
)
@click.pass_context
def evidence(ctx: click.Context, deals: tuple[str, ...], form: str | None) -> None:
    """Show what is said about deals: by whom, when, and where they disagree.

    DEAL is an id from the deals column of an answer, such as D-001.
    """
    form = form or usual_form()
    asked = list(dict.fromkeys(deals))
    with graph_of(ctx) as graph:
        claims = graph.evidence(*asked)
        if form == _TABLE:
            rows, parts = graph.run("deals", deals=asked), graph.run("tranches", deals=asked)
    if form == _TABLE:
        page = Page(shutil.get_terminal_size().columns, in_colour())
        for chunk in dossier.chunks(rows, parts, claims, page):
            click.echo(chunk, nl=False)
        return
    write(claims, form, sys.stdout)
    for warning in claims.warnings:
        warn(safe_text(warning))
