"""Cypher that takes all its parameters in one map, so that the server plans it once, whatever options are given.

A server keeps the plan of a statement for the types of its parameters, and null is a type of its own: with each other
choice of options a question would be planned anew, which takes longer than answering it.
"""

from functools import cache
from typing import Final

from circflow.queries.tokens import Kind, tokens

MAP: Final = "given"
"""The one parameter that is left."""


@cache
def in_one_map(statement: str) -> str:
    """Return a statement with an entry of the map for each parameter; its lines stay as they are."""
    return "".join(
        f"${MAP}.{_quoted(piece.name)}" if piece.kind is Kind.PARAMETER else piece.text for piece in tokens(statement)
    )


def _quoted(name: str) -> str:
    escaped = name.replace("`", "``")
    return f"`{escaped}`"
