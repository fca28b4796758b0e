"""A folder of files that any Neo4j Browser takes in: all questions as saved scripts, and the style.

Browser reads a zip that is dropped on its page, and makes each `.cypher` in it a saved script. It makes the folder anew
for each script of one zip, so the first zip has one script a folder, and the second finds the folders there. A script's
title is its first line. Parameters are literals: `:param` before a query makes Browser show neither graph nor rows.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from string import Template
from textwrap import wrap
from typing import Final

from circflow.browser.look import STATIC, style
from circflow.browser.statements import commented, picture_of, rows_of
from circflow.queries import Catalogue, StoredQuery

ZIPS: Final = ("scripts-1.zip", "scripts-2.zip")
_WIDTH: Final = 100
_MADE: Final = (2026, 1, 1, 0, 0, 0)
"""Time of all files in the zip, so that the same questions make the same bytes."""


def browser_pack(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the files by their path in the folder.

    Args:
        catalogue: Whose investigations and checks become scripts, where they can be asked as they are.
    """
    scripts = dict(_scripts(catalogue))
    asked = [query for query in catalogue.values() if can_be_asked(query)]
    questions = "\n".join(f"- {query.title}" for query in asked)
    readme = Template((STATIC / "pack.md").read_text(encoding="utf-8"))
    return {
        "README.md": readme.substitute(count=len(asked), questions=questions).encode(),
        "style.grass": style().encode(),
        **dict(zip(ZIPS, map(_zipped, _in_two(scripts)), strict=True)),
        **{f"scripts/{name}": text.encode() for name, text in scripts.items()},
    }


def can_be_asked(query: StoredQuery) -> bool:
    """Return whether a query can stand without anybody giving it something."""
    return query.kind != "evidence" and all(
        param.example is not None for param in query.params.values() if param.required
    )


def _scripts(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for query in filter(can_be_asked, catalogue.values()):
        given = {param.name: param.example for param in query.params.values() if param.required}
        parameters = query.sent(query.bind(given))
        whose = query.pack.name if query.pack else "circflow"
        name = f"{query.path.stem}.cypher"
        remarks = _remarks(query, given)
        if query.kind == "investigations":
            yield f"{whose} pictures/{name}", commented(picture_of(query, parameters), remarks)
        folder = "checks" if query.kind == "checks" else "rows"
        yield f"{whose} {folder}/{name}", commented(rows_of(query, parameters), remarks)


def _remarks(query: StoredQuery, given: Mapping[str, object]) -> list[str]:
    """Return what stands below the title: the question, how to read an answer, and where to write other names."""
    examples = " and ".join(str(value) for value in given.values())
    advice = [f"Write other ids in the place of {examples}."] if given else []
    told = [query.asks({**query.bind(given), **given}), query.reading, *query.caveats, query.only_fetches, *advice]
    return [line for text in told for line in wrap(text, _WIDTH)]


def _in_two(scripts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the first script of each folder, and all others."""
    first: dict[str, str] = {}
    for name in scripts:
        first.setdefault(name.partition("/")[0], name)
    ahead = {name: scripts[name] for name in first.values()}
    return ahead, {name: text for name, text in scripts.items() if name not in ahead}


def _zipped(files: Mapping[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), text.encode())
    return target.getvalue()
