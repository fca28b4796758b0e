"""A reader who leaves early, as in `| head`, is no error."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from circflow.errors import EXIT_OK


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """End quietly when the reader of our output has gone, as in `| head`; Click would end with 1, which means rows."""
    try:
        yield
    except BrokenPipeError as error:
        raise click.exceptions.Exit(reader_has_gone()) from error


def reader_has_gone() -> int:
    """Send what is still to be printed nowhere, since flushing at exit would complain; return the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return EXIT_OK
