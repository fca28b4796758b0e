"""What all stored queries share: the common parameters, and the one predicate that says which deals count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from circflow import shipped
from circflow.errors import QueryFileError
from circflow.queries.params import Param, read_param
from circflow.queries.problems import Problems
from circflow.queries.sections import read_toml
from circflow.queries.tokens import Kind, Token, lines

PARAMETERS: Final = "parameters.toml"
PREDICATE: Final = "deal_counts.cypher"
OPENS: Final = "// deal counts >>>"
CLOSES: Final = "// <<<"
RENEW: Final = "python -m circflow.queries.renew"


@dataclass(frozen=True, slots=True)
class Common:
    """What is written once for all queries.

    Attributes:
        params: The common parameters by name, in the order of help pages.
        predicate: Lines of the predicate on `deal`, without line ends.
    """

    params: Mapping[str, Param]
    predicate: tuple[str, ...]


@cache
def common() -> Common:
    """Read `cypher/common`.

    Raises:
        QueryFileError: The parameters have mistakes.
    """
    folder = shipped.folder("cypher") / "common"
    predicate = (folder / PREDICATE).read_text(encoding="utf-8").splitlines()
    return Common(read_common_params(folder / PARAMETERS), tuple(predicate))


def read_common_params(path: Path) -> dict[str, Param]:
    """Read a file of common parameters, each a table `[NAME]`.

    Raises:
        QueryFileError: It has mistakes.
    """
    problems = Problems(path)
    section = read_toml(path.read_text(encoding="utf-8"), problems)
    found = {}
    for name, table in section.children() if section else ():
        if param := read_param(name, table):
            found[name] = replace(param, common=True)
    if problems:
        raise QueryFileError("The common parameters have mistakes", problems=problems.lines(), where=str(path))
    return found


def blocks(pieces: list[Token]) -> list[tuple[Token, Token | None]]:
    """Find the marker comments of the predicate: where each block opens, and where it closes, if it does."""
    found: list[tuple[Token, Token | None]] = []
    for piece in pieces:
        if piece.kind is not Kind.COMMENT:
            continue
        mark = piece.text.strip()
        if mark == OPENS:
            found.append((piece, None))
        elif mark == CLOSES and found and found[-1][1] is None:
            found[-1] = (found[-1][0], piece)
    return found


def check_blocks(text: str, pieces: list[Token], predicate: tuple[str, ...], problems: Problems) -> None:
    """Note every predicate block that differs from the master."""
    written = lines(text)
    for opens, closes in blocks(pieces):
        if closes is None:
            problems.add(opens.line, f"the predicate that begins here is not closed; end it with `{CLOSES}`")
        elif _bare(written[opens.line : closes.line - 1]) != _bare(predicate):
            problems.add(opens.line, f"the predicate differs from {PREDICATE}; renew it with `{RENEW} FOLDER`")


def _bare(written: Iterable[str]) -> tuple[str, ...]:
    """Leave out indentation and empty lines."""
    return tuple(line.strip() for line in written if line.strip())
