"""Pictures as files: a page that people look into, or a drawing."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from circflow.files import replace_file
from circflow.model import Result
from circflow.views.picture import page, svg
from circflow.views.picture.scene import scene

SUFFIXES: Final = (".html", ".svg")
"""What a picture can be."""


def save_picture(result: Result, path: Path, library: str | None, lacking: str = "") -> None:
    """Write a picture: a page for `.html`, a drawing for `.svg`.

    Args:
        result: The answer.
        path: Ends with one of `SUFFIXES`.
        library: The text of Cytoscape.js, for a page; None where it could not be had.
        lacking: Why not.

    Raises:
        OutputError: the file cannot be written; what stood there is intact, and nothing else is left.
    """

    def fill(file: BinaryIO) -> None:
        file.writelines(chunk.encode() for chunk in _chunks(result, path.suffix.lower(), library, lacking))

    replace_file(path, fill)


def _chunks(result: Result, suffix: str, library: str | None, lacking: str) -> Iterator[str]:
    if suffix == ".svg":
        return svg.drawing(result, scene(result))
    return page.chunks(result, library, lacking)
