"""What is loaded: `datasets`, `unload`, `export` and `companies`."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from circflow.cli.connecting import graph_of
from circflow.cli.messages import note
from circflow.model.safe_text import safe_text
from circflow.text.names import name_key


@click.command()
@click.pass_context
def datasets(ctx: click.Context) -> None:
    """List what is loaded, since when, and from which bytes."""
    with graph_of(ctx) as graph:
        loaded = graph.datasets()
    _print(
        ("data set", "deals", "companies", "loaded", "state", "sha256"),
        [
            (
                line.id,
                f"{line.deals:,}",
                f"{line.companies:,}",
                f"{line.loaded_at:%Y-%m-%d %H:%M} UTC",
                "complete" if line.complete else "incomplete",
                line.sha256[:12],
            )
            for line in loaded
        ],
    )
    if not loaded:
        note("Nothing is loaded. Begin with: circflow load ai-deals")


@click.command()
@click.argument("name")
@click.pass_context
def unload(ctx: click.Context, name: str) -> None:
    """Take the data set NAME out again; what others share with it stays."""
    with graph_of(ctx) as graph:
        removed = graph.unload(name)
    click.echo(f"{name}: {removed:,} deals taken out")


@click.command()
@click.argument("name")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR", help="Folder."
)
@click.pass_context
def export(ctx: click.Context, name: str, output: Path) -> None:
    """Write the loaded data set NAME as a package."""
    with graph_of(ctx) as graph:
        for path in graph.export(name, output):
            click.echo(str(path))


@click.command()
@click.option(
    "--search", metavar="WORDS", help="Only companies of which an id or a name in any script has these words."
)
@click.pass_context
def companies(ctx: click.Context, search: str | None) -> None:
    """List companies: id, name, group, further names, number of deals."""
    with graph_of(ctx) as graph:
        rows = graph.companies()
    words = name_key(search or "").split()
    chosen = [row for row in rows if _has(words, (row["id"], row["name"], *row["names"]))]
    _print(
        ("id", "name", "kind", "country", "group", "deals", "names"),
        [
            (
                row["id"],
                row["name"],
                row["kind"] or "",
                row["country"] or "",
                row["group_id"] if row["group_id"] != row["id"] else "",
                f"{row['deals']:,}",
                ", ".join(row["names"]),
            )
            for row in chosen
        ],
    )
    if not chosen:
        note("No company is called so." if words else "No company is loaded.")


def _has(words: Sequence[str], names: Iterable[str]) -> bool:
    together = "\n".join(name_key(name) for name in names)
    return all(word in together for word in words)


def _print(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a grid on a terminal, and tab-separated lines into a pipe."""
    if not sys.stdout.isatty():
        for row in (header, *rows):
            click.echo("\t".join(safe_text(cell, keep_lines=False) for cell in row))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in header:
        table.add_column(Text(name), justify="right" if name in ("deals", "companies") else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(safe_text(cell, keep_lines=False)) for cell in row))
    Console().print(table)
