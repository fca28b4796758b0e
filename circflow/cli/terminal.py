"""What is known of the place where rows are printed."""

import os
import sys


def usual_form() -> str:
    """Return the format of rows when none was asked for: a table to be looked at, jsonl for the next program."""
    return "table" if sys.stdout.isatty() else "jsonl"


def in_colour() -> bool:
    """Return whether stdout may have colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
