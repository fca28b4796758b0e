"""Chains as JSON lines: the bytes that `circflow.views.json_lines` writes."""

from collections.abc import Sequence
from typing import Any

from circflow.rings.chains import Book, Chains
from circflow.rings.row import Numbers
from circflow.views.in_columns.texts import Entries, Pieces, Texts, kind
from circflow.views.json_text import json_text


class JsonChains:
    """Writes chains of one book as JSON lines.

    Args:
        names: Columns, in their order.
        book: What the numbers in chains stand for.
    """

    def __init__(self, names: Sequence[str], book: Book) -> None:
        self._names = names
        self._texts = _JsonTexts(book)
        self._line = "{" + ", ".join(f"{json_text(name)}: %s" for name in names) + "}\n"

    def header(self) -> str:
        """Return nothing: each line stands alone."""
        return ""

    def lines(self, chains: Chains) -> str:
        """Return a line for each chain."""
        columns = self._texts.columns(chains, self._names)
        return "".join(map(self._line.__mod__, zip(*columns, strict=True)))


class _JsonTexts(Texts):
    def pieces(self, name: str, entries: Entries) -> Pieces:
        if name == "relationships":
            return Pieces(entries, lambda number: json_text(kind(number)), _always)
        if name == "deals":
            return Pieces(entries, lambda deals: ", ".join(map(json_text, deals)), _always)
        return Pieces(entries, json_text, _always)

    def listed(self, name: str, pieces: Pieces, places: Numbers) -> list[str]:
        del name
        return [f"[{text}]" for text in pieces.joined(places, ", ")]

    def single(self, values: list[Any]) -> list[str]:
        return list(map(json_text, values))


def _always(_entry: object) -> bool:
    return True
