"""A new stored query of one's own: a commented template that works as it is, its cases, and the pack around them."""

import re
from pathlib import Path
from string import Template
from typing import Final

from circflow import __version__
from circflow.errors import InputError, OutputError
from circflow.files import replace_bytes
from circflow.queries.blocks import renewed
from circflow.queries.common import common
from circflow.queries.folders import KINDS, SUFFIX, shipped_files
from circflow.queries.pack import CASES, MANIFEST
from circflow.queries.query_file import ID

_TEMPLATE: Final = Path(__file__).parent / "template"
_AUTHOR: Final = "your name, and where you can be asked"


def write_new(query_id: str, folder: Path) -> list[Path]:
    """Write a query and its cases into a folder, which is made, and becomes a pack, if it is none.

    Returns:
        The files written; what exists is never replaced.

    Raises:
        InputError: the id is none, is taken, or one of the files exists.
        OutputError: the folder cannot be written.
    """
    _require_id(query_id)
    name = query_id.replace("-", "_")
    of_query = {
        folder / f"{name}{SUFFIX}": renewed(_filled("query.cypher", query_id, folder), common().blocks),
        folder / CASES / f"{query_id}.yml": _filled("cases.yml", query_id, folder),
    }
    for path in of_query:
        if path.exists():
            raise InputError(f"{path} exists already, and nothing was written", hint="Choose another id.")
    texts = {folder / MANIFEST: _filled("pack.toml", query_id, folder), **of_query}
    written = [path for path in texts if not path.exists()]
    for path in written:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"the folder {path.parent} cannot be made: {error.strerror}") from error
        replace_bytes(path, texts[path].encode())
    return written


def _require_id(query_id: str) -> None:
    if not ID.fullmatch(query_id):
        raise InputError(
            f"'{query_id}' is no id of a query", hint=f"It is lower case with - between words: {_kebab(query_id)}"
        )
    name = query_id.replace("-", "_")
    if any(file.path.stem == name for file in shipped_files()):
        raise InputError(
            f"{query_id} comes with circflow", hint=f"Choose another id; see it with: circflow show {query_id}"
        )
    if query_id in (*KINDS, CASES):
        raise InputError(f"{query_id} is the name of a folder of packs", hint="Choose another id.")


def _filled(template: str, query_id: str, folder: Path) -> str:
    text = Template((_TEMPLATE / template).read_text(encoding="utf-8"))
    return text.substitute(
        id=query_id,
        title=query_id.replace("-", " ").capitalize(),
        name=_kebab(folder.absolute().name),
        author=_AUTHOR,
        circflow=re.match(r"[\d.]*\d", __version__)[0],  # type: ignore[index]  # a version begins with a number
    )


def _kebab(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return "-".join(words).lstrip("0123456789-") or "my-queries"
