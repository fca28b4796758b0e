"""A file whose suffix says what is written into it, which is checked before a long search begins."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import click


class OutputFile(click.Path):
    """A path with one of some suffixes.

    Args:
        suffixes: Those that may be, in lower case.
        refusal: What is wrong with another one; said after the path.
    """

    def __init__(self, suffixes: Collection[str], refusal: str) -> None:
        super().__init__()
        self._suffixes = suffixes
        self._refusal = refusal

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """Return the path, which may lead to nothing yet."""
        path = Path(value)
        if path.suffix.lower() not in self._suffixes:
            self.fail(f"{path} {self._refusal}", param, ctx)
        return path
