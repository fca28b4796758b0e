"""`circflow evidence`: what is said about deals, by whom, when, and where they disagree."""

import shutil
import sys
from typing import Final

import click

from circflow.cli.connecting import graph_of
from circflow.cli.messages import warn
from circflow.cli.terminal import in_colour, usual_form
from circflow.model.safe_text import safe_text
from circflow.views import TEXT_FORMATS, dossier, json_object, write, write_chunks
from circflow.views.page import Page

_WHOLE: Final = ("table", "json")
"""Forms that show the deals' own rows, parts and histories beside the claims."""


@click.command()
@click.argument("deals", metavar="DEAL…", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(TEXT_FORMATS),
    help="table is a page to read; json has the deals, their parts and histories too; the others are a row a claim."
    "  [default: table on a terminal, jsonl in a pipe]",
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
        if form in _WHOLE:
            deal_rows, parts, history = (
                graph.run(query, deals=asked) for query in ("deals", "tranches", "status-history")
            )
            known = dossier.Dossier(deal_rows, parts, history, claims)
    if form == "table":
        page = Page(shutil.get_terminal_size().columns, in_colour())
        write_chunks(dossier.chunks(known, page), sys.stdout)
        return
    if form == "json":
        write_chunks(json_object.chunks(claims, Page(), known.beside), sys.stdout)
    else:
        write(claims, form, sys.stdout)
    for warning in claims.warnings:
        warn(safe_text(warning))
