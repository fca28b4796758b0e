"""What all stored queries share: the common parameters, and the blocks of Cypher that stand in several of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from circflow import shipped
from circflow.errors import QueryFileError
from circflow.queries.blocks import Masters, filled
from circflow.queries.params import Param, read_param
from circflow.queries.problems import Problems
from circflow.queries.sections import read_toml

PARAMETERS: Final = "parameters.toml"


@dataclass(frozen=True, slots=True)
class Common:
    """What is written once for all queries.

    Attributes:
        params: The common parameters by name, in the order of help pages.
        blocks: The shared blocks: `deal counts`, a predicate on `deal`, and others.
    """

    params: Mapping[str, Param]
    blocks: Masters


@cache
def common() -> Common:
    """Read `cypher/common`.

    Raises:
        QueryFileError: The parameters have mistakes.
    """
    folder = shipped.folder("cypher") / "common"
    blocks = {
        path.stem.replace("_", " "): tuple(path.read_text(encoding="utf-8").splitlines())
        for path in sorted(folder.glob("*.cypher"))
    }
    return Common(read_common_params(folder / PARAMETERS), filled(blocks))


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
