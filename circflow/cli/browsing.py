"""Opening Neo4j Browser on the server that circflow works on."""

import os
import sys
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import click

from circflow.browser import GUIDE, OPENER, Place, link, picture_of_deals, rows_of
from circflow.cli.connecting import graph_of
from circflow.cli.investigations import folders, typed
from circflow.cli.messages import note, warn
from circflow.cli.starting import publish
from circflow.errors import InputError
from circflow.model import Result
from circflow.queries import StoredQuery
from circflow.server import managed
from circflow.session import Graph

_CROWDED: Final = 150
"""Deals in one picture that still can be told apart."""


def open_guide(ctx: click.Context, queries: tuple[Path, ...], *, print_only: bool, http: str | None) -> None:
    """Open Browser; on the managed server, with the guide."""
    with _graph_and_place(ctx, http, queries) as (_, place):
        if place.page.endswith(OPENER):
            # The one name that Browser takes guides from before the login.
            guide = place.page.removesuffix(OPENER).replace("127.0.0.1", "localhost") + GUIDE
            address = link(place, "play", guide)
        else:
            address = link(place)
            note("The guide and the style are served by the managed server alone.")
    _hand_over(address, place, print_only=print_only)


def open_query(
    ctx: click.Context, query: StoredQuery, given: dict[str, Any], *, print_only: bool, http: str | None
) -> None:
    """Open Browser with a query in its editor, or with what draws its answer.

    Args:
        ctx: Of the query's command; its root knows the address.
        query: The query.
        given: Its options by name.
        print_only: Whether to print the link.
        http: Where Browser is, if the server does not say.
    """
    wanted = typed(query, given)
    query.bind(wanted)  # before anybody is asked for a password
    own = folders(ctx)
    with _graph_and_place(ctx, http, own) as (graph, place):
        if given["picture"]:
            result = graph.run(query.id, queries=own, timeout_s=given["timeout"], **wanted)
            deals = _deals(result)
            if not deals:
                note(f"{query.title}: no rows, so there is nothing to draw.")
                return
            _tell_size(result, deals)
            statement = picture_of_deals(graph.catalogue(own), query.title, deals)
        else:
            statement = rows_of(query, graph.parameters(query.id, queries=own, **wanted))
    _hand_over(link(place, "edit", statement), place, print_only=print_only)
    note("The editor is filled; the blue triangle runs it.")
    if query.only_fetches and not given["picture"]:
        note(query.only_fetches)


@contextmanager
def _graph_and_place(ctx: click.Context, http: str | None, queries: tuple[Path, ...]) -> Iterator[tuple[Graph, Place]]:
    """Connect, and find the Browser of the server."""
    with graph_of(ctx) as graph:
        address = graph.address
        server = managed.running()
        if http is None and server is not None and server.bolt_uri == address.uri:
            publish(graph.catalogue(queries))
            base = f"{server.browser_uri}circflow/{OPENER}"
        else:
            base = f"{_web(graph, http)}/browser/"
        yield graph, Place(base, address.uri, address.user)


def _web(graph: Graph, http: str | None) -> str:
    """Return where the web server is.

    Raises:
        InputError: It does not say, or what was given is no such address.
    """
    if http is None:
        found = graph.web_address()
        if found is None:
            raise InputError(
                f"{graph.address.host_port} does not say where its Neo4j Browser is",
                hint=f"Say it with --http, such as --http http://{urlsplit(graph.address.uri).hostname}:7474",
            )
        return found
    parts = urlsplit(http)
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or "@" in parts.netloc
        or parts.query
        or parts.fragment
    ):
        raise InputError(f"'{http}' is not the address of a web server", hint="It looks like http://127.0.0.1:7474.")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix('/browser')}"


def _deals(result: Result) -> list[str]:
    """Return the deals of all rows, each once, in the order of the rows."""
    return list(dict.fromkeys(deal for row in result.rows for deal in row["deals"]))


def _tell_size(result: Result, deals: list[str]) -> None:
    note(f"{result.query.title}: {result.row_count:,} {_s(result.row_count, 'row')}, {len(deals):,} deals to draw.")
    if result.truncated:
        warn(f"The picture holds the first {result.row_count:,} rows; there are more. Narrow the question.")
    elif len(deals) > _CROWDED:
        warn("That is a crowded picture. Narrow the question, with --status firm or fewer hops.")


def _hand_over(address: str, place: Place, *, print_only: bool) -> None:
    """Open the address where somebody can see it, else print it."""
    if print_only:
        click.echo(address)
    elif not _has_desktop(os.environ):
        note("There is no desktop here; open this link in a browser of the same machine:")
        click.echo(address)
    elif webbrowser.open(address):
        note(f"Opened {place.page}")
    else:
        note("No browser could be started; open this link in one:")
        click.echo(address)
    if place.page.endswith(OPENER):
        note(f"Log in as {place.user}; the password: circflow server password")


def _has_desktop(environment: Mapping[str, str]) -> bool:
    """Say whether a browser would have a window; on Linux and its kin, text browsers would take the terminal."""
    return sys.platform in ("darwin", "win32") or any(
        environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )


def _s(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"
