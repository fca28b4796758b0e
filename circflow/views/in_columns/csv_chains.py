"""Chains as csv: the bytes that `circflow.views.csv_rows` writes."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from circflow.rings.chains import Book, Chains
from circflow.rings.row import Numbers
from circflow.views.csv_rows import harmless
from circflow.views.in_columns.texts import QUOTED, Entries, Pieces, Texts, kind
from circflow.views.listed import list_text, scalar_text

_SEPARATORS: Final = ";+"


class CsvChains:
    """Writes chains of one book as csv.

    Args:
        names: Columns, in their order.
        book: What the numbers in chains stand for.
    """

    def __init__(self, names: Sequence[str], book: Book) -> None:
        self._names = names
        self._texts = _CsvTexts(book)

    def header(self) -> str:
        """Return the first line."""
        return ",".join(_quoted(harmless(name)) for name in self._names) + "\n"

    def lines(self, chains: Chains) -> str:
        """Return a line for each chain."""
        columns = self._texts.columns(chains, self._names)
        return "".join(f"{line}\n" for line in map(",".join, zip(*columns, strict=True)))


class _CsvTexts(Texts):
    def pieces(self, name: str, entries: Entries) -> Pieces:
        if name == "relationships":
            return Pieces(entries, kind, lambda _kind: True)
        if name == "deals_by_hop":
            return Pieces(entries, lambda deals: "+".join(map(harmless, deals)), lambda deals: all(map(_simple, deals)))
        if name == "deals":
            return Pieces(entries, lambda deals: ";".join(map(harmless, deals)), lambda deals: all(map(_simple, deals)))
        return Pieces(entries, harmless, _simple)

    def listed(self, name: str, pieces: Pieces, places: Numbers) -> list[str]:
        if pieces.simple:
            joined = pieces.joined(places, ";")
            return list(map(_quoted, joined)) if pieces.quoted else joined
        rows: Iterator[list[Any]] = pieces.rows(places)
        if name == "deals":
            rows = ([deal for deals in hops for deal in deals] for hops in rows)
        return [_quoted(list_text(row, harmless)) for row in rows]

    def single(self, values: list[Any]) -> list[str]:
        # Few values come in many rows.
        cells = {value: _cell(value) for value in set(values)}
        return [cells[value] for value in values]


def _simple(text: str) -> bool:
    """Say whether lists with a text are sure to be joined in a cell."""
    return bool(text) and text[0] != "[" and not any(separator in text for separator in _SEPARATORS)


def _cell(value: object) -> str:
    return _quoted(harmless(value)) if isinstance(value, str) else scalar_text(value)


def _quoted(text: str) -> str:
    """Return a cell as csv has it."""
    if QUOTED.search(text):
        escaped = text.replace('"', '""')
        return f'"{escaped}"'
    return text
