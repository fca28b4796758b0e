"""The `circflow` command: which commands there are, and how every error ends."""

import importlib
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from types import FrameType
from typing import Any, Final, NoReturn

import click
from click.shell_completion import CompletionItem

from circflow import __version__
from circflow.cli.messages import tell_error
from circflow.errors import (
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_TERMINATED,
    CircflowError,
    NotEnoughMemory,
    OutputError,
)

# Name → module below circflow.cli and its attribute, and the line of the help page: a module is imported only when its
# command is used, which keeps `circflow --help` quick.
_COMMANDS: Final = {
    "demo": ("demo", "demo", "Start a server, load the AI deals, and answer two questions."),
    "list": ("catalogue", "list_queries", "List the investigations, and the question each answers."),
    "show": ("catalogue", "show", "Show an investigation: question, options, columns, caveats and Cypher."),
    "run": ("run", "run", "Run an investigation."),
    "browser": ("browser", "browser", "Open Neo4j Browser, with a query or the picture of its answer."),
    "evidence": ("evidence", "evidence", "Show what is said about deals, by whom, and where they disagree."),
    "check": ("load", "check", "Read and validate data sets; load nothing."),
    "load": ("load", "load", "Load data sets."),
    "datasets": ("datasets", "datasets", "List what is loaded."),
    "unload": ("datasets", "unload", "Take a data set out again."),
    "export": ("datasets", "export", "Write a loaded data set as a package."),
    "companies": ("datasets", "companies", "List or search companies and their names."),
    "server": ("server", "server", "Start, stop, back up … the managed Neo4j."),
    "doctor": ("doctor", "doctor", "Say what is installed, reachable, wrong, and the next step."),
    "completion": ("completion", "completion", "Print the shell completion script."),
}


@contextmanager
def _quiet_pipe() -> Iterator[None]:
    """End quietly when the reader of our output has gone, as in `| head`; Click would end with 1, which means rows."""
    try:
        yield
    except BrokenPipeError as error:
        raise click.exceptions.Exit(_reader_has_gone()) from error


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
        with _quiet_pipe():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever a command returns
        """Run a command."""
        with _quiet_pipe():
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


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with the exit code of the public table."""
    signal.signal(signal.SIGTERM, _terminate)
    debug = "--debug" in (sys.argv[1:] if arguments is None else arguments)
    code: Any
    try:
        with _without_pandas():
            code = circflow.main(args=arguments, prog_name="circflow", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        code = exit_.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        code = _reader_has_gone()
    except CircflowError as error:
        if debug:
            raise
        tell_error(error)
        code = error.exit_code
    except Exception as error:
        if debug:
            raise
        code = _unforeseen(error)
    sys.exit(code if isinstance(code, int) else 0)


@contextmanager
def _without_pandas() -> Iterator[None]:
    """Hide pandas from the driver, which imports it for values that no command sends: half a second for nothing."""
    hidden = "pandas" not in sys.modules
    if hidden:
        sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            del sys.modules["pandas"]


def _unforeseen(error: Exception) -> int:
    """Tell of a fault that no error class stands for, and return its exit code."""
    told: CircflowError
    if isinstance(error, MemoryError):
        told = NotEnoughMemory("there is not enough memory for this", hint="Close other programs, or ask for less.")
    elif isinstance(error, OSError):
        told = OutputError(error.strerror or str(error), where=str(error.filename) if error.filename else None)
    else:
        told = CircflowError(
            f"circflow made a mistake: {type(error).__name__}: {error}",
            hint="Run the command again with --debug, and report what it prints.",
        )
    tell_error(told)
    return told.exit_code


def _reader_has_gone() -> int:
    """Send what is still to be printed nowhere, since flushing at exit would complain; return the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return EXIT_OK


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    sys.exit(EXIT_TERMINATED)
