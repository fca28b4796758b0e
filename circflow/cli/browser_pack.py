"""Writing the folder of files that any Neo4j Browser takes in."""

from collections.abc import Sequence
from pathlib import Path

from circflow.browser import ZIPS, browser_pack, can_be_asked
from circflow.cli.messages import note
from circflow.errors import OutputError
from circflow.files import replace_bytes
from circflow.queries import read_catalogue


def write_pack(queries: Sequence[Path], folder: Path) -> None:
    """Write the files, in the place of those of an earlier time.

    Raises:
        QueryFileError: A query has mistakes.
        OutputError: The folder cannot be written.
    """
    catalogue = read_catalogue(queries)
    for name, content in browser_pack(catalogue).items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"the folder {path.parent} cannot be made: {error.strerror}") from error
        replace_bytes(path, content)
    note(f"Wrote {folder}: drop style.grass, {ZIPS[0]} and {ZIPS[1]} on the page of Neo4j Browser, one by one.")
    left_out = [query.id for query in catalogue.values() if query.kind != "evidence" and not can_be_asked(query)]
    if left_out:
        note(f"Left out, since they need what has no example: {', '.join(left_out)}")
