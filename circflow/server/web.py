"""Neo4j Browser, and our own pages beside it on the same origin.

Neo4j serves /browser/ from the class path folder `browser/`. A folder that stands first on the class path, with the
Browser unpacked into it, is served instead of the one in the jar, and takes our files too.
"""

import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from circflow.errors import OutputError
from circflow.server import files, jars
from circflow.server.layout import Layout

_OURS = "circflow"


def unpack(layout: Layout) -> None:
    """Unpack the Browser's files if the folder does not hold this very version of them.

    Raises:
        OutputError: the home cannot be written.
    """
    jar = jars.browser_jar()
    mark = layout.web / "browser.sha256"
    if mark.exists() and mark.read_text(encoding="utf-8") == jar.sha256:
        return
    fresh = layout.web / "browser.new"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        with zipfile.ZipFile(jar.path) as archive:
            # extractall refuses absolute names and `..` by itself; the jar's digest was checked before.
            archive.extractall(fresh, [name for name in archive.namelist() if name.startswith("browser/")])
        shutil.rmtree(layout.web / "browser", ignore_errors=True)
        (fresh / "browser").rename(layout.web / "browser")
        fresh.rmdir()
    except OSError as error:
        raise OutputError(f"Neo4j Browser cannot be unpacked: {error.strerror}", where=str(layout.web)) from error
    files.write(mark, jar.sha256)


def publish(layout: Layout, pages: Mapping[str, bytes] | None) -> None:
    """Put our own pages below /browser/circflow/; a running server shows new ones at once, changed ones a second later.

    Raises:
        OutputError: the home cannot be written.
        ValueError: a name that would leave the folder.
    """
    for name, content in (pages or {}).items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise ValueError(name)
        _write_if_new(layout.web / "browser" / _OURS / Path(*path.parts), content)


def _write_if_new(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        files.write(path, content)
