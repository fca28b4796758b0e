"""What is read from files of any length: held in memory while it is little, and out of it beyond."""

import json
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from itertools import chain, islice
from operator import attrgetter
from typing import IO, Final, Generic, TypeVar, overload

from circflow.sheets.tabular import Reject

MOST: Final = 50_000
"""Records of one file that are held in memory; of a longer one they are made again whenever they are asked for."""

_COLUMNS: Final = [field.name for field in fields(Reject)]

MOST_REJECTS: Final = 10_000
MOST_WARNINGS: Final = 1_000

Item_co = TypeVar("Item_co", covariant=True)


class _Long(Sequence[Item_co]):
    """Item_cos that are gone through rather than indexed."""

    def __iter__(self) -> Iterator[Item_co]:
        raise NotImplementedError

    @overload
    def __getitem__(self, place: int) -> Item_co: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Item_co]: ...
    def __getitem__(self, place: int | slice) -> Item_co | Sequence[Item_co]:
        if isinstance(place, slice):
            return list(islice(self, *place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return next(islice(self, place % len(self), None))


class Records(_Long[Item_co], Generic[Item_co]):
    """The records of a long file: read again each time, so that they need no room."""

    def __init__(self, count: int, again: Callable[[], Iterator[Item_co]]) -> None:
        self._count = count
        self._again = again

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Item_co]:
        return self._again()


class Rejects(_Long[Reject]):
    """Rejected rows, which grow; those beyond the first thousands lie in a temporary file."""

    def __init__(self) -> None:
        self._first: list[Reject] = []
        self._file: IO[str] | None = None
        self._filed = 0

    def append(self, reject: Reject) -> None:
        """Take one more."""
        if len(self._first) < MOST_REJECTS:
            self._first.append(reject)
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - it lives as long as the rejects
            weakref.finalize(self, self._file.close)
        self._file.write(json.dumps(astuple(reject)) + "\n")
        self._filed += 1

    def sort(self, since: int) -> None:
        """Bring those from a place on into the order of their lines, while all are in memory."""
        if self._file is None:
            self._first[since:] = sorted(self._first[since:], key=attrgetter("line"))

    def done(self) -> Sequence[Reject]:
        """Return all of them."""
        return tuple(self._first) if self._file is None else self

    def __len__(self) -> int:
        return len(self._first) + self._filed

    def __iter__(self) -> Iterator[Reject]:
        return chain(self._first, self._others())

    def _others(self) -> Iterator[Reject]:
        if self._file is None:
            return
        self._file.seek(0)
        for line in self._file:
            row = dict(zip(_COLUMNS, json.loads(line), strict=True))
            yield Reject(**{**row, "rest": tuple(row["rest"])})


class Warnings:
    """What is to be told, of which nobody reads more than the first thousand."""

    def __init__(self) -> None:
        self._told: list[str] = []
        self._count = 0

    def add(self, told: Iterable[str]) -> None:
        """Take more of it."""
        for text in told:
            self._count += 1
            if self._count <= MOST_WARNINGS:
                self._told.append(text)

    def all(self) -> list[str]:
        """Return it, and how much is left out."""
        left = self._count - len(self._told)
        return [*self._told, f"{left:,} more warnings of these kinds are left out"] if left else self._told
