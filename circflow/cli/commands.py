"""The `circflow` command: which commands there are. Each is imported when it is used."""

import importlib
from difflib import get_close_matches
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from circflow import __version__
from circflow.cli.pipe import quiet_pipe

# Name → module below circflow.cli and its attribute, and the line of the help page: a module is imported only when its
# command is used, which keeps `circflow --help` quick.
_COMMANDS: Final = {
    "demo": ("demo", "demo", "Start a server, load the AI deals, and answer two questions."),
    "list": ("catalogue", "list_queries", "List the investigations, and the question each answers."),
    "show": ("catalogue", "show", "Show an investigation: question, options, columns, caveats and Cypher."),
    "run": ("run", "run", "Run an investigation."),
    "picture": ("picture", "picture", "Draw the answer of an investigation: a page that opens from disk."),
    "browser": ("browser", "browser", "Open Neo4j Browser, with a query or the picture of its answer."),
    "report": ("report", "report", "Write a report: what is found, what speaks against it, and the sources."),
    "charts": ("charts", "charts", "Draw how much money goes round, who must bring it, and how firm it is."),
    "evidence": ("evidence", "evidence", "Show what is said about deals, by whom, and where they disagree."),
    "audit": ("audit", "audit", "Say what is doubtful in the data itself."),
    "queries": ("queries", "queries", "Write, check and test queries of your own."),
    "verify": ("records", "verify", "Ask the question of a kept answer again: is it still the same?"),
    "diff": ("records", "diff", "Compare two kept answers: rows added, gone, changed."),
    "check": ("load", "check", "Read and validate data sets; load nothing."),
    "convert": ("convert", "convert", "Write sheets of deals as a package."),
    "match": ("match", "match", "Say which companies may be one, and decide it."),
    "load": ("load", "load", "Load data sets."),
    "datasets": ("datasets", "datasets", "List what is loaded."),
    "unload": ("datasets", "unload", "Take a data set out again."),
    "export": ("datasets", "export", "Write a loaded data set as a package."),
    "export-edges": ("edges", "export_edges", "Write the deals that count as plain edges, for other machines."),
    "rings": ("rings", "rings", "Find rings in such a file on Spark, on this machine or on a cluster."),
    "companies": ("datasets", "companies", "List or search companies and their names."),
    "server": ("server", "server", "Start, stop, back up … the managed Neo4j."),
    "doctor": ("doctor", "doctor", "Say what is installed, reachable, wrong, and the next step."),
    "completion": ("completion", "completion", "Print the shell completion script."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which a newcomer meets them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command.

        Raises:
            click.UsageError: There is none, but one that is spelt alike.
        """
        if cmd_name not in _COMMANDS:
            near = get_close_matches(cmd_name, _COMMANDS, n=1)
            if near and not ctx.resilient_parsing:
                ctx.fail(f"No such command '{cmd_name}'; did you mean {near[0]}?")
            return None
        module, attribute, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(f"circflow.cli.{module}"), attribute)
        return command

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:  # noqa: ANN401 - as Click passes them
        """Read the command line, or print a help page."""
        with quiet_pipe():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever a command returns
        """Run a command."""
        with quiet_pipe():
            return super().invoke(ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands without importing any, and the options."""
        commands = [CompletionItem(name, help=line) for name, (_, _, line) in _COMMANDS.items()]
        found = [item for item in commands if item.value.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in _COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--uri", metavar="URI", envvar="NEO4J_URI", help="Address of another Neo4j; default: the managed server.")
@click.option(
    "--user", envvar="NEO4J_USERNAME", help="Its user name. The password comes from NEO4J_PASSWORD or a prompt."
)
@click.option("--database", envvar="NEO4J_DATABASE", help="Its database; default: the user's home database.")
@click.option("--insecure", is_flag=True, help="Accept an unencrypted connection to another host.")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
@click.version_option(__version__, prog_name="circflow")
@click.pass_context
def circflow(
    ctx: click.Context, *, uri: str | None, user: str | None, database: str | None, insecure: bool, debug: bool
) -> None:
    """See how money circles between companies: round trips and shared owners in deals, with evidence."""
    ctx.obj = {"uri": uri, "user": user, "database": database, "insecure": insecure, "debug": debug}
