"""What lies where in a circflow home."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from circflow import home
from circflow.errors import OutputError


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders and files of one managed server.

    Attributes:
        root: The home itself: `CIRCFLOW_HOME`, or the platform's data folder.
    """

    root: Path

    @classmethod
    def current(cls) -> Self:
        """Return the layout of the home in force."""
        return cls(home.home())

    @property
    def installation(self) -> Path:
        """Configuration, web files, an empty import folder. Holds no data."""
        return self.root / "neo4j"

    @property
    def conf(self) -> Path:
        """Folder of `neo4j.conf`."""
        return self.installation / "conf"

    @property
    def web(self) -> Path:
        """Folder that stands first on the class path; `browser/` in it is what Neo4j serves under /browser/."""
        return self.installation / "web"

    @property
    def imports(self) -> Path:
        """The import root: always empty, always set, for without one Neo4j takes the whole disk."""
        return self.installation / "import"

    @property
    def data(self) -> Path:
        """The database. Never deleted, only moved aside."""
        return self.root / "data"

    @property
    def store_lock(self) -> Path:
        """The file that Neo4j locks while it has the data open."""
        return self.data / "databases" / "store_lock"

    @property
    def logs(self) -> Path:
        """Folder of all logs."""
        return self.root / "logs"

    @property
    def console(self) -> Path:
        """What the server prints."""
        return self.logs / "console.log"

    @property
    def backups(self) -> Path:
        """Dumps that circflow makes before it replaces data."""
        return self.root / "backups"

    @property
    def aside(self) -> Path:
        """Data folders that were replaced."""
        return self.root / "aside"

    @property
    def state(self) -> Path:
        """Process id, start time and ports of the running server."""
        return self.root / "server.json"

    @property
    def password(self) -> Path:
        """The password, for the owner's eyes only."""
        return self.root / "password"

    @property
    def lock(self) -> Path:
        """The file that is locked while the server is started, stopped or changed."""
        return self.root / "server.lock"

    @property
    def version(self) -> Path:
        """Version of the Neo4j that last opened the data."""
        return self.root / "neo4j-version"

    def has_data(self) -> bool:
        """Return whether a server has ever been started on the data folder."""
        return (self.data / "databases" / "system").is_dir()

    def make(self) -> None:
        """Create the folders that are missing.

        Raises:
            OutputError: the home cannot be written.
        """
        try:
            # The password and the data are the owner's business alone.
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (self.conf, self.web, self.imports, self.data, self.logs):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"the folder cannot be written: {error.strerror}",
                where=str(error.filename or self.root),
                hint="Give another one in CIRCFLOW_HOME.",
            ) from error


def stamp() -> str:
    """Return the present time for a file name, to the microsecond so that two never meet."""
    return datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
