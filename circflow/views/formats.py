"""Which formats there are, each a module of its own.

A format for text has `chunks(result, page)`, which yields its text piece by piece; a format for files alone has
`fill(result, file)`, which writes bytes. A new format is such a module and a line in `FORMATS`.
"""

import importlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, TextIO

from circflow.errors import InputError, OutputError
from circflow.model import Result
from circflow.views.page import Page


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer.

    Attributes:
        name: What a user types after `--format`.
        module: Below `circflow.views`; imported when the format is used.
        suffix: Of its files, with the dot; None for what is only looked at.
        text: Whether it can go to a terminal or a pipe.
        other_suffix: One that means the same.
    """

    name: str
    module: str
    suffix: str | None
    text: bool = True
    other_suffix: str | None = None

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return all suffixes of its files."""
        return tuple(filter(None, (self.suffix, self.other_suffix)))

    def chunks(self, result: Result, page: Page) -> Iterator[str]:
        """Yield the text piece by piece.

        Raises:
            InputError: this format is for files.
        """
        if not self.text:
            raise InputError(f"{self.name} cannot be printed", hint=f"Write it to a file: -o FILE{self.suffix}")
        yield from self._code().chunks(result, page)

    def fill(self, result: Result, file: BinaryIO) -> None:
        """Write the bytes of a file; text is UTF-8."""
        if self.text:
            file.writelines(chunk.encode() for chunk in self.chunks(result, Page()))
        else:
            self._code().fill(result, file)

    def _code(self) -> Any:  # noqa: ANN401 - a module
        return importlib.import_module(f"circflow.views.{self.module}")


_ALL: Final = (
    Format("table", "table", None),
    Format("json", "json_object", ".json"),
    Format("jsonl", "json_lines", ".jsonl"),
    Format("csv", "csv_rows", ".csv"),
    Format("md", "markdown", ".md"),
    Format("html", "html_page", ".html"),
    Format("graphml", "graphml", ".graphml"),
    Format("gexf", "gexf", ".gexf"),
    Format("mermaid", "mermaid", ".mmd", other_suffix=".mermaid"),
    Format("xlsx", "workbook", ".xlsx", text=False),
    Format("parquet", "parquet", ".parquet", text=False),
)

FORMATS: Final = {format_.name: format_ for format_ in _ALL}
"""All formats by name."""

TEXT_FORMATS: Final = tuple(format_.name for format_ in _ALL if format_.text)
"""Names of those that can go to a terminal or a pipe."""

SUFFIXES: Final = {suffix: format_ for format_ in _ALL for suffix in format_.suffixes}
"""Formats of files by suffix."""


def write(result: Result, format_name: str, stream: TextIO, *, width: int = 80, color: bool = False) -> None:
    """Write an answer to a terminal or a pipe, row by row.

    Args:
        result: The answer.
        format_name: One of `TEXT_FORMATS`.
        stream: Where to; switched to UTF-8 when its encoding lacks a character.
        width: Columns of the page, for tables.
        color: Whether tables may use colours.

    Raises:
        InputError: there is no such format, or it is for files.
        OutputError: the stream cannot take it, a full disk for one. A reader who has gone is a BrokenPipeError.
    """
    write_chunks(_format(format_name).chunks(result, Page(width, color)), stream)


def write_chunks(chunks: Iterable[str], stream: TextIO) -> None:
    """Write a text to a terminal or a pipe, piece by piece.

    Args:
        chunks: Its pieces.
        stream: Where to; switched to UTF-8 when its encoding lacks a character.

    Raises:
        OutputError: the stream cannot take it, a full disk for one. A reader who has gone is a BrokenPipeError.
    """
    try:
        for chunk in chunks:
            _put(chunk, stream)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as err:
        raise OutputError(f"the output cannot be written: {err.strerror or err}") from err


def render(result: Result, format_name: str, *, width: int = 80, color: bool = False) -> str:
    """Return an answer as one text; `write` does without the memory for it.

    Raises:
        InputError: there is no such format, or it is for files.
    """
    return "".join(_format(format_name).chunks(result, Page(width, color)))


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise InputError(f"'{name}' is not a format", hint=f"Known: {', '.join(FORMATS)}")
    return FORMATS[name]


def _put(chunk: str, stream: TextIO) -> None:
    try:
        stream.write(chunk)
    except UnicodeEncodeError:
        if not isinstance(stream, io.TextIOWrapper):
            raise
        stream.reconfigure(encoding="utf-8")
        stream.write(chunk)
