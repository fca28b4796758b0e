"""A mapping without a limit: in memory while it is small, in a temporary file beyond."""

import sqlite3
import weakref
from collections.abc import Iterator
from itertools import chain
from typing import Final

from circflow.errors import OutputError

IN_MEMORY: Final = 131_072
"""Entries that are held in memory; some 20 MB."""

_CACHE_KB: Final = 16_384
_MARKS: Final = 128
"""Bits, for each entry that may be held in memory, that tell which keys are surely not in the file: asking it takes ten
times as long."""


class Shelf:
    """Text → text or integer. Nobody else sees its file, which is gone when it is.

    Args:
        in_memory: Entries that may be held in memory; default: `IN_MEMORY`.
    """

    def __init__(self, in_memory: int | None = None) -> None:
        self._limit = in_memory or IN_MEMORY
        self._recent: dict[str, str | int] = {}
        self._file: sqlite3.Connection | None = None
        self._filed = 0
        self._bits = self._limit * _MARKS
        self._marks = bytearray()

    def get(self, key: str) -> str | int | None:
        """Return what stands there; None when nothing does."""
        found = self._recent.get(key)
        if found is not None or self._file is None:
            return found
        mark = hash(key) % self._bits
        if not self._marks[mark >> 3] & 1 << (mark & 7):
            return None
        row = self._file.execute("SELECT value FROM entries WHERE key = ?", (key,)).fetchone()
        return None if row is None else row[0]

    def add(self, key: str, value: str | int) -> None:
        """Put something where nothing stands yet.

        Raises:
            OutputError: there is no room for the temporary file.
        """
        self._recent[key] = value
        if len(self._recent) >= self._limit:
            self._move()

    def remove(self, key: str) -> None:
        """Take away what stands there, if anything does."""
        if self._recent.pop(key, None) is None and self._file is not None:
            self._filed -= self._file.execute("DELETE FROM entries WHERE key = ?", (key,)).rowcount

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __len__(self) -> int:
        return len(self._recent) + self._filed

    def __iter__(self) -> Iterator[str]:
        if self._file is None:
            return iter(self._recent)
        filed = (row[0] for row in self._file.execute("SELECT key FROM entries ORDER BY key"))
        return chain(filed, self._recent)

    def _move(self) -> None:
        try:
            if self._file is None:
                # Without a name it is a file that SQLite itself makes, hides and removes. It is asked from the thread
                # that prepares rows too, though never from two at once.
                self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
                weakref.finalize(self, self._file.close)
                for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}"):
                    self._file.execute(f"PRAGMA {pragma}")
                self._marks = bytearray(self._bits // 8 + 1)
                self._file.execute("CREATE TABLE entries (key TEXT PRIMARY KEY, value) WITHOUT ROWID")
            self._file.execute("BEGIN")
            # In order: neighbours then lie on one page.
            self._file.executemany("INSERT INTO entries VALUES (?, ?)", sorted(self._recent.items()))
            self._file.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise OutputError(
                f"the temporary file of a large data set cannot be written: {error}",
                hint="Free some space, or name a folder on another disk in TMPDIR.",
            ) from error
        for key in self._recent:
            mark = hash(key) % self._bits
            self._marks[mark >> 3] |= 1 << (mark & 7)
        self._filed += len(self._recent)
        self._recent = {}
