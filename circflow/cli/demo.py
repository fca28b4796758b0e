"""`circflow demo`: from nothing to two answered questions on real deals."""

import shutil
from collections.abc import Mapping, Sequence
from typing import Any, Final

import click
from click.core import ParameterSource

from circflow.cli import starting
from circflow.cli.connecting import graph_of
from circflow.cli.load import load_one
from circflow.cli.messages import note
from circflow.cli.terminal import in_colour
from circflow.datasets import check
from circflow.model import DealFact, Result
from circflow.money.solvers import can_solve
from circflow.reports.money import MONEY, sentences
from circflow.server import managed
from circflow.views import table
from circflow.views.page import Page

Row = Mapping[str, Any]

_DATASET: Final = "ai-deals"
_RINGS: Final = "round-trips"
_OWNERS: Final = "shared-owner-customers"
_SHOWN: Final = {_RINGS: 6, _OWNERS: 4}
"""Rows of each answer: few enough to be read."""

_WIDEST: Final = 100


@click.command()
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Start a server, load the AI deals, and answer two questions.

    With --uri or NEO4J_URI the deals are loaded there, and no server is started. Nothing else is changed.
    """
    managed_here = not ctx.find_root().obj["uri"]
    if managed_here:
        _start()
    found = check(_DATASET)
    with graph_of(ctx) as graph:
        load_one(graph, found)
        rings = graph.run(_RINGS, datasets=[_DATASET])
        owners = graph.run(_OWNERS, datasets=[_DATASET])
        money = {id_: graph.run(id_, datasets=[_DATASET]) for id_ in MONEY} if can_solve() else {}
    page = Page(shutil.get_terminal_size().columns, in_colour())
    best = sorted(rings.rows, key=_how_sure)
    _show(rings, best, "those first in which every hop has a price, the largest sure amount on top", page)
    present = sorted(owners.rows, key=lambda row: _how_present(row, owners.facts))
    _show(owners, present, "those first in which no deal has ended, the most deals on top", page)
    _show_money(money, page)
    _next(_command(ctx), best[0]["deals_by_hop"][0][0])
    if managed_here:
        note("The server goes on running. Stop it with: circflow server stop")


def _start() -> None:
    if managed.running() is None:
        note("Starting Neo4j. The first time it is fetched, which takes a minute or two; later it takes seconds.")
    running = starting.start()
    note(f"Neo4j {running.version} is running: {running.bolt_uri}")


def _how_sure(ring: Row) -> tuple[Any, ...]:
    """Order rings: first those in which every hop has a price, in dollars, the largest sure amount on top."""
    priced = not ring["unknown_hops"] and ring["currency"] == "USD"
    return not priced, -(ring["carries_low"] or 0), -(ring["carries_high"] or 0), ring["hops"], ring["ring"]


def _how_present(row: Row, facts: Mapping[str, DealFact]) -> tuple[Any, ...]:
    """Order rows: first those of which no deal has ended, the most deals on top."""
    return any(facts[deal].ended for deal in row["deals"]), -len(row["deals"]), row["companies"]


def _show(answer: Result, rows: Sequence[Row], order: str, page: Page) -> None:
    """Print some rows of an answer, how many there are in all, and how to read them."""
    some = rows[: _SHOWN[answer.query.id]]
    click.echo()
    for chunk in table.excerpt(answer, some, page):
        click.echo(chunk, nl=False)
    if len(some) < answer.row_count:
        _say(f"{len(some)} of {answer.row_count:,} rows: {order}.", page)
    _say(f"How to read it: {answer.query.reading}", page)


def _show_money(money: Mapping[str, Result], page: Page) -> None:
    """Print how much money goes round, is needed, and is firm; or how to get to know it."""
    click.echo("\nHow much money")
    for sentence in sentences(money):
        _say(f"- {sentence}", page)
    if not money:
        _say("How much can go round, and who must bring it, needs solvers: pip install 'circflow[money]'", page)


def _say(text: str, page: Page) -> None:
    click.echo(click.wrap_text(text, min(page.width, _WIDEST)))


def _next(circflow: str, deal: str) -> None:
    """Print what to try now."""
    steps = (
        (f"{circflow} browser {_RINGS} --picture", "the rings as a graph in Neo4j Browser"),
        (f"{circflow} evidence {deal}", "who says what about a deal above, and where they differ"),
        (f"{circflow} run {_RINGS} --status firm", "all rings that remain without plans and letters of intent"),
    )
    click.echo("\nNext:")
    for command, what in steps:
        click.echo(f"  {command}\n      {what}")
    click.echo("\nMore questions: circflow list. Your own deals: circflow load FILE.")


def _command(ctx: click.Context) -> str:
    """Return how to call circflow again on the same database."""
    root = ctx.find_root()
    typed = root.get_parameter_source("uri") is ParameterSource.COMMANDLINE
    return f"circflow --uri {root.obj['uri']}" if typed else "circflow"
