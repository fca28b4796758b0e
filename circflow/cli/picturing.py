"""Running a stored query and drawing its answer."""

from typing import Any, Final

import click

from circflow.cli.connecting import graph_of
from circflow.cli.investigations import folders, typed
from circflow.cli.messages import note, warn
from circflow.cli.progress import shown
from circflow.errors import CircflowError
from circflow.model import Result
from circflow.model.safe_text import safe_text
from circflow.queries import StoredQuery
from circflow.server import webjars
from circflow.views.picture import save_picture

_CROWDED: Final = 300
"""Deals in one picture, beyond which it takes filters to see anything."""


def picture(ctx: click.Context, query: StoredQuery, given: dict[str, Any]) -> None:
    """Run a query and write a picture of its rows.

    Args:
        ctx: Of the query's command; its root knows the address.
        query: What to run.
        given: All options by name: those of every picture, and the query's parameters.
    """
    path = given.pop("output")
    timeout_s: float = given.pop("timeout")
    parameters: dict[str, Any] = query.bind(typed(query, given))
    with graph_of(ctx) as graph:
        result = graph.run(query.id, queries=folders(ctx), timeout_s=timeout_s, **parameters)
    library, lacking = _cytoscape() if path.suffix.lower() == ".html" else (None, "")
    save_picture(result, path, library, lacking)
    deals = len(result.facts)
    note(f"Wrote {path}: {_count(result.row_count, 'row')}, {_count(deals, 'deal')}.")
    _warn(result, deals)


def _cytoscape() -> tuple[str | None, str]:
    """Return the library, or why there is none: the page is drawn all the same, and says so."""
    try:
        with shown() as progress:
            return webjars.cytoscape(progress), ""
    except CircflowError as error:
        warn(f"The page has no pan, zoom and filters: {error}")
        if error.hint:
            note(error.hint)
        return None, str(error)


def _warn(result: Result, deals: int) -> None:
    if not result.rows:
        note("No rows, so there is nothing to draw; the page says so.")
    if result.truncated:
        warn(f"Cut at {result.row_count:,} rows; there are more. Raise --limit or narrow the question.")
    elif deals > _CROWDED:
        warn("That is a crowded picture. Narrow the question, with --status firm or fewer hops.")
    for warning in result.warnings:
        warn(safe_text(warning))


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun if count == 1 else f'{noun}s'}"
