"""Java and the jars: all that is needed to run Neo4j or one of its admin commands."""

from dataclasses import dataclass
from pathlib import Path

from circflow.java import Java
from circflow.progress import Progress
from circflow.server import fetch, java, preflight
from circflow.server.layout import Layout


@dataclass(frozen=True, slots=True)
class Engine:
    """A Java that is new enough, and jars that were all checked.

    Attributes:
        java: The Java.
        class_path: The jars, in order.
    """

    java: Java
    class_path: tuple[Path, ...]


def ready(layout: Layout, progress: Progress) -> Engine:
    """Find Java, make sure that the disk has room, and fetch what is missing.

    Raises:
        ServerError: no Java, or a jar that cannot be had.
        OutputError: the disk is too full, or the home or the cache cannot be written.
    """
    layout.make()
    preflight.disk(layout.root)
    return Engine(java.find(), tuple(fetch.complete(progress=progress)))
