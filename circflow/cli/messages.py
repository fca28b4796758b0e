"""What is said on stderr: errors, warnings and notes."""

import click

from circflow.errors import CircflowError, PackageError
from circflow.model.safe_text import safe_text

_SHOWN_PROBLEMS = 20


def note(text: str) -> None:
    """Say something that is not data."""
    click.echo(safe_text(text), err=True)


def warn(text: str) -> None:
    """Say something that a reader must not miss."""
    click.secho(f"Warning: {safe_text(text)}", err=True, fg="yellow")


def tell_error(error: CircflowError) -> None:
    """Say what happened, to which thing, and what to do."""
    click.secho(f"Error: {safe_text(str(error))}", err=True, fg="red")
    if isinstance(error, PackageError):
        for problem in error.problems[:_SHOWN_PROBLEMS]:
            note(f"  {problem}")
        if len(error.problems) > _SHOWN_PROBLEMS:
            note(f"  … and {len(error.problems) - _SHOWN_PROBLEMS} more")
    if error.hint:
        note(error.hint)
