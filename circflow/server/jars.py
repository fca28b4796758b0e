"""Which jars make a Neo4j: coordinates and SHA-256 from the lock file beside this module."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from circflow import home


@dataclass(frozen=True, slots=True)
class Jar:
    """One line of the lock file.

    Attributes:
        group: Maven group, such as `org.neo4j`.
        artifact: Maven artifact.
        version: Its version.
        classifier: Variant, such as `linux-x86_64`; empty for most.
        sha256: Digest of the file, lower case hexadecimal.
    """

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def filename(self) -> str:
        """Return the file name, as in every Maven repository."""
        variant = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{variant}.jar"

    @property
    def path(self) -> Path:
        """Return where the jar lies, or will lie, in the shared cache."""
        inside = PurePosixPath(*self.group.split("."), self.artifact, self.version, self.filename)
        return home.cache() / "jars" / inside

    def is_sound(self) -> bool:
        """Return whether the jar is in the cache, byte for byte."""
        return digest(self.path) == self.sha256

    def __str__(self) -> str:
        parts = (self.group, self.artifact, self.version, self.classifier)
        return ":".join(part for part in parts if part)


def digest(path: Path) -> str | None:
    """Return the SHA-256 of a file; None when it is not there or cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def parse(text: str) -> tuple[Jar, ...]:
    """Read the lines of a lock file."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(_jar(line) for line in lines)


def _jar(line: str) -> Jar:
    coordinate, sha256 = line.split()
    group, artifact, version, *rest = coordinate.split(":")
    return Jar(group, artifact, version, rest[0] if rest else "", sha256)


@cache
def listed() -> tuple[Jar, ...]:
    """Return all jars of the managed server, in the order of the class path."""
    return parse(Path(__file__).with_name("jars.lock").read_text(encoding="utf-8"))


@cache
def neo4j_version() -> str:
    """Return the version of the Neo4j that the jars make, such as `2026.08.1`."""
    return next(jar.version for jar in listed() if (jar.group, jar.artifact) == ("org.neo4j", "neo4j"))


def browser_jar() -> Jar:
    """Return the jar that holds Neo4j Browser."""
    return next(jar for jar in listed() if jar.artifact == "neo4j-browser")
