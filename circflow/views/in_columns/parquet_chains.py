"""Chains as Parquet: the table that `circflow.views.parquet` writes."""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import numpy as np

from circflow.rings.chains import KINDS, Book, Chains
from circflow.rings.row import Numbers
from circflow.views.in_columns.texts import values
from circflow.views.named import Field
from circflow.views.parquet import describe, pyarrow, schema


class ParquetChains:
    """Writes chains of one book.

    Args:
        columns: In their order.
        file: Where to.
        book: What the numbers in chains stand for.
    """

    def __init__(self, columns: Sequence[Field], file: BinaryIO, book: Book) -> None:
        self._arrow = pyarrow()
        self._schema = schema(columns)
        self._writer = self._arrow.parquet.ParquetWriter(file, self._schema)
        self._book = book
        self._known = (-1, -1)
        self._entries: dict[str, Any] = {}

    def put(self, chains: Chains) -> None:
        """Write some chains."""
        self._learn()
        arrays = [self._column(chains, field.name, field.type) for field in self._schema]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))

    def end(self, record: Mapping[str, Any]) -> None:
        """Write what stands at the end of the file."""
        describe(self._writer, record)
        self._writer.close()

    def _learn(self) -> None:
        book, arrow = self._book, self._arrow
        if self._known != (len(book.ids), len(book.deals)):
            self._known = (len(book.ids), len(book.deals))
            ids = arrow.array(book.ids, arrow.string())
            deals = arrow.array(book.deals, arrow.list_(arrow.string()))
            names = arrow.array(book.names, arrow.string())
            kinds = arrow.array(KINDS).take(arrow.array(book.kinds, arrow.int64()))
            self._entries = {"ring": ids, "ring_names": names, "companies": ids, "relationships": kinds}
            self._entries |= {"deals_by_hop": deals, "deals": deals}

    def _column(self, chains: Chains, name: str, type_: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
        arrow = self._arrow
        entries = self._entries.get(name)
        if entries is None:
            return arrow.array(values(chains, name), type_)
        places = chains.companies if name in ("ring", "ring_names", "companies") else chains.hops
        items = entries.take(arrow.array(places.ravel()))
        ends = np.arange(len(places) + 1) * places.shape[1]
        if name == "deals":
            ends = _offsets(items)[ends]
            items = items.flatten()
        return arrow.ListArray.from_arrays(arrow.array(ends, arrow.int32()), items)


def _offsets(lists: Any) -> Numbers:  # noqa: ANN401
    return np.concatenate([[0], np.cumsum(lists.value_lengths().to_numpy())])
