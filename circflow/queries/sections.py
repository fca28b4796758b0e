"""TOML read key by key, each mistake with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from circflow.queries.problems import Problems

_TABLE: Final = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY: Final = re.compile(r"\s*([A-Za-z0-9_.\"'-]+)\s*=")
_AT_LINE: Final = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")


class Section:
    """A table of a TOML text.

    Attributes:
        where: Names of the tables that lead to it; empty for the whole text.
        problems: Where mistakes are noted.
    """

    def __init__(
        self,
        table: Mapping[str, Any],
        problems: Problems,
        lines: Mapping[tuple[str, ...], int],
        where: tuple[str, ...] = (),
    ) -> None:
        self._table = table
        self._lines = lines
        self.where = where
        self.problems = problems

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def line(self, key: str | None = None) -> int:
        """Return the line of a key, or that of the table."""
        steps = self.where if key is None else (*self.where, key)
        while steps not in self._lines:
            steps = steps[:-1]
        return self._lines[steps]

    def complain(self, key: str | None, text: str) -> None:
        """Note a mistake at a key, or at the head of the table."""
        self.problems.add(self.line(key), text)

    def only(self, *known: str) -> None:
        """Refuse every key that is not among the known ones."""
        for key in self._table:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                advice = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(known)}"
                self.complain(key, f"unknown key `{key}`{self._inside()}; {advice}")

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a text without spaces at its ends; empty when it is missing or wrong."""
        if key not in self._table:
            if required:
                self.complain(None, f"`{key}` is missing{self._inside()}; add it")
            return ""
        value = self._table[key]
        if not isinstance(value, str) or not value.strip():
            self.complain(key, f'`{key}`{self._inside()} must be a text in quotes; write {key} = "…"')
            return ""
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty when it is missing or wrong."""
        value = self._table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.complain(key, f'`{key}`{self._inside()} must be a list of texts; write {key} = ["…"]')
            return ()
        if len(set(value)) < len(value):
            self.complain(key, f"`{key}`{self._inside()} names something twice; leave one out")
        return tuple(item.strip() for item in value)

    def flag(self, key: str) -> bool:
        """Return a yes or no; no when it is missing or wrong."""
        value = self._table.get(key, False)
        if not isinstance(value, bool):
            self.complain(key, f"`{key}`{self._inside()} must be true or false")
            return False
        return value

    def value(self, key: str) -> Any:  # noqa: ANN401 - whatever stands there; the caller checks it
        """Return what stands at a key; None when it is missing."""
        return self._table.get(key)

    def tables(self, key: str) -> Iterator[tuple[str, "Section"]]:
        """Yield the tables below a key, such as `[params.NAME]`, with their names."""
        below = self._table.get(key, {})
        if not isinstance(below, dict):
            self.complain(key, f"`{key}` must be tables; write [{key}.NAME]")
            return
        yield from Section(below, self.problems, self._lines, (*self.where, key)).children()

    def children(self) -> Iterator[tuple[str, "Section"]]:
        """Yield all tables of this one with their names, and complain of everything else in it."""
        for name, table in self._table.items():
            where = (*self.where, name)
            if isinstance(table, dict):
                yield name, Section(table, self.problems, self._lines, where)
            else:
                dotted = ".".join(where)
                self.complain(name, f"`{dotted}` must be a table; write [{dotted}]")

    def _inside(self) -> str:
        return f" in [{'.'.join(self.where)}]" if self.where else ""


def read_toml(text: str, problems: Problems, *, first_line: int = 1) -> Section | None:
    """Read TOML.

    Args:
        text: The TOML text alone.
        problems: Takes a mistake of the TOML itself.
        first_line: Line of the file on which the text begins.

    Returns:
        The whole text as a section; None when it is no TOML.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _AT_LINE.search(message)
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        what = _AT_LINE.sub("", message)
        problems.add(first_line + line - 1, f"this is no TOML: {what}; see toml.io, texts stand in quotes")
        return None
    return Section(table, problems, _lines(text, first_line))


def _lines(text: str, first_line: int) -> dict[tuple[str, ...], int]:
    """Find where keys and tables stand, which tomllib does not tell. A line of a longer text may pass for a key."""
    found: dict[tuple[str, ...], int] = {(): first_line}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), start=first_line):
        if match := _TABLE.match(line):
            table = _steps(match[1])
            found.setdefault(table, number)
        elif match := _KEY.match(line):
            found.setdefault((*table, *_steps(match[1])), number)
    return found


def _steps(dotted: str) -> tuple[str, ...]:
    return tuple(step.strip().strip("\"'") for step in dotted.split("."))
