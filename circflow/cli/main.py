"""Running the command line: how every command ends, well or with an error."""

import sys
from typing import Any, NoReturn

import click

from circflow.cli.commands import circflow
from circflow.cli.messages import tell_error
from circflow.cli.pipe import reader_has_gone
from circflow.cli.signals import heeded
from circflow.errors import EXIT_INTERRUPTED, CircflowError, NotEnoughMemory, OutputError


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with the exit code of the public table."""
    debug = "--debug" in (sys.argv[1:] if arguments is None else arguments)
    code: Any
    try:
        with heeded():
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
        code = reader_has_gone()
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
