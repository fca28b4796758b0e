"""What the managed server needs on this machine, looked at without starting or changing anything.

Nothing here needs the extra `server`; what does is in `vitals`, which is imported only where the extra is installed.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from circflow import __version__
from circflow.errors import ServerError
from circflow.model.finding import Finding
from circflow.server import jars, java
from circflow.server.jars import Jar


def findings() -> Iterator[Finding]:
    """Yield what is found of Python, packages, Java, jars, disk, memory, ports and the server itself."""
    yield Finding("Python", f"{'.'.join(map(str, sys.version_info[:3]))}, circflow {__version__}")
    try:
        from circflow.server import vitals  # noqa: PLC0415 - needs the extra, which may be missing
    except ServerError as error:
        yield Finding.wrong("Packages", error)
        yield _java()
        yield _jars()
        return
    yield Finding("Packages", "those of the managed server are installed")
    yield _java()
    yield _jars()
    yield from vitals.findings()


def _java() -> Finding:
    try:
        found = java.find()
    except ServerError as error:
        return Finding.wrong("Java", error)
    where = f": {found.program.parent.parent}" if found.origin == "JAVA_HOME" else ""
    return Finding("Java", f"{found.major} from {found.origin}{where}")


def _jars() -> Finding:
    listed = jars.listed()
    with ThreadPoolExecutor() as pool:
        unsound = [jar for jar, sound in zip(listed, pool.map(Jar.is_sound, listed), strict=True) if not sound]
    damaged = sum(jar.path.exists() for jar in unsound)
    if not unsound:
        return Finding("Neo4j files", f"all {len(listed)} of Neo4j {jars.neo4j_version()} are there and sound")
    told = f"{len(listed) - len(unsound)} of {len(listed)} of Neo4j {jars.neo4j_version()} are there and sound"
    told += f", {damaged} damaged" if damaged else ""
    return Finding.warning("Neo4j files", told, "circflow server start fetches the rest; that needs the network.")
