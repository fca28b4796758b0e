"""`circflow server`: the managed Neo4j."""

import click

from circflow.cli.messages import note
from circflow.cli.progress import shown
from circflow.server import managed


@click.group()
def server() -> None:
    """Start, stop, back up … the managed Neo4j."""


@server.command()
@click.option("--bolt-port", type=click.IntRange(1, 65535), help="Port of the driver; default: 7687 or any free one.")
@click.option("--http-port", type=click.IntRange(1, 65535), help="Port of Browser; default: 7474 or any free one.")
@click.option("--heap", type=click.IntRange(256), metavar="MIB", help="Java heap; default: a quarter of the memory.")
def start(bolt_port: int | None, http_port: int | None, heap: int | None) -> None:
    """Start the server; the first time, fetch it."""
    with shown() as progress:
        running = managed.start(bolt_port=bolt_port, http_port=http_port, heap_mb=heap, progress=progress)
    note(f"Neo4j {running.version} is running: {running.bolt_uri}, process {running.pid}.")
    note(f"Neo4j Browser: {running.browser_uri} (user {running.user}; password: circflow server password)")


@server.command()
@click.option("--force", is_flag=True, help="Kill it if it does not stop in ten seconds. Committed data survive that.")
def stop(*, force: bool) -> None:
    """Stop the server."""
    with shown() as progress:
        stopped = managed.stop(force=force, progress=progress)
    note("The server has stopped." if stopped else "No server was running.")


@server.command()
@click.pass_context
def status(ctx: click.Context) -> None:
    """Say whether the server runs, and where; exit code 4 when it does not."""
    running = managed.running()
    if running is None:
        click.echo("not running")
        note("Start it with: circflow server start")
        ctx.exit(4)
    click.echo(f"running   Neo4j {running.version}, process {running.pid}")
    click.echo(f"bolt      {running.bolt_uri}")
    click.echo(f"browser   {running.browser_uri}")
