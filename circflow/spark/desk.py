"""The folder in which hops wait between joins: one a search, taken away at its end."""

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from circflow.spark.running import Running

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


@dataclass(frozen=True)
class Desk:
    """A folder that all machines of a search can reach.

    Attributes:
        running: The Spark that works on it.
        folder: Its address.
        here: A folder of this machine; the same where Spark runs on this machine alone.
    """

    running: Running
    folder: str
    here: Path

    def keep(self, rows: "DataFrame", name: str) -> "DataFrame":
        """Write rows, and return them as they are read back."""
        rows.write.parquet(self._place(name))
        return self.read(name, rows.schema)

    def read(self, name: str, schema: Any) -> "DataFrame":  # noqa: ANN401 - a text or a type of Spark
        """Return the rows that are kept under a name."""
        return self.running.session.read.schema(schema).parquet(self._place(name))

    @contextmanager
    def handing_over(self, name: str) -> Iterator[Path]:
        """Give a folder of this machine; what is written into it can be read by all."""
        here = self.here / name
        here.mkdir(parents=True)
        yield here
        if not self._is_here:
            self._files().copyFromLocalFile(self._path(str(here)), self._path(self._place(name)))

    def fetch(self, rows: "DataFrame", name: str) -> Path:
        """Write rows, and return the folder of this machine in which the files are."""
        rows.write.parquet(self._place(name))
        if not self._is_here:
            self._files().copyToLocalFile(self._path(self._place(name)), self._path(str(self.here / name)))
        return self.here / name

    def holds(self, place: str) -> bool:
        """Say whether something stands at an address, inside the folder or elsewhere."""
        path = self._path(place)
        return bool(path.getFileSystem(self._settings()).exists(path))

    def clear(self) -> None:
        """Take the folder away, wherever it is."""
        self._files().delete(self._path(self.folder), True)  # noqa: FBT003 - Java knows no names

    @property
    def _is_here(self) -> bool:
        return self.folder == str(self.here)

    def _place(self, name: str) -> str:
        return f"{self.folder}/{name}"

    def _path(self, place: str) -> Any:  # noqa: ANN401 - an object of Java's
        session: Any = self.running.session
        return session._jvm.org.apache.hadoop.fs.Path(place)  # noqa: SLF001

    def _files(self) -> Any:  # noqa: ANN401 - as above
        """Return the file system that the folder is in, as Hadoop knows it."""
        return self._path(self.folder).getFileSystem(self._settings())

    def _settings(self) -> Any:  # noqa: ANN401 - as above
        session: Any = self.running.session
        return session._jsc.hadoopConfiguration()  # noqa: SLF001


@contextmanager
def desk(running: Running) -> Iterator[Desk]:
    """Make a folder of a search's own, and take it away with all that is in it."""
    name = f"rings-{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory(prefix="circflow-", dir=running.scratch, ignore_cleanup_errors=True) as here:
        place = f"{running.cluster.folder.rstrip('/')}/{name}" if running.cluster.folder else here
        found = Desk(running, place, Path(here))
        try:
            yield found
        finally:
            if running.cluster.folder and running.jvm.lives:
                found.clear()
