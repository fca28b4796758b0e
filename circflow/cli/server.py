"""`circflow server`: the managed Neo4j."""

from collections import deque
from pathlib import Path

import click

import circflow.cli.driver  # noqa: F401 - comes before all that needs the driver
from circflow.cli import starting
from circflow.cli.messages import note
from circflow.cli.progress import shown
from circflow.model.safe_text import safe_text
from circflow.server import keeping, managed


@click.group()
def server() -> None:
    """Start, stop, back up … the managed Neo4j."""


@server.command()
@click.option("--bolt-port", type=click.IntRange(1, 65535), help="Port of the driver; default: 7687 or any free one.")
@click.option("--http-port", type=click.IntRange(1, 65535), help="Port of Browser; default: 7474 or any free one.")
@click.option("--heap", type=click.IntRange(256), metavar="MIB", help="Java heap; default: a quarter of all.")
def start(bolt_port: int | None, http_port: int | None, heap: int | None) -> None:
    """Start the server; the first time, fetch it."""
    running = starting.start(bolt_port=bolt_port, http_port=http_port, heap_mb=heap)
    note(f"Neo4j {running.version} is running: {running.bolt_uri}, process {running.pid}.")
    note(f"Neo4j Browser: {running.browser_uri} (user {running.user}; password: circflow server password)")
    note("Open it with: circflow browser")


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


@server.command()
@click.option(
    "-n", "--lines", type=click.IntRange(1), default=50, show_default=True, help="How many of the last lines."
)
@click.option("--debug", "debug_log", is_flag=True, help="Neo4j's own detailed log instead of what it prints.")
def logs(lines: int, *, debug_log: bool) -> None:
    """Print the server's log."""
    path = managed.log(debug=debug_log)
    if path is None:
        note("No server has been started yet.")
        return
    note(str(path))
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in deque(file, lines):
            click.echo(safe_text(line.rstrip("\n")))


@server.command()
def password() -> None:
    """Print the password of the managed server's user neo4j."""
    click.echo(managed.password().reveal())


@server.command("reset-password")
def reset_password() -> None:
    """Make a new password, also when the old one is lost."""
    with shown() as progress:
        keeping.reset_password(progress)
    note("The password is new. Print it with: circflow server password")


@server.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace the file if it exists.")
def backup(file: Path, *, overwrite: bool) -> None:
    """Write the database to FILE. A running server is stopped for it, and started again."""
    with shown() as progress:
        keeping.backup(file, overwrite=overwrite, progress=progress)
    note(f"The database is in {file}, and was checked. Put it back with: circflow server restore {file}")


@server.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put the database in FILE in the place of the present one, which is dumped first."""
    with shown() as progress:
        kept = keeping.restore(file, progress)
    note(f"The database is the one in {file}.")
    if kept is not None:
        note(f"What was there before is in {kept}.")


@server.command()
def upgrade() -> None:
    """Bring the data to the Neo4j of this circflow; they are dumped first."""
    with shown() as progress:
        done = keeping.upgrade(progress)
    if done is None:
        note("There is nothing to upgrade.")
    else:
        note(f"The data have moved from Neo4j {done[0]}. As they were, they are in {done[1]}.")


@server.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--jars", is_flag=True, help="Delete the downloaded jars too, which other homes share.")
def remove(*, yes: bool, jars: bool) -> None:
    """Take the managed server away. The data are dumped first, and moved aside."""
    if not yes:
        click.confirm("Stop the managed server, dump its data and remove it?", abort=True, err=True)
    with shown() as progress:
        kept = keeping.remove(with_jars=jars, progress=progress)
    note("The managed server is removed.")
    if kept is not None:
        note(f"Its database is in {kept}. Have it back with: circflow server restore {kept}")
