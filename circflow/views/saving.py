"""Answers as files, in the format that the suffix names."""

import os
from pathlib import Path

from circflow.errors import InputError
from circflow.files import replace_file
from circflow.model import Result
from circflow.model.safe_text import safe_text
from circflow.views.formats import SUFFIXES, Format


def save(result: Result, path: str | os.PathLike[str]) -> None:
    """Write an answer to a file, in the format that its suffix names.

    The file is written beside the old one, brought to the disk, and then renamed. A new file can be read by its owner
    only; one that was there before keeps its permissions.

    Args:
        result: The answer.
        path: Ends with one of `circflow.views.SUFFIXES`.

    Raises:
        InputError: no format has that suffix, or a package for it is missing.
        OutputError: the file cannot be written; what stood there is intact, and nothing else is left.
    """
    target = Path(path)
    chosen = _format_of(target)
    replace_file(target, lambda file: chosen.fill(result, file))


def _format_of(target: Path) -> Format:
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"'{safe_text(str(target))}' has no suffix that names a format", hint=f"Known: {', '.join(SUFFIXES)}"
        )
    return SUFFIXES[suffix]
