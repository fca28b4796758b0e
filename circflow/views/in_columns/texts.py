"""Columns of chains as columns of texts, put together of pieces that are texts already."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from circflow.rings.chains import KINDS, Book, Chains, amounts
from circflow.rings.row import Numbers

Entries = Sequence[Any]

QUOTED: Final = re.compile(r'[,"\r\n]')
"""What makes csv put a text into quotes."""


class Pieces:
    """The texts of the entries of a list that grows; each is made once.

    Args:
        entries: The list.
        text: Makes a text of an entry.
        simple: Whether lists with an entry can be joined of texts.

    Attributes:
        simple: Whether that is so for all entries.
        quoted: Whether some text has what csv puts into quotes.
    """

    def __init__(self, entries: Entries, text: Callable[[Any], str], simple: Callable[[Any], bool]) -> None:
        self._entries = entries
        self._text = text
        self._is_simple = simple
        self._texts: list[str] = []
        self.simple = True
        self.quoted = False

    def learn(self) -> None:
        """Take in what was added to the list."""
        for entry in self._entries[len(self._texts) :]:
            text = self._text(entry)
            self._texts.append(text)
            self.simple = self.simple and self._is_simple(entry)
            self.quoted = self.quoted or bool(QUOTED.search(text))

    def joined(self, places: Numbers, separator: str) -> list[str]:
        """Return the texts at each row of places, joined."""
        columns = [map(self._texts.__getitem__, column) for column in places.T.tolist()]
        return list(map(separator.join, zip(*columns, strict=True)))

    def rows(self, places: Numbers) -> Iterator[list[Any]]:
        """Yield the entries at each row of places."""
        for row in places.tolist():
            yield [self._entries[place] for place in row]


class Texts(ABC):
    """Chains of one book as columns of texts."""

    def __init__(self, book: Book) -> None:
        of_book: dict[str, Entries] = {
            "ring": book.ids,
            "ring_names": book.names,
            "relationships": book.kinds,
            "deals_by_hop": book.deals,
            "deals": book.deals,
        }
        self._pieces = {name: self.pieces(name, entries) for name, entries in of_book.items()}

    @abstractmethod
    def pieces(self, name: str, entries: Entries) -> Pieces:
        """Return the pieces of a column of lists."""

    @abstractmethod
    def listed(self, name: str, pieces: Pieces, places: Numbers) -> list[str]:
        """Return a column of lists."""

    @abstractmethod
    def single(self, values: list[Any]) -> list[str]:
        """Return a column of other values."""

    def columns(self, chains: Chains, names: Sequence[str]) -> list[list[str]]:
        """Return columns of round trips by their names."""
        made = {name: self._column(chains, name) for name in names if name != "companies"}
        # All companies of a ring are the ring.
        return [made["ring" if name == "companies" else name] for name in names]

    def _column(self, chains: Chains, name: str) -> list[str]:
        pieces = self._pieces.get(name)
        if pieces is None:
            return self.single(values(chains, name))
        pieces.learn()
        return self.listed(name, pieces, chains.companies if name.startswith("ring") else chains.hops)


def values(chains: Chains, name: str) -> list[Any]:
    """Return a column that holds no lists, None for what is missing."""
    if name == "hops":
        return [chains.companies.shape[1]] * len(chains)
    if name in ("currency", "quality"):
        return list(chains.currencies if name == "currency" else chains.qualities)
    column = getattr(chains, name)
    return amounts(column) if name.startswith("carries_") else list(column.tolist())


def kind(number: int) -> str:
    """Return the name of a type of deal."""
    return KINDS[number]
