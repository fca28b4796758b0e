"""Files that take chains while they are found, each in the format that its suffix names."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, Protocol

from circflow.files import Fresh, replacing
from circflow.model import Column
from circflow.rings.chains import Book, Chains
from circflow.views.in_columns.csv_chains import CsvChains
from circflow.views.in_columns.json_chains import JsonChains
from circflow.views.in_columns.parquet_chains import ParquetChains
from circflow.views.named import Field, fields_of
from circflow.views.parquet import pyarrow

_PARQUET: Final = ".parquet"
_TEXTS: Final[Mapping[str, type[CsvChains | JsonChains]]] = {".csv": CsvChains, ".jsonl": JsonChains}

SUFFIXES: Final = (*_TEXTS, _PARQUET)
"""Of files that can be written so."""


class ChainFiles:
    """Files of the same chains.

    Args:
        fresh: Files that are being written.
        columns: Of their rows.
    """

    def __init__(self, fresh: Sequence[Fresh], columns: Sequence[Column]) -> None:
        self._fresh = fresh
        self._columns = fields_of(columns)
        self._writers: list[_Writer] = []

    def put(self, chains: Chains) -> None:
        """Write some chains, which have one book with all others."""
        self._open(chains.book)
        for writer in self._writers:
            writer.put(chains)

    def end(self, record: Mapping[str, Any], *, cut: bool) -> list[Path]:
        """Write what stands at the end.

        Args:
            record: Of the run.
            cut: Whether the search was ended before it was done; then the names say so.

        Returns:
            Where the files will stand.
        """
        self._open(Book())
        for fresh, writer in zip(self._fresh, self._writers, strict=True):
            writer.end(record)
            if cut:
                fresh.target = cut_name(fresh.target)
        return [fresh.target for fresh in self._fresh]

    def abandon(self) -> None:
        """Let go of what is not finished."""
        for writer in self._writers:
            # The file is thrown away; what cannot be written to it any more is no second fault.
            with suppress(Exception):
                writer.end({})

    def _open(self, book: Book) -> None:
        if not self._writers:
            self._writers = [_writer(fresh, self._columns, book) for fresh in self._fresh]


@contextmanager
def chain_files(paths: Sequence[Path], columns: Sequence[Column]) -> Iterator[ChainFiles]:
    """Give files that stand in their places when the block ends well; else nothing is left of them.

    Args:
        paths: Their suffixes are of `SUFFIXES`.
        columns: Of their rows.

    Raises:
        InputError: a package is missing.
        OutputError: a file cannot be written.
    """
    if any(path.suffix.lower() == _PARQUET for path in paths):
        pyarrow()
    with ExitStack() as stack:
        files = ChainFiles([stack.enter_context(replacing(path)) for path in paths], columns)
        try:
            yield files
        except BaseException:
            files.abandon()
            raise


def cut_name(path: Path) -> Path:
    """Return the name of a file whose rows were cut short by somebody: `rings.cut.csv` for `rings.csv`."""
    return path.with_name(f"{path.stem}.cut{path.suffix}")


class _Writer(Protocol):
    def put(self, chains: Chains) -> None: ...
    def end(self, record: Mapping[str, Any]) -> None: ...


class _Text:
    """Lines of text in a file."""

    def __init__(self, fresh: Fresh, lines: CsvChains | JsonChains) -> None:
        self._file = fresh.file
        self._lines = lines
        self._file.write(lines.header().encode())

    def put(self, chains: Chains) -> None:
        self._file.write(self._lines.lines(chains).encode())

    def end(self, record: Mapping[str, Any]) -> None:
        """Do nothing: texts end with their last line."""


def _writer(fresh: Fresh, columns: Sequence[Field], book: Book) -> _Writer:
    suffix = fresh.target.suffix.lower()
    if suffix == _PARQUET:
        return ParquetChains(columns, fresh.file, book)
    return _Text(fresh, _TEXTS[suffix]([column.name for column in columns], book))
