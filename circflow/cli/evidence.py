"""`circflow evidence`: what is said about deals, by whom, when, and where they disagree."""

import shutil
import sys
from collections.abc import Sequence
from itertools import chain
from typing import Final

import click

from circflow.cli.connecting import graph_of
from circflow.cli.messages import warn
from circflow.cli.terminal import in_colour, usual_form
from circflow.model import Result
from circflow.model.safe_text import safe_text
from circflow.session import Graph
from circflow.views import TEXT_FORMATS, dossier, json_object, write, write_chunks
from circflow.views import figures as figure_page
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

    DEAL is an id from the deals column of an answer, such as D-001, or a company's figure such as openai:revenue, which
    the investigation contradictions names.
    """
    form = form or usual_form()
    asked = list(dict.fromkeys(deals))
    with graph_of(ctx) as graph:
        figures = _figures(graph, asked)
        stated = {row["figure"] for row in figures.rows} if figures else set()
        ids = [text for text in asked if text not in stated]
        if ids and stated and form not in _WHOLE:
            raise click.UsageError(f"Deals and figures have different columns in {form}; ask for them one by one.")
        known = _dossier(graph, ids) if ids else None
    page = Page(shutil.get_terminal_size().columns, in_colour())
    first = known.claims if known else figures
    if form == "table":
        pages = [dossier.chunks(known, page)] if known else []
        write_chunks(chain(*pages, figure_page.chunks(figures, page) if stated and figures else ()), sys.stdout)
    elif form == "json" and known:
        beside = {**known.beside, "figures": figures} if stated and figures else known.beside
        write_chunks(json_object.chunks(known.claims, page, beside), sys.stdout)
    elif first:
        write(first, form, sys.stdout)
    if form != "table" and first:
        for warning in first.warnings:
            warn(safe_text(warning))


def _figures(graph: Graph, asked: Sequence[str]) -> Result | None:
    """Return what is said about figures; what nobody states is meant as the id of a deal."""
    meant = [text for text in asked if ":" in text]
    return graph.run("figures", figures=meant) if meant else None


def _dossier(graph: Graph, ids: Sequence[str]) -> dossier.Dossier:
    claims = graph.evidence(*ids)  # first, since it names the nearest ids of one that is unknown
    rows, parts, history = (graph.run(query, deals=list(ids)) for query in ("deals", "tranches", "status-history"))
    return dossier.Dossier(rows, parts, history, claims)
