"""JavaScript that pages carry in them: from Maven Central, as the jars of the server, into the same cache.

No page asks a server for it, and none of it is copied into this tree.
"""

import zipfile
from functools import cache
from pathlib import Path
from typing import Final

from circflow.errors import ServerError
from circflow.progress import Progress, silent
from circflow.server import fetch, jars
from circflow.server.jars import Jar

_INSIDE: Final = "META-INF/resources/webjars/{artifact}/{version}/dist/{artifact}.min.js"


@cache
def listed() -> tuple[Jar, ...]:
    """Return the jars of the lock file beside this module."""
    return jars.parse(Path(__file__).with_name("webjars.lock").read_text(encoding="utf-8"))


def cytoscape(progress: Progress = silent) -> str:
    """Return the text of Cytoscape.js, which draws graphs; its licence stands at its top.

    Raises:
        ServerError: it is not in the cache and cannot be fetched.
        OutputError: the cache cannot be written.
    """
    return _script("cytoscape", progress)


def _script(artifact: str, progress: Progress) -> str:
    jar = next(jar for jar in listed() if jar.artifact == artifact)
    if not jar.is_sound():
        _need_client(jar)
    [path] = fetch.complete([jar], progress, f"fetching {jar.artifact} {jar.version}")
    with zipfile.ZipFile(path) as archive:
        return archive.read(_INSIDE.format(artifact=jar.artifact, version=jar.version)).decode()


def _need_client(jar: Jar) -> None:
    try:
        import jgo  # noqa: F401, PLC0415 - an extra that only a download needs
    except ImportError as error:
        raise ServerError(
            f"{jar} cannot be fetched without the Python package jgo",
            hint="Install it with: pip install 'circflow[server]'",
        ) from error
